import type { PolicyLayer, ResolvedPolicies } from "@roadbed/policies/internal";
import { CommandError } from "../../failures/command-error";
import type { PolicyFile } from "./policy-files";

/** The rules for one stack, and where they are from. */
export interface StackPolicies extends ResolvedPolicies {
  /** Paths of the files of settings, the most general first. */
  readonly files: readonly string[];
  /** Why these may not be the settings that were meant; sentences without a full stop. */
  readonly caveats: readonly string[];
}

export interface SettlingOptions {
  /** As the command line says; goes before the files, but for what they lock. */
  readonly preset?: string;
  /** As `project/stack`. */
  readonly stack: string;
  readonly now: Date;
}

/** The settings of the rules are wrong on the command line: a fault of the whole run, not of one stack. */
export class RuleSettingsError extends CommandError {}

/**
 * What files and the command line say together.
 *
 * @throws CommandError with every fault and its place
 */
export async function settleStack(
  files: readonly PolicyFile[],
  { preset, stack, now }: SettlingOptions,
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
    const Fault = error.issues.some(({ layer }) => layer >= files.length) ? RuleSettingsError : CommandError;
    throw new Fault("usage", sentences.join(" "), { cause: error });
  }
}
