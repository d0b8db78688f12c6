/** Whether a change forces the replacement of a resource. */
export type ReplacementEffect = "always" | "possible" | "never";
