import type { Plan } from "@roadbed/plan";
import { idOf, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import { allOf, anyOf, isNotEmpty, listOf } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import { defineStackRule, type Graph, type UntypedGraphResource } from "../authoring/define-stack-rule";
import type { StackIssue } from "../kernel/check-result";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";

/** A property of a resource type, checked by the compiler. */
export interface OwnedProperty {
  readonly type: string;
  readonly property: string;
  /** Which resources of the type count; all, if left out. */
  readonly where?: (props: never) => boolean;
  /** What the property, or the others that `where` asks for, hold in an example. */
  readonly sample: object;
}

/** A place, with what it holds in examples. */
export function ownedProperty<const T extends string>(
  type: T & TypeToken<T>,
  property: keyof InputsOf<T> & string,
  { where, sample = {} as InputsOf<T> }: { where?: (props: InputsOf<T>) => boolean; sample?: InputsOf<T> } = {},
): OwnedProperty {
  return { type, property, sample, ...(where && { where }) };
}

/** A type token, checked by the compiler. */
export const typeToken = <const T extends string>(token: T & TypeToken<T>): string => token;

type NonEmptyList<E> = readonly [E, ...E[]];

/** A property of the owner, and resources that each set it too; their `property` names the owner. */
interface Inline {
  readonly inline: OwnedProperty;
  readonly separate: NonEmptyList<OwnedProperty>;
}

/** Resources of two kinds that both set something of one owner. */
interface TwoKinds {
  readonly owner: string;
  readonly kinds: readonly [NonEmptyList<OwnedProperty>, NonEmptyList<OwnedProperty>];
}

type Conflict = Inline | TwoKinds;

/** Something that two kinds of resources can own. */
export interface OwnerConflictRow {
  readonly id: string;
  readonly title: string;
  /** @default "medium" */
  readonly severity?: Severity;
  /** What to write instead. @default to keep the separate resources */
  readonly remedy?: string;
  /** Where it is documented or reported. */
  readonly source: string;
  readonly conflicts: NonEmptyList<Conflict>;
}

/** One rule for each row, each with an id and examples of its own. */
export function ownerConflictRules(rows: readonly OwnerConflictRow[]): readonly StackRule[] {
  return rows.map(({ source, conflicts, severity = "medium", ...row }) => {
    const [first, ...rest] = conflicts;
    const [pass, fail] = [passing(first), failing(first)];
    return defineStackRule({
      ...{ remedy: keepSeparate(first), ...row, severity, topic: "drift" },
      why: `Each owner puts back what the other changed, so the setting comes and goes with every update (${source}).`,
      types: [
        ownerOf(first),
        ...conflicts.flatMap((conflict) => [ownerOf(conflict), ...addersIn(conflict).map(({ type }) => type)]),
      ],
      check: (graph) => listOf(...conflicts.map((conflict) => () => clashes(graph, conflict))),
      examples: { pass: [...pass, ...rest.flatMap(passing)], fail: [...fail, ...rest.flatMap(failing)] },
    });
  });
}

function keepSeparate(conflict: Conflict): string {
  const kinds = [...new Set(addersIn(conflict).map(({ type }) => className(type)))].join(" or ");
  const what = "inline" in conflict ? conflict.inline.property : "it";
  return `Drop ${what} from the ${className(ownerOf(conflict))}, and keep the ${kinds}.`;
}

const className = (type: string) => type.slice(type.lastIndexOf(":") + 1);

const ownerOf = (conflict: Conflict) => ("inline" in conflict ? conflict.inline.type : conflict.owner);
const addersIn = (conflict: Conflict): NonEmptyList<OwnedProperty> => {
  if ("inline" in conflict) return conflict.separate;
  const [[first, ...more], others] = conflict.kinds;
  return [first, ...more, ...others];
};

function clashes(graph: Graph, conflict: Conflict): readonly StackIssue[] {
  const isSetBy = (owner: UntypedGraphResource, places: readonly OwnedProperty[]) =>
    anyOf(...places.map((one) => () => isNotEmpty(referrersBy(graph, owner, one))));
  const owners = graph.byRuntimeType(ownerOf(conflict));
  if ("inline" in conflict) {
    const { inline, separate } = conflict;
    return owners
      .filter((owner) => !ignores(owner, inline.property) && inline.property in owner.props && isSetBy(owner, separate))
      .map((resource) => ({
        resource,
        at: inline.property,
        message: `${inline.property} is set here and by resources of its own`,
      }));
  }
  return owners
    .filter((owner) => allOf(...conflict.kinds.map((places) => () => isSetBy(owner, places))))
    .map((resource) => ({ resource, message: "resources of two kinds set the same of it" }));
}

function referrersBy(
  graph: Graph,
  owner: UntypedGraphResource,
  { type, property, where }: OwnedProperty,
): readonly UntypedGraphResource[] {
  const referrers = graph.runtimeReferrers(owner, type, property);
  return where ? referrers.filter((other) => where(other.props as never)) : referrers;
}

/** The owner leaves the setting alone: then the others may have it. */
function ignores({ ignoreChanges }: UntypedGraphResource, property: string): boolean {
  return ignoreChanges.some((path) => path === "*" || path === property || path === `${property}[*]`);
}

/** The owner with what it sets itself, if that is half of the conflict. */
const ownerExample = (conflict: Conflict) => ("inline" in conflict ? conflict.inline.sample : {});

const adder = ({ type, property, sample }: OwnedProperty, owner: string) =>
  [type, { ...sample, [property]: owner }] as const;

/** Each owner alone, and both for different things. */
function passing(conflict: Conflict): NonEmptyList<Plan> {
  const owner = [ownerOf(conflict), ownerExample(conflict)] as const;
  const second = [ownerOf(conflict), {}] as const;
  const alone = addersIn(conflict).map((one) => untypedPlan({ second, other: adder(one, idOf("second")) }));
  const elsewhere =
    "inline" in conflict
      ? conflict.separate.map((one) => untypedPlan({ owner, second, other: adder(one, idOf("second")) }))
      : [
          untypedPlan({
            ...{ owner, second },
            other: adder(conflict.kinds[0][0], idOf("owner")),
            another: adder(conflict.kinds[1][0], idOf("second")),
          }),
        ];
  return [untypedPlan({ owner }), ...alone, ...elsewhere];
}

/** Both owners of one thing, which is not created yet or has a known id. */
function failing(conflict: Conflict): NonEmptyList<Plan> {
  const known = { id: "known-id", outputs: { arn: "arn:aws:x:eu-west-1:123456789012:x/known-id" } };
  const owner = [ownerOf(conflict), ownerExample(conflict)] as const;
  const clash = (one: OwnedProperty): NonEmptyList<Plan> => {
    const plan = (id: string, more: object) => {
      const resources = { owner: [...owner, more], other: adder(one, id) } as const;
      if ("inline" in conflict) return untypedPlan(resources);
      return untypedPlan({ ...resources, another: adder(conflict.kinds[0][0], id) });
    };
    return [plan(idOf("owner"), {}), plan("known-id", known)];
  };
  const [first, ...rest] = "inline" in conflict ? conflict.separate : conflict.kinds[1];
  return [...clash(first), ...rest.flatMap(clash)];
}
