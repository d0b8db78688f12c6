/** A Pulumi program on disk. Its location and name come from Pulumi.yaml. */
export interface Program {
  /** The directory of Pulumi.yaml. */
  readonly root: string;
  /** The program's working directory, which is `root` or the directory in `main`. */
  readonly directory: string;
  /** The module that Node.js runs, relative to `directory`. It is `.` unless `main` is the path of a file. */
  readonly entry: string;
  /** The name of the project. */
  readonly project: string;
}
