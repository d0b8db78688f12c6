import type { Plan } from "@roadbed/plan";
import { untypedPlan } from "../authoring/example-plan";
import { defineStackRule } from "../authoring/define-stack-rule";
import type { StackRule } from "../authoring/rule";
import { duplicates, type Identity } from "../conditions/duplicates";
import { listOf } from "../kernel/connectives";

/** Resource types whose resources must not be declared twice. */
export interface DuplicateRow {
  readonly id: string;
  readonly title: string;
  /**
   * The consequence of a violation.
   *
   * @default that both resources write the same settings
   */
  readonly why?: string;
  readonly identities: readonly [Identity, ...Identity[]];
}

const WHY =
  "Both resources are the same one in the cloud: the second creation fails or overwrites the first, and deleting either resource deletes both.";

/** Creates one rule for each row, which requires that no two resources have the same identity. */
export function duplicateRules(rows: readonly DuplicateRow[]): readonly StackRule[] {
  return rows.map(({ id, title, why = WHY, identities }) => {
    const [first, ...rest] = identities;
    return defineStackRule({
      // An unknown name leaves the result undecided, which is not worth blocking a stack.
      ...{ id, title, why, severity: "medium", topic: "drift" },
      types: [first.type, ...rest.map(({ type }) => type)],
      remedy: "Remove one of the resources, or give it a different name, ID, or priority.",
      check: (graph) => listOf(...identities.map((identity) => () => duplicates(graph, identity))),
      examples: {
        pass: [unique(first), ...rest.map(unique)],
        fail: [repeatedIdentity(first), ...rest.map(repeatedIdentity)],
      },
    });
  });
}

/** Returns inputs with a value for each property of the identity. */
function inputsOf({ properties }: Identity, lastValue: string): object {
  return properties.reduce((inputs, { path }, index) => {
    const [outer = "", inner] = path.split(".");
    const value = index === 0 ? lastValue : `value-${index}`;
    if (inner === undefined) return { ...inputs, [outer]: value };
    const object = (inputs as Readonly<Record<string, object | undefined>>)[outer];
    return { ...inputs, [outer]: { ...object, [inner]: value } };
  }, {});
}

const unique = (identity: Identity): Plan =>
  untypedPlan({
    first: [identity.type, inputsOf(identity, "a")],
    second: [identity.type, inputsOf(identity, "b")],
    unnamed: [identity.type, {}],
  });

const repeatedIdentity = (identity: Identity): Plan =>
  untypedPlan({
    first: [identity.type, inputsOf(identity, "a")],
    second: [identity.type, inputsOf(identity, "a")],
  });
