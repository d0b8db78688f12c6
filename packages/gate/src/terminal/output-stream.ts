/** A stream of the process, or a replacement in tests. */
export interface OutputStream {
  write(text: string): unknown;
  /** This and the following members exist only on a terminal. */
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}
