import { basename } from "node:path";
import type { Level, RuleSetting } from "@roadbed/policies";
import { haveDifferentContent } from "../different-content";
import { defined } from "../../util/defined";
import { nearestFile, type SearchStart } from "../named-files";
import { POLICY_FILES, readPolicyFiles } from "./policy-files";
import { resolveStackPolicies, type StackPolicies } from "./stack-policies";

/** The flags that select rules and settings. */
export interface PolicyRequest {
  /** The name of a preset. @default the preset of the settings files, or `baseline` */
  readonly preset?: string;
  /** A settings file from outside the repository. Its settings take precedence. */
  readonly policyConfig?: string;
  /** The lowest level of violations that block. @default "mandatory" */
  readonly failOn?: Level;
  /** The largest number or share of deleted resources. @default the options of the rule `many-deletes` */
  readonly maxDeletes?: DeleteLimit;
  /** Whether the rules on changes that block with `--strict` block. @default false */
  readonly strict?: boolean;
}

/** The largest number of deleted resources, or their largest share in percent. */
export type DeleteLimit = { readonly count: number } | { readonly percent: number };

/** The directories of a program at the head and at the base. */
export interface PolicyDirectories {
  /** The directory of the program at the head. */
  readonly directory: string;
  /**
   * The directory of the program at the base, whose settings are used. A pull request must not change the settings
   * that it is evaluated with.
   */
  readonly base?: SearchStart;
}

/** A function that loads the rules for a stack, given as `project/stack`. */
export type LoadPolicies = (stack: string) => Promise<StackPolicies>;

/**
 * Loads the rules and their settings for one stack.
 *
 * @throws CommandError with all errors in settings files
 * @throws RuleSettingsError if the preset on the command line does not exist
 */
export async function loadPolicies(
  { preset, policyConfig, failOn, maxDeletes, strict = false }: PolicyRequest,
  { directory, base }: PolicyDirectories,
  stack: string,
): Promise<StackPolicies> {
  const sources = { ...(base ?? { directory }), packages: directory, ...defined({ outermost: policyConfig }) };
  const policyFiles = await readPolicyFiles(sources);
  const resolved = await resolveStackPolicies(policyFiles, {
    ...defined({ preset, rules: maxDeletes && { "many-deletes": deleteOptions(maxDeletes) } }),
    ...{ stack, strict },
    now: new Date(),
  });
  return {
    ...resolved,
    ...(failOn === "advisory" && {
      policies: resolved.policies.map((policy) => ({ ...policy, level: "mandatory" as const })),
    }),
    files: policyFiles.files.map(({ yaml }) => yaml.path),
    caveats: base === undefined ? [] : await changeCaveats(nearestFile(base, POLICY_FILES), directory),
  };
}

/** A number of deletes that no stack reaches. */
const NO_LIMIT = 1_000_000;

/** Returns the options of the rule `many-deletes` for a limit on the command line, which replaces all limits. */
function deleteOptions(limit: DeleteLimit): RuleSetting {
  return "count" in limit
    ? { maximum: limit.count, percent: 100 }
    : { maximum: NO_LIMIT, percent: limit.percent, minimum: 0 };
}

/** Returns a caveat if the settings file differs from the one at the base. */
async function changeCaveats(before: string | undefined, directory: string): Promise<readonly string[]> {
  const now = nearestFile({ directory }, POLICY_FILES);
  const name = basename(now ?? before ?? "");
  return (await haveDifferentContent(before, now))
    ? [`${name} differs from the version at the base, which was used`]
    : [];
}
