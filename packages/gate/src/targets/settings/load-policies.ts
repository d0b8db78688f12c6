import { findPolicyFile, readPolicyFiles } from "./policy-files";
import { settleStack, type StackPolicies } from "./stack-policies";

export interface PolicyRequest {
  /** @default what files say, or `baseline` */
  readonly preset?: string;
  /** A file of settings from outside of the repository, which goes before those in it. */
  readonly policyConfig?: string;
}

/** Where a program is, as it is now and as it was at the base of the work. */
export interface PolicyPlaces {
  readonly directory: string;
  /** Its folder at the base; whoever asks for changes of the program does not change what they are judged by. */
  readonly base?: string;
}

/** Gives the rules for a stack, `project/stack`. */
export type LoadPolicies = (stack: string) => Promise<StackPolicies>;

/**
 * Loads the rules and their settings for one stack.
 *
 * @throws CommandError with all that is wrong in files of settings; RuleSettingsError if there is no such preset
 */
export async function loadPolicies(
  { preset, policyConfig }: PolicyRequest,
  { directory, base }: PolicyPlaces,
  stack: string,
): Promise<StackPolicies> {
  const outermost = policyConfig === undefined ? {} : { outermost: policyConfig };
  const files = await readPolicyFiles({ directory: base ?? directory, packages: directory, ...outermost });
  const settled = await settleStack(files, { ...(preset !== undefined && { preset }), stack, now: new Date() });
  const isChanged = base !== undefined && (await isOther(findPolicyFile(base), findPolicyFile(directory)));
  return {
    ...settled,
    files: files.map(({ yaml }) => yaml.path),
    caveats: isChanged ? ["roadbed.yaml is another at the base, and this was judged by the base's"] : [],
  };
}

async function isOther(before: string | undefined, now: string | undefined): Promise<boolean> {
  if (before === undefined || now === undefined) return before !== now;
  const { readTextFile } = await import("@roadbed/plan/internal");
  return readTextFile(before) !== readTextFile(now);
}
