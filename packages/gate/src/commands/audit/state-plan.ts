import { parseUrn, propertyMap, type Plan, type Resource } from "@roadbed/plan";
import type { State } from "@roadbed/plan/preview";
import { CommandError } from "../../failures/command-error";

/** The project and name of a stack. A state without resources does not contain them. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}

/**
 * Returns the stack that a state belongs to, according to its URNs, or undefined if the state is empty.
 *
 * @param file - the file, for error messages
 * @throws CommandError if the state contains resources from several stacks
 */
export function identityOf({ resources }: State, file: string): StackIdentity | undefined {
  let known: StackIdentity | undefined;
  for (const { urn } of resources) {
    const parts = parseUrn(urn);
    if (parts === undefined) continue;
    known ??= { project: parts.project, stack: parts.stack };
    if (parts.project !== known.project || parts.stack !== known.stack)
      throw new CommandError(
        "state-invalid",
        `${file}: expected the state of one stack, got resources from ${known.project}/${known.stack} and ${parts.project}/${parts.stack}.`,
      );
  }
  return known;
}

/**
 * Converts a state to a plan, so that the same rules can evaluate it. The plan contains the inputs that the program
 * set, and omits resources that are pending deletion.
 *
 * @param note - the reason why secrets are unknown, if any
 */
export function planOfState(state: State, { project, stack }: StackIdentity, note?: string): Plan {
  const resources = state.resources
    .filter(({ pendingDeletion }) => !pendingDeletion)
    .map(({ shown }): Resource => shown);
  return {
    engine: { name: "pulumi" },
    organization: "organization",
    project,
    stack,
    result: "succeeded",
    resources,
    steps: [],
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "state",
    gaps: {
      ...{ unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [] },
      notes: note === undefined ? [] : [note],
    },
  };
}
