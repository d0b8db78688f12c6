import type { PolicyLayer, ResolvedPolicies } from "@roadbed/policies/internal";
import { CommandError } from "../../failures/command-error";
import type { PolicyFile } from "./policy-files";

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
  /** The stack as `project/stack`. */
  readonly stack: string;
  readonly now: Date;
}

/** An error in the settings on the command line, which affects the run rather than one stack. */
export class RuleSettingsError extends CommandError {}

/**
 * Returns the rules for a stack, with the combined settings of the files and the command line.
 *
 * @throws CommandError with all errors and their positions
 */
export async function resolveStackPolicies(
  files: readonly PolicyFile[],
  { preset, stack, now }: ResolveOptions,
): Promise<ResolvedPolicies> {
  const { rules } = await import("@roadbed/policies");
  const { PolicyLayersError, resolvePolicies } = await import("@roadbed/policies/internal");
  const layers: readonly PolicyLayer[] = [
    ...files.map(({ content }) => content),
    ...(preset === undefined ? [] : [{ preset }]),
  ];
  try {
    return resolvePolicies(rules, layers, { stack, now });
  } catch (error) {
    if (!(error instanceof PolicyLayersError)) throw error;
    const sentences = error.issues.map(
      ({ layer, path, message }) => files[layer]?.yaml.problem(path, message).message ?? message,
    );
    const SettingsError = error.issues.some(({ layer }) => layer >= files.length) ? RuleSettingsError : CommandError;
    throw new SettingsError("settings-invalid", sentences.join(" "), { cause: error });
  }
}
