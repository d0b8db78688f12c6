/** An event during a preview, for a progress display. */
export type PreviewEvent =
  /** The program's process started. `secrets` are the strings in its secret configuration: mask them in all output. */
  | { readonly type: "started"; readonly secrets: readonly string[] }
  /** The program registered a resource. `count` is the number of resources so far. */
  | { readonly type: "registered"; readonly urn: string; readonly count: number }
  /** The program printed something. */
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "diagnostic";
      readonly severity: "debug" | "info" | "warning" | "error";
      readonly message: string;
    };
