import type { PolicyLayer, PolicyLayersError, ResolvedPolicies } from "@roadbed/policies/internal";
import type { RuleSetting } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import { defined } from "../../util/defined";
import { sortedMessages, type PolicyFileProblem, type PolicyFiles } from "./policy-files";

/** The rules for one stack, and the files that configure them. */
export interface StackPolicies extends ResolvedPolicies {
  /** The settings files, the most general first. */
  readonly files: readonly string[];
  /** The reasons why the settings may differ from the intended ones, as clauses without a period. */
  readonly caveats: readonly string[];
}

/** Options for resolving the settings for a stack. */
export interface ResolveOptions {
  /** The preset on the command line. It takes precedence over the files, except for locked rules. */
  readonly preset?: string;
  /** Settings by rule ID on the command line, such as the options of the rule `many-deletes`. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  /** The stack as `project/stack`. */
  readonly stack: string;
  readonly now: Date;
  /** Whether the rules on changes that block with `--strict` block. @default false */
  readonly strict?: boolean;
}

/** An error in the settings on the command line, which affects the run rather than one stack. */
export class RuleSettingsError extends CommandError {}

/**
 * Returns the rules for a stack, with the combined settings of the files and the command line.
 *
 * @throws CommandError with all problems in the files and on the command line
 */
export async function resolveStackPolicies(
  { files, problems }: PolicyFiles,
  { preset, rules: settings, ...options }: ResolveOptions,
): Promise<ResolvedPolicies> {
  const { rules } = await import("@roadbed/policies");
  const { PolicyLayersError: LayersError, resolvePolicies } = await import("@roadbed/policies/internal");
  const layers: readonly PolicyLayer[] = [
    ...files.map(({ content }) => content),
    ...(preset === undefined && settings === undefined ? [] : [defined({ preset, rules: settings })]),
  ];
  const invalid = (issues: PolicyLayersError["issues"], options?: ErrorOptions): CommandError => {
    const inFiles = issues.flatMap(({ layer, path, message }): readonly PolicyFileProblem[] => {
      const file = files[layer];
      if (file === undefined) return [];
      return [{ file: file.yaml.path, message: file.yaml.problem(file.documentPath(path), message).message }];
    });
    const onCommandLine = issues.filter(({ layer }) => layer >= files.length).map(({ message }) => message);
    const messages = [...sortedMessages([...problems, ...inFiles], files), ...onCommandLine];
    const SettingsError = onCommandLine.length > 0 ? RuleSettingsError : CommandError;
    return new SettingsError("settings-invalid", messages, options);
  };
  try {
    const resolved = resolvePolicies(rules, layers, options);
    if (problems.length === 0) return resolved;
  } catch (error) {
    if (!(error instanceof LayersError)) throw error;
    throw invalid(error.issues, { cause: error });
  }
  throw invalid([]);
}
