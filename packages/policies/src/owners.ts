import type { Plan } from "@roadbed/plan";
import { idOf, untypedPlan } from "./example-plan";
import type { Severity } from "./finding";
import type { StackRule } from "./model";
import { defineStackRule, type Found, type Graph, type GraphResource } from "./rule";
import type { Props, Token } from "./tokens";

/** A property of a resource type, checked by the compiler. */
export interface Place {
  readonly type: string;
  readonly property: string;
  /** Which resources of the type count; all, if left out. */
  readonly where?: (props: never) => boolean;
  /** What the property, or the others that `where` asks for, hold in an example. */
  readonly sample: object;
}

/** A place, with what it holds in examples. */
export function place<const T extends string>(
  type: T & Token<T>,
  property: keyof Props<T> & string,
  { where, sample = {} as Props<T> }: { where?: (props: Props<T>) => boolean; sample?: Props<T> } = {},
): Place {
  return { type, property, sample, ...(where && { where }) };
}

type Some<E> = readonly [E, ...E[]];

interface Conflict {
  /** The list inside of the resource that owns it. */
  readonly inline: Place;
  /** Resources that each add to that list; `property` names the owner. */
  readonly separate: readonly [Place, ...Place[]];
}

/** One list that two kinds of resources can own. */
export interface OwnersRow {
  readonly id: string;
  readonly title: string;
  readonly severity?: Severity;
  /** Which of the two to keep. */
  readonly keep: "inline" | "separate";
  /** Where it is documented or reported. */
  readonly source: string;
  readonly conflicts: readonly [Conflict, ...Conflict[]];
}

/** One rule for each row, each with an id and examples of its own. */
export function oneOwnerRules(rows: readonly OwnersRow[]): readonly StackRule[] {
  return rows.map((row) => {
    const { id, title, severity = "medium", source, conflicts } = row;
    const [first, ...rest] = conflicts;
    const [pass, fail] = [passing(first), failing(first)];
    return defineStackRule({
      ...{ id, title, severity, topic: "drift" },
      why: `The owner of the list deletes what others added to it, and the next update puts that back, so the setting comes and goes (${source}).`,
      remedy: remedyOf(row),
      types: [first.inline.type, ...conflicts.flatMap(({ separate }) => separate.map(({ type }) => type))],
      check: (graph) => conflicts.flatMap((conflict) => clashes(graph, conflict)),
      examples: { pass: [...pass, ...rest.flatMap(passing)], fail: [...fail, ...rest.flatMap(failing)] },
    });
  });
}

function clashes(graph: Graph, { inline, separate }: Conflict): readonly Found[] {
  return ofType(graph, inline.type)
    .filter(
      (owner) =>
        !ignores(owner, inline.property) &&
        inline.property in owner.props &&
        separate.some(({ type, property, where = () => true }) =>
          (graph.referrers(owner, type as never, property) as readonly Any[]).some((other) => where(other.props)),
        ),
    )
    .map((resource) => ({
      resource,
      at: inline.property,
      message: `${inline.property} is set here, and separate resources add to it`,
    }));
}

type Any = GraphResource<never> & { readonly props: object };

/** The rows' types are checked where the rows are written. */
const ofType = (graph: Graph, type: string) => graph.byType(type as never) as readonly Any[];

/** The owner leaves the list alone: then the others may have it. */
function ignores({ ignoreChanges }: Any, property: string): boolean {
  return ignoreChanges.some((path) => path === "*" || path === property || path === `${property}[*]`);
}

function remedyOf({ keep, conflicts }: OwnersRow): string {
  const properties = [...new Set(conflicts.map(({ inline }) => inline.property))].join(" and ");
  const kinds = [...new Set(conflicts.flatMap(({ separate }) => separate.map(({ type }) => className(type))))];
  const owner = className(conflicts[0].inline.type);
  return keep === "separate"
    ? `Drop ${properties} from the ${owner} and keep ${kinds.join(" or ")} resources only, or ignoreChanges: [...] for it.`
    : `Put everything into ${properties} of the ${owner} and drop the ${kinds.join(" and ")} resources.`;
}

const className = (type: string) => type.slice(type.lastIndexOf(":") + 1);

function passing({ inline, separate }: Conflict): Some<Plan> {
  const owner = [inline.type, inline.sample] as const;
  const [one, ...others] = separate.map(({ type, property, sample }) =>
    untypedPlan({ owner: [inline.type, {}], other: [type, { ...sample, [property]: idOf("owner") }] }),
  );
  const elsewhere = separate.map(({ type, property, sample }) =>
    untypedPlan({
      owner,
      second: [inline.type, {}],
      other: [type, { ...sample, [property]: idOf("second") }],
    }),
  );
  return [untypedPlan({ owner }), ...(one ? [one, ...others] : []), ...elsewhere];
}

function failing({ inline, separate }: Conflict): Some<Plan> {
  const clash = ({ type, property, sample }: Place): Some<Plan> => [
    untypedPlan({ owner: [inline.type, inline.sample], other: [type, { ...sample, [property]: idOf("owner") }] }),
    untypedPlan({
      owner: [
        inline.type,
        inline.sample,
        { id: "known-id", outputs: { arn: "arn:aws:x:eu-west-1:123456789012:x/known-id" } },
      ],
      other: [type, { ...sample, [property]: "known-id" }],
    }),
  ];
  const [first, ...rest] = separate;
  return [...clash(first), ...rest.flatMap(clash)];
}
