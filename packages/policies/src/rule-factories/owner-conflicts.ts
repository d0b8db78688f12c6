import type { Plan } from "@roadbed/plan";
import { exampleId, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import { allOf, anyOf, isNotEmpty, listOf } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import { ignoresChanges } from "../conditions/ignored-changes";
import { defineStackRule, type Graph, type UntypedGraphResource } from "../authoring/define-stack-rule";
import type { StackIssue } from "../kernel/check-result";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";

/** A property of a resource type. */
export interface OwnedProperty {
  readonly type: string;
  readonly property: string;
  /**
   * Whether a resource sets the property.
   *
   * @default every resource of the type
   */
  readonly where?: (props: never) => boolean;
  /** Example inputs: the property itself, or the properties that `where` requires. */
  readonly sample: object;
}

/** Returns a property of a resource type. The compiler checks the type token and the property. */
export function ownedProperty<const T extends string>(
  type: T & TypeToken<T>,
  property: keyof InputsOf<T> & string,
  { where, sample = {} as InputsOf<T> }: { where?: (props: InputsOf<T>) => boolean; sample?: InputsOf<T> } = {},
): OwnedProperty {
  return { type, property, sample, ...(where && { where }) };
}

/** Returns a type token. The compiler checks that it exists. */
export const typeToken = <const T extends string>(token: T & TypeToken<T>): string => token;

type NonEmptyList<E> = readonly [E, ...E[]];

/** An inline property of the owner, and the separate resources for the same setting. Their `property` references the owner. */
interface Inline {
  readonly inline: OwnedProperty;
  readonly separate: NonEmptyList<OwnedProperty>;
  /** Resources whose outputs also identify the owner, so that separate resources can reference them instead. */
  readonly aliases?: NonEmptyList<OwnerAlias>;
}

/** A resource with an output that identifies the owner, such as the VPC of a default route table. */
export interface OwnerAlias {
  /** The type of the resource. */
  readonly type: string;
  /** The owner's property that references the resource. */
  readonly property: string;
  /**
   * The resources that make the output identify something else, if they exist.
   *
   * @default none
   */
  readonly unless?: OwnedProperty;
}

/** Two kinds of separate resources for the same setting of an owner. */
interface TwoKinds {
  readonly owner: string;
  readonly kinds: readonly [NonEmptyList<OwnedProperty>, NonEmptyList<OwnedProperty>];
}

type Conflict = Inline | TwoKinds;

/** A setting that programs can declare in two conflicting ways. */
export interface OwnerConflictRow {
  readonly id: string;
  readonly title: string;
  /**
   * How much a violation matters.
   *
   * @default "medium"
   */
  readonly severity?: Severity;
  /**
   * How to correct the program.
   *
   * @default a remedy that suggests keeping the separate resources, or only one of the two kinds
   */
  readonly remedy?: string;
  /** Where the conflict is documented or reported. */
  readonly source: string;
  readonly conflicts: NonEmptyList<Conflict>;
}

/** Creates one rule for each row, which requires that a setting is declared in only one of the two ways. */
export function ownerConflictRules(rows: readonly OwnerConflictRow[]): readonly StackRule[] {
  return rows.map(({ source, conflicts, severity = "medium", ...row }) => {
    const [first, ...rest] = conflicts;
    const [pass, fail] = [passing(first), failing(first)];
    return defineStackRule({
      ...{ remedy: defaultRemedy(first), ...row, severity, topic: "drift" },
      why: `The two declarations overwrite each other, so the setting comes and goes with every update (${source}).`,
      types: [
        ownerOf(first),
        ...conflicts.flatMap((conflict) => [ownerOf(conflict), ...separateIn(conflict).map(({ type }) => type)]),
      ],
      check: (graph) => listOf(...conflicts.map((conflict) => () => conflictIssues(graph, conflict))),
      examples: { pass: [...pass, ...rest.flatMap(passing)], fail: [...fail, ...rest.flatMap(failing)] },
    });
  });
}

function defaultRemedy(conflict: Conflict): string {
  const owner = className(ownerOf(conflict));
  const kinds = [...new Set(separateIn(conflict).map(({ type }) => className(type)))].join(" or ");
  return "inline" in conflict
    ? `Remove ${conflict.inline.property} from the ${owner}, and keep the ${kinds}.`
    : `Use either ${kinds} for the ${owner}, not both.`;
}

const className = (type: string) => type.slice(type.lastIndexOf(":") + 1);

const ownerOf = (conflict: Conflict) => ("inline" in conflict ? conflict.inline.type : conflict.owner);
const separateIn = (conflict: Conflict): NonEmptyList<OwnedProperty> => {
  if ("inline" in conflict) return conflict.separate;
  const [[first, ...rest], secondKind] = conflict.kinds;
  return [first, ...rest, ...secondKind];
};

function conflictIssues(graph: Graph, conflict: Conflict): readonly StackIssue[] {
  const isSetBy = (owner: UntypedGraphResource, properties: readonly OwnedProperty[]) =>
    anyOf(...properties.map((owned) => () => isNotEmpty(referrersBy(graph, owner, owned))));
  const owners = graph.byTypeToken(ownerOf(conflict));
  if ("inline" in conflict) {
    const { inline, separate, aliases = [] } = conflict;
    const isSetByAlias = (owner: UntypedGraphResource) =>
      aliases.some(({ type, property, unless }) =>
        graph.byTypeToken(type).some((alias) =>
          allOf(
            () => graph.references(owner, property, alias),
            () => isSetBy(alias, separate),
            () => unless === undefined || !isSetBy(alias, [unless]),
          ),
        ),
      );
    return owners
      .filter((owner) =>
        allOf(
          () => !ignoresChanges(owner, inline.property),
          () => inline.property in owner.props,
          () =>
            anyOf(
              () => isSetBy(owner, separate),
              () => isSetByAlias(owner),
            ),
        ),
      )
      .map((resource) => ({
        resource,
        at: inline.property,
        message: `${inline.property} is set both inline and by separate resources`,
      }));
  }
  return owners
    .filter((owner) => allOf(...conflict.kinds.map((kind) => () => isSetBy(owner, kind))))
    .map((resource) => ({ resource, message: "two kinds of resources manage the same setting" }));
}

function referrersBy(
  graph: Graph,
  owner: UntypedGraphResource,
  { type, property, where }: OwnedProperty,
): readonly UntypedGraphResource[] {
  const referrers = graph.referrersByTypeToken(owner, type, property);
  return where ? referrers.filter(({ props }) => where(props as never)) : referrers;
}

/** The example inputs of the owner, which include the inline property if the conflict has one. */
const ownerExample = (conflict: Conflict) => ("inline" in conflict ? conflict.inline.sample : {});

const separateExample = ({ type, property, sample }: OwnedProperty, owner: string) =>
  [type, { ...sample, [property]: owner }] as const;

/** Returns plans with each declaration alone, and with both declarations for different owners. */
function passing(conflict: Conflict): NonEmptyList<Plan> {
  const owner = [ownerOf(conflict), ownerExample(conflict)] as const;
  const second = [ownerOf(conflict), {}] as const;
  const alone = separateIn(conflict).map((owned) =>
    untypedPlan({ second, other: separateExample(owned, exampleId("second")) }),
  );
  const forOtherOwner =
    "inline" in conflict
      ? conflict.separate.map((owned) =>
          untypedPlan({ owner, second, other: separateExample(owned, exampleId("second")) }),
        )
      : [
          untypedPlan({
            ...{ owner, second },
            other: separateExample(conflict.kinds[0][0], exampleId("owner")),
            another: separateExample(conflict.kinds[1][0], exampleId("second")),
          }),
        ];
  return [untypedPlan({ owner }), ...alone, ...forOtherOwner, ...aliasesOf(conflict).flatMap(passingAlias)];
}

interface AliasedConflict {
  readonly conflict: Inline;
  readonly alias: OwnerAlias;
}

const aliasesOf = (conflict: Conflict): readonly AliasedConflict[] =>
  "inline" in conflict ? (conflict.aliases ?? []).map((alias) => ({ conflict, alias })) : [];

/** Returns the resources of a plan in which a separate resource references an alias of the owner. */
function aliasedResources({ conflict, alias }: AliasedConflict, referenced: string) {
  const owner = { ...conflict.inline.sample, [alias.property]: exampleId("alias") };
  return {
    alias: [alias.type, {}],
    otherAlias: [alias.type, {}],
    owner: [conflict.inline.type, owner],
    separate: separateExample(conflict.separate[0], exampleId(referenced)),
  } as const;
}

function passingAlias(aliased: AliasedConflict): readonly Plan[] {
  const { unless } = aliased.alias;
  const plan = untypedPlan(aliasedResources(aliased, "otherAlias"));
  if (unless === undefined) return [plan];
  const exception = separateExample(unless, exampleId("alias"));
  return [plan, untypedPlan({ ...aliasedResources(aliased, "alias"), exception })];
}

const failingAlias = (aliased: AliasedConflict): Plan => untypedPlan(aliasedResources(aliased, "alias"));

/** Returns plans with both declarations for one owner, which is new in one plan and has a known ID in the other. */
function failing(conflict: Conflict): NonEmptyList<Plan> {
  const known = { id: "known-id", outputs: { arn: "arn:aws:x:eu-west-1:123456789012:x/known-id" } };
  const owner = [ownerOf(conflict), ownerExample(conflict)] as const;
  const conflicting = (owned: OwnedProperty): NonEmptyList<Plan> => {
    const plan = (id: string, state: object) => {
      const resources = { owner: [...owner, state], other: separateExample(owned, id) } as const;
      if ("inline" in conflict) return untypedPlan(resources);
      return untypedPlan({ ...resources, another: separateExample(conflict.kinds[0][0], id) });
    };
    return [plan(exampleId("owner"), {}), plan("known-id", known)];
  };
  const [first, ...rest] = "inline" in conflict ? conflict.separate : conflict.kinds[1];
  return [...conflicting(first), ...rest.flatMap(conflicting), ...aliasesOf(conflict).map(failingAlias)];
}
