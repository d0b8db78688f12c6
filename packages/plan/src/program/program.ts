/** A Pulumi program on disk, as its Pulumi.yaml describes it. */
export interface Program {
  /** The directory of Pulumi.yaml. */
  readonly root: string;
  /** The working directory of the program: `root`, or the directory that `main` names. */
  readonly directory: string;
  /** The module that Node runs, relative to `directory`. It is `.` unless `main` names a file. */
  readonly entry: string;
  /** The name of the project. */
  readonly project: string;
}
