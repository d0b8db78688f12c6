import { COMMON_FLAGS } from "../../flags/common";
import { stringFlag, type FlagValues } from "../../flags/flag";
import { MAX_APPROVAL_DAYS } from "../../model/approval";

/** The flags of `roadbed approve`, by property of the command's request. */
export const APPROVE_FLAGS = {
  verdict: stringFlag(
    "--verdict <file>",
    "The verdict that reports the changes, as `roadbed check -o json=FILE` wrote it.",
  ),
  reason: stringFlag("--reason <text>", "Why the changes are intended."),
  expires: stringFlag(
    "--expires <date>",
    `The last day of the approval, such as 2027-01-31, at most ${MAX_APPROVAL_DAYS} days ahead.`,
  ),
  approver: stringFlag(
    "--approver <name>",
    "The person or team that approves the changes. Default: the `user.name` in the configuration of Git.",
  ),
  ticket: stringFlag("--ticket <id>", "The ticket or incident that the changes belong to."),
  directory: stringFlag(
    "--directory <dir>",
    "The directory of the program. The nearest `roadbed.approvals.yaml` in it or above it is changed. If there is none, it is created next to `roadbed.yaml`, or else in the top directory of the repository. Default: the current directory.",
  ),
  debug: COMMON_FLAGS.debug,
} as const;

/** A request to `roadbed approve`. */
export type ApproveRequest = FlagValues<typeof APPROVE_FLAGS>;
