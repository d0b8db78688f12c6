import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "../../failures/command-error";
import { APPROVALS_FILES, type Approval } from "../../model/approval";
import type { ExitCode } from "../../model/exit-codes";
import { APPROVAL_LIMIT, readApprovals } from "../../targets/approvals/approvals-file";
import { nearestFile } from "../../targets/named-files";
import { POLICY_FILES } from "../../targets/settings/policy-files";
import type { CommandIO } from "../../terminal/command-io";
import { displayPath } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { defined } from "../../util/defined";
import { isPresent } from "../../util/is-present";
import { FileInUseError, NOT_A_FILE, updateFile } from "../../util/update-file";
import { appendApprovals } from "./append-approvals";
import { approverName } from "./approver-name";
import type { ApproveRequest } from "./flags";
import { readVerdictChanges, type VerdictChange } from "./verdict-changes";

/**
 * Adds changes that a verdict reports to the approvals file.
 *
 * @throws CommandError if a flag is missing or invalid, if the verdict does not contain a change, or if the file is invalid
 */
export async function approve(
  ids: readonly string[],
  request: ApproveRequest,
  { stdout }: CommandIO,
): Promise<ExitCode> {
  const now = new Date();
  const reason = required("--reason", request.reason, "the reason for the changes");
  const expires = await readLastDay(required("--expires", request.expires, "the last day of the approval"), now);
  const verdict = required("--verdict", request.verdict, "the file that `roadbed check -o json=FILE` wrote");
  const ticket = request.ticket === undefined ? undefined : required("--ticket", request.ticket, "a ticket");
  const { directory = "." } = request;
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CommandError(
      "directory-not-readable",
      `--directory: there is no directory ${JSON.stringify(directory)}.`,
    );
  const changes = await chosenChanges(ids, verdict);
  const approver = await approverName(directory, request.approver);
  const file = fileFor(directory);
  const approvals = changes.map(({ id, resource, rule, operation, commit }): Approval => {
    const change = { id, resource, rule, operation };
    return { ...change, reason, approver, expires, ...defined({ ticket, commit }) };
  });
  await write(file, approvals, now);
  for (const { id, rule, resource } of approvals)
    stdout.write(`${oneLine(`approved ${id} until ${expires}: ${rule}, ${resource}`)}\n`);
  stdout.write(`Commit ${oneLine(displayPath(file))}. In pull requests, the approvals at the base count.\n`);
  return 0;
}

function required(flag: string, value: string | undefined, meaning: string): string {
  const text = value?.trim() ?? "";
  if (text !== "") return text;
  const actual = value === undefined ? "" : `, got ${JSON.stringify(value)}`;
  throw new CommandError("flag-invalid", `${flag}: expected ${meaning}${actual}.`);
}

async function readLastDay(expires: string, now: Date): Promise<string> {
  const { expiryIssue } = await import("@roadbed/policies/internal");
  const issue = expiryIssue(expires, now, APPROVAL_LIMIT);
  if (issue !== undefined) throw new CommandError("flag-invalid", `--expires: ${issue}.`);
  const today = now.toISOString().slice(0, 10);
  if (expires < today) throw new CommandError("flag-invalid", `--expires: expected ${today} or later, got ${expires}.`);
  return expires;
}

/** Returns the changes with the given IDs, in either case. */
async function chosenChanges(ids: readonly string[], file: string): Promise<readonly VerdictChange[]> {
  const { changes, approved } = await readVerdictChanges(file);
  const { unknownNameMessage } = await import("@roadbed/policies/internal");
  const chosen: VerdictChange[] = [];
  const problems: string[] = [];
  for (const id of new Set(ids.map((given) => given.toUpperCase()))) {
    const change = changes.get(id);
    if (change !== undefined) chosen.push(change);
    else if (approved.has(id)) problems.push(`${file}: ${id} is already approved.`);
    else problems.push(`${file}: ${unknownNameMessage("approval ID", id, [...changes.keys()])}`);
  }
  if (problems.length > 0) throw new CommandError("approval-not-possible", problems);
  return chosen;
}

/** Returns the approvals file for a directory, which may not exist yet. */
function fileFor(directory: string): string {
  const existing = nearestFile({ directory }, APPROVALS_FILES);
  if (existing !== undefined) return existing;
  const settings = nearestFile({ directory }, POLICY_FILES);
  return join(settings === undefined ? topDirectory(directory) : dirname(settings), APPROVALS_FILES[0]);
}

/** Returns the top directory of the repository, or the directory itself outside a repository. */
function topDirectory(directory: string): string {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    if (isPresent(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return resolve(directory);
  }
}

async function write(file: string, approvals: readonly Approval[], now: Date): Promise<void> {
  try {
    await updateFile(file, async (content) => {
      if (content !== undefined) await rejectApproved(file, approvals, now);
      return appendApprovals(content, approvals);
    });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    if (error instanceof FileInUseError) {
      const remedy =
        error.lock === undefined
          ? "Run the command again."
          : `If no other command is running, delete ${displayPath(error.lock)}.`;
      const message = `${displayPath(file)} was not changed, because another process is changing it. ${remedy}`;
      throw new CommandError("file-not-writable", message, { cause: error });
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === NOT_A_FILE ? "it is not a file" : code;
    throw new CommandError("file-not-writable", `Cannot write ${displayPath(file)} (${reason}).`, { cause: error });
  }
}

/** Rejects changes that the file already approves. An expired approval is replaced. */
async function rejectApproved(file: string, approvals: readonly Approval[], now: Date): Promise<void> {
  const known = new Map(
    (await readApprovals(file, now, displayPath(file))).approvals.map((entry) => [entry.id, entry]),
  );
  const today = now.toISOString().slice(0, 10);
  const problems = approvals.flatMap(({ id }) => {
    const entry = known.get(id);
    if (entry === undefined || entry.expires < today) return [];
    return [`${displayPath(file)}: ${id} is already approved by ${entry.approver} until ${entry.expires}.`];
  });
  if (problems.length > 0) throw new CommandError("approval-not-possible", problems);
}
