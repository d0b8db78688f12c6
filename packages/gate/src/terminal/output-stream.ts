/** Where text goes: a stream of the process, or what stands in for one. */
export interface OutputStream {
  write(text: string): unknown;
  /** The rest is there on a terminal alone. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}
