import { join } from "node:path";
import type { Plan } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import { CommandError } from "../../failures/command-error";
import { displayPath } from "../../terminal/display-path";
import { ResourcesByLine } from "./resources-by-line";
import { parseExemptionComment } from "./parse-exemption-comment";
import { MARKER, findExemptionComments, type ExemptionComment } from "./exemption-comments";
import { loadTokenizer } from "./tokens";
import { filesContaining } from "./source-files";

/** The maximum number of reported errors. */
const MAX_ERRORS = 20;

/** The exemption comments in the files of a program, and the errors in invalid comments. */
export interface CodeExemptions {
  readonly exemptions: readonly Exemption[];
  /** Messages, each with a file, line, and column. */
  readonly errors: readonly string[];
}

type Settings = Pick<StackPolicies, "exemptionsInCode" | "locked">;

/**
 * Reads the exemption comments in the files that registered resources. Does not run the program.
 *
 * @param root - the directory of the program's Pulumi.yaml; source positions are relative to it
 */
export async function readCodeExemptions(plan: Plan, root: string, settings: Settings): Promise<CodeExemptions> {
  const files = settings.exemptionsInCode === "ignore" ? [] : filesOf(plan);
  const contents = filesContaining(MARKER, root, files);
  if (contents.size === 0) return { exemptions: [], errors: [] };
  const [tokenize, read] = await Promise.all([loadTokenizer(), commentParser(settings)]);
  const resourcesByLine = new ResourcesByLine(plan);
  const exemptions: Exemption[] = [];
  const errors: string[] = [];
  const comments = [...contents].flatMap(([file, text]) =>
    findExemptionComments(text, tokenize).map((marker) => ({ file, marker })),
  );
  for (const { file, marker } of comments) {
    // Stop early, because computing suggestions takes time.
    if (errors.length > MAX_ERRORS) break;
    const { exemption, errors: commentErrors } = read(marker);
    errors.push(...commentErrors.map((error) => `${displayPath(join(root, file))}:${error}`));
    if (commentErrors.length > 0) continue;
    const urns = new Set([...marker.lines].flatMap((line) => resourcesByLine.at(file, line)));
    const source = { file, line: marker.line, column: marker.column };
    exemptions.push({ ...exemption, resource: [...urns][0] ?? "", comment: { source, urns } });
  }
  return { exemptions, errors };
}

/**
 * Returns the exemption comments of a program.
 *
 * @throws CommandError with the errors in all comments
 */
export async function codeExemptions(plan: Plan, root: string, settings: Settings): Promise<readonly Exemption[]> {
  const { exemptions, errors } = await readCodeExemptions(plan, root, settings);
  if (errors.length === 0) return exemptions;
  const more = errors.length > MAX_ERRORS ? ["There are more errors."] : [];
  throw new CommandError("exemption-comment-invalid", [...errors.slice(0, MAX_ERRORS), ...more]);
}

/** Matches the files in which comments can be read. The Pulumi CLI also previews programs in other languages. */
const SCRIPT = /\.[cm]?[jt]sx?$/;

const filesOf = ({ resources }: Plan): readonly string[] =>
  [...new Set(resources.flatMap(({ source }) => source?.file ?? []))].filter((file) => SCRIPT.test(file));

/** Returns a function that parses a comment. The errors that the function returns begin with the line and column. */
async function commentParser({
  locked,
}: Settings): Promise<
  (marker: ExemptionComment) => { exemption: Omit<Exemption, "comment">; errors: readonly string[] }
> {
  const { rules } = await import("@roadbed/policies");
  const { closestNames, exemptionIssues } = await import("@roadbed/policies/internal");
  const meta = { rules: rules.map(({ id }) => id), locked, now: new Date() };
  return ({ text, line, column }) => {
    const { exemption, offsets, errors } = parseExemptionComment(text, closestNames);
    const complete: Exemption = { ...exemption, resource: MARKER };
    // A missing field is already reported as a syntax error.
    const contentErrors = exemptionIssues(complete, [], meta).flatMap(({ path: [name = ""], message }) => {
      const offset = offsets.get(String(name));
      return offset === undefined ? [] : [{ offset, message }];
    });
    const start = column + MARKER.length;
    const sortedErrors = [...errors, ...contentErrors].sort((a, b) => a.offset - b.offset);
    return {
      exemption: complete,
      errors: sortedErrors.map(({ offset, message }) => `${line}:${start + offset}: ${message}`),
    };
  };
}
