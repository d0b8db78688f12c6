import { findPolicyFile, readPolicyFiles } from "./policy-files";
import { resolveStackPolicies, type StackPolicies } from "./stack-policies";

export interface PolicyRequest {
  /** @default the preset of the settings files, or `baseline` */
  readonly preset?: string;
  /** A settings file from outside the repository, which takes precedence. */
  readonly policyConfig?: string;
}

/** Where a program is now and at the base. */
export interface PolicyDirectories {
  readonly directory: string;
  /** Its directory at the base, whose settings count: a pull request must not change the settings it is evaluated with. */
  readonly base?: string;
}

/** Loads the rules for a stack, `project/stack`. */
export type LoadPolicies = (stack: string) => Promise<StackPolicies>;

/**
 * Loads the rules and their settings for one stack.
 *
 * @throws CommandError with all errors in settings files
 * @throws RuleSettingsError if the preset on the command line does not exist
 */
export async function loadPolicies(
  { preset, policyConfig }: PolicyRequest,
  { directory, base }: PolicyDirectories,
  stack: string,
): Promise<StackPolicies> {
  const outermost = policyConfig === undefined ? {} : { outermost: policyConfig };
  const files = await readPolicyFiles({ directory: base ?? directory, packages: directory, ...outermost });
  const resolved = await resolveStackPolicies(files, {
    ...(preset !== undefined && { preset }),
    stack,
    now: new Date(),
  });
  const isChanged = base !== undefined && (await isDifferent(findPolicyFile(base), findPolicyFile(directory)));
  return {
    ...resolved,
    files: files.map(({ yaml }) => yaml.path),
    caveats: isChanged ? ["roadbed.yaml differs from the base, whose version was used"] : [],
  };
}

async function isDifferent(before: string | undefined, now: string | undefined): Promise<boolean> {
  if (before === undefined || now === undefined) return before !== now;
  const { readTextFile } = await import("@roadbed/plan/internal");
  return readTextFile(before) !== readTextFile(now);
}
