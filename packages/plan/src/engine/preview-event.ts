/** An event during a preview, for a progress display. */
export type PreviewEvent =
  /** The program's process started. */
  | { readonly type: "started" }
  /** Strings in the configuration or in a call. All output must mask the secret ones, unless they are plain as well. */
  | { readonly type: "strings"; readonly secrets: readonly string[]; readonly plain: readonly string[] }
  /** The program registered a resource. `count` is the number of resources so far. */
  | { readonly type: "registered"; readonly urn: string; readonly count: number }
  /** The program printed text. */
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "diagnostic";
      readonly severity: "debug" | "info" | "warning" | "error";
      readonly message: string;
    };
