/** An event during a preview, for a progress display. */
export type PreviewEvent =
  /**
   * The program's process started. `secrets` contains the strings in its secret configuration, which all output must
   * mask.
   */
  | { readonly type: "started"; readonly secrets: readonly string[] }
  /** The program registered a resource. `count` is the number of resources so far. */
  | { readonly type: "registered"; readonly urn: string; readonly count: number }
  /** The program printed text. */
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly text: string }
  | {
      readonly type: "diagnostic";
      readonly severity: "debug" | "info" | "warning" | "error";
      readonly message: string;
    };
