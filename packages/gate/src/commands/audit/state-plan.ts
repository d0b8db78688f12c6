import { parseUrn, propertyMap, type Plan, type Resource } from "@roadbed/plan";
import type { State } from "@roadbed/plan/preview";
import { CommandError } from "../../failures/command-error";

/** A stack by its name, if a state tells: one without resources does not. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}

/**
 * The stack whose state it is, by the URNs in it.
 *
 * @param file only for messages
 * @throws CommandError if they are of several stacks
 */
export function identityOf({ resources }: State, file: string): StackIdentity | undefined {
  let known: StackIdentity | undefined;
  for (const { urn } of resources) {
    const parts = parseUrn(urn);
    if (parts === undefined) continue;
    known ??= { project: parts.project, stack: parts.stack };
    if (parts.project !== known.project || parts.stack !== known.stack)
      throw new CommandError(
        "usage",
        `${file} holds resources of ${known.project}/${known.stack} and of ${parts.project}/${parts.stack}; a state is of one stack.`,
      );
  }
  return known;
}

/**
 * What a stack is, as if it were planned: the same rules can judge it. Inputs are those that the program gave; what is
 * replaced already and waits for its deletion is left out.
 *
 * @param note why its secrets are unknown, if they are
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
      ...{ unanswered: [], opaque: [], withheld: [], undecryptable: [] },
      notes: note === undefined ? [] : [note],
    },
  };
}
