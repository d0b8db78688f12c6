import { basename, relative } from "node:path";
import { failuresOf } from "../../failures/failure-of";
import { APPROVALS_FILES } from "../../model/approval";
import type { Failure } from "../../model/failure";
import { haveDifferentContent } from "../different-content";
import { nearestFile, type SearchStart } from "../named-files";
import { readApprovals, type ApprovalsFile } from "./approvals-file";

/** Where to look for approvals. */
export interface ApprovalSources {
  /** The directory of the program at the head. */
  readonly directory: string;
  /** The directory of the program at the base. A pull request must not approve its own changes. */
  readonly base?: SearchStart;
  /** Whether only approvals at a base count, although the base may not be available. */
  readonly requiresBase: boolean;
}

/** The approvals for one program. */
export interface LoadedApprovals {
  /** The file. Absent if there is none, or if it is invalid. */
  readonly file?: ApprovalsFile;
  /** How the file differs from the one in the checkout, as a clause without a period. */
  readonly note?: string;
  /** The problems in the file. */
  readonly failures: readonly Failure[];
}

/** Loads the approvals for a program. Problems in the file are part of the result, because findings are reported nevertheless. */
export async function loadApprovals(
  { directory, base, requiresBase }: ApprovalSources,
  now: Date,
): Promise<LoadedApprovals> {
  try {
    const here = nearestFile({ directory }, APPROVALS_FILES);
    if (base === undefined && requiresBase)
      return here === undefined
        ? { failures: [] }
        : {
            failures: [],
            note: `${basename(here)} was not used, because only approvals at the base count, and the base commit is not available`,
          };
    const path = base === undefined ? here : nearestFile(base, APPROVALS_FILES);
    const hasChanged = base !== undefined && (await haveDifferentContent(path, here));
    const note = `${basename(here ?? path ?? "")} differs from the version at the base, which was used`;
    const label = path !== undefined && base?.top !== undefined ? relative(base.top, path) : path;
    return {
      failures: [],
      ...(path !== undefined && { file: await readApprovals(path, now, label) }),
      ...(hasChanged && { note }),
    };
  } catch (error) {
    return { failures: failuresOf(error) };
  }
}
