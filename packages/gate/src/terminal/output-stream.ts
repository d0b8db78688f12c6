/** A stream of the process, or a replacement in tests. */
export interface OutputStream {
  write(text: string): unknown;
  /** Whether the stream is a terminal. This member and the following ones exist only on a terminal. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}
