import type { Plan } from "@roadbed/plan";
import type { Answer, Graph as ErasedGraph, Named, Vertex } from "./graph";
import { judgeFacts, judgeStack, type Fault, type Found, type Said } from "./kernel/judge";
import { listed } from "./kernel/connectives";
import type { Mending } from "./kernel/mend";
import { Run } from "./kernel/run";
import type { Reader, Subject } from "./kernel/subject";
import { fixSubject } from "./fix";
import type { About, Example, Judgement, Option, Options, OptionValues, ResourceRule, StackRule } from "./model";
import { canonicalType } from "./resource-types";
import type { Props, Token } from "./tokens";
import { toProperties } from "./values";

export type { Fault, Found, Said };

type Some<E> = readonly [E, ...E[]];
type NoOptions = Readonly<Record<string, never>>;
type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer V> ? V : never };

/** What a check knows beside the inputs. */
export interface Context<O extends Options> {
  readonly options: Values<O>;
  readonly resource: {
    readonly urn: string;
    readonly name: string;
    readonly type: string;
    readonly protect: boolean | undefined;
    readonly ignoreChanges: readonly string[];
  };
}

/** One shape over several resource types: each reader gives the facts of one resource. */
export interface View<F, T extends string> {
  readonly readers: Readonly<Record<T, ReadFacts<F>>>;
}

type ReadFacts<F> = (props: never) => readonly F[];

type TypedExample<T extends string> = { readonly [K in T]: readonly [type: K, props: Props<K>] }[T];

interface Tried<E> {
  readonly examples: { readonly pass: Some<E>; readonly fail: Some<E> };
}

interface PropertyRule<T extends string, O extends Options> extends About, Tried<Props<T>> {
  readonly on: T & Token<T>;
  readonly options?: O;
  readonly check: (props: Props<T>, context: Context<O>) => Said;
  /**
   * What makes it right by setting properties alone, none of which may replace the resource: they, or a function that
   * gives them for what violates the rule. Applied only by packs, and only at the level `remediate`.
   */
  readonly fix?: Props<T> | ((props: Props<T>, context: Context<O>) => Props<T> | Mended);
}

interface ViewRule<F, T extends string, O extends Options> extends About, Tried<TypedExample<T>> {
  readonly on: View<F, T>;
  readonly options?: O;
  readonly check: (fact: F, context: Context<O>) => Said;
  /** What makes a fact right: properties of it, or of what was read of it, as `mend` gives them. */
  readonly fix?: Partial<F> | ((fact: F, context: Context<O>) => Partial<F> | Mended);
}

type Mended = Mending | readonly Mending[] | false | undefined;

interface Ban<T extends string> extends About {
  readonly on: T & Token<T>;
  /** The message: there being such a resource is the violation. */
  readonly forbid: string;
  readonly examples: { readonly fail: Some<Props<T>> };
}

/** A resource of the stack; `props` are its inputs as every rule reads them. */
export interface GraphResource<T extends string> extends Vertex {
  readonly props: Props<T>;
}

/** The resources that the stack manages and how they refer to each other. */
export interface Graph {
  byType<const T extends string>(type: T & Token<T>): readonly GraphResource<T>[];
  meets(from: Named, property: string, to: Named): Answer;
  refers(from: Named, property: string, to: Named): boolean;
  isOutputOf<const T extends string>(from: Named, property: string, type: T & Token<T>): boolean;
  referrers<const T extends string>(to: Named, type: T & Token<T>, property: string): readonly GraphResource<T>[];
}

interface StackRuleDefinition<O extends Options> extends About, Tried<Plan> {
  /** The types that the check asks the graph for: without any of them the rule is not evaluated. */
  readonly types: Some<string>;
  readonly options?: O;
  readonly check: (graph: Graph, context: { readonly options: Values<O> }) => readonly (Found | false | undefined)[];
}

/** Defines a view: `defineView<Fact>()({ "aws:…": (props) => [fact, …], … })`. */
export function defineView<F>(): <T extends string>(
  readers: { readonly [K in T]: (props: Props<K>) => readonly F[] } & {
    readonly [K in T]: Token<K> extends K ? unknown : never;
  },
) => View<F, T> {
  return (readers) => ({ readers });
}

/** A view whose facts are those that `facts` gives for each fact of another. */
export function deriveView<F, G, T extends string>(view: View<F, T>, facts: (fact: F) => readonly G[]): View<G, T> {
  return mapReaders(view, (read) => (props) => listed<F>(read(props)).flatMap((fact) => facts(fact)));
}

/** A view with the facts of several; where they read one type, one after the other. */
export function joinViews<F, A extends string, B extends string, C extends string = never>(
  ...views: readonly [View<F, A>, View<F, B>, View<F, C>?]
): View<F, A | B | C> {
  const all = views.flatMap((view): Readonly<Record<string, ReadFacts<F>>>[] => (view ? [view.readers] : []));
  const readers = Object.assign({}, ...all) as View<F, A | B | C>["readers"];
  return mapReaders({ readers }, (_, type) => {
    const reading = all.map((of) => (Object.hasOwn(of, type) ? of[type] : undefined));
    return (props) => listed(...reading.map((read) => () => read?.(props)));
  });
}

function mapReaders<F, G, T extends string>(
  { readers }: View<F, T>,
  map: (read: ReadFacts<F>, type: string) => ReadFacts<G>,
): View<G, T> {
  const mapped = Object.entries<ReadFacts<F>>(readers).map(([type, read]) => [type, map(read, type)] as const);
  return { readers: Object.fromEntries(mapped) as Readonly<Record<string, ReadFacts<G>>> };
}

/** Defines a rule on the inputs of one resource type. The type of `props` follows from the token. */
export function defineRule<const T extends string, O extends Options = NoOptions>(
  rule: PropertyRule<T, O>,
): ResourceRule;
/** Defines a rule on the facts of a view. Its examples name their types. */
export function defineRule<F, T extends string, O extends Options = NoOptions>(rule: ViewRule<F, T, O>): ResourceRule;
/** Defines a rule that no resource of a type may exist. */
export function defineRule<const T extends string>(rule: Ban<T>): ResourceRule;
export function defineRule(rule: AnyRule): ResourceRule {
  const readers = readersOf(rule);
  const settled = withDefaults(rule.options);
  const check = rule.forbid === undefined ? (rule.check as AnyCheck) : () => rule.forbid;
  const example = (given: unknown): Example =>
    typeof rule.on === "string"
      ? { type: rule.on, inputs: toProperties(given) }
      : { type: (given as [string])[0], inputs: toProperties((given as [string, unknown])[1]) };
  let examples: ResourceRule["examples"] | undefined;
  return Object.freeze({
    ...aboutOf(rule),
    kind: "resource",
    forbids: rule.forbid !== undefined,
    types: typeof rule.on === "string" ? [rule.on] : Object.keys(rule.on.readers),
    // Only tests and documentation read them, and hundreds of rules are loaded at the start of every check.
    get examples() {
      examples ??= { pass: (rule.examples.pass ?? []).map(example), fail: rule.examples.fail.map(example) };
      return examples;
    },
    judge(subject, options, trace = false) {
      const reader = readers.get(subject.form.type);
      if (reader === undefined) throw new Error(`${rule.id} does not judge ${subject.form.type}`);
      const values = settled(options);
      return withPaths(trace, (tracing) => judgeSubject(reader, check, subject, values, tracing));
    },
    ...(rule.fix !== undefined && {
      fix: (subject: Subject, options: OptionValues) =>
        fixSubject(rule.fix, {
          subject,
          reader: readers.get(subject.form.type),
          check,
          context: contextOf(subject, settled(options)),
        }),
    }),
  } satisfies ResourceRule);
}

/** Defines a rule on the resources of a stack together. */
export function defineStackRule<O extends Options = NoOptions>(rule: StackRuleDefinition<O>): StackRule {
  const settled = withDefaults(rule.options);
  const check = rule.check as (graph: ErasedGraph, context: { readonly options: OptionValues }) => unknown;
  return Object.freeze({
    ...aboutOf(rule),
    kind: "stack",
    types: rule.types,
    examples: rule.examples,
    judge: (graph, options, trace = false) =>
      judgeStack(new Run(trace, false), () => check(graph, { options: settled(options) })),
  } satisfies StackRule);
}

/** The default of every option. */
export function defaultsOf(options: Options = {}): OptionValues {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
}

type AnyCheck = (fact: unknown, context: { readonly options: OptionValues; readonly resource: unknown }) => unknown;
interface AnyRule extends About {
  readonly on: string | { readonly readers: Readonly<Record<string, unknown>> };
  readonly options?: Options;
  readonly check?: unknown;
  readonly fix?: unknown;
  readonly forbid?: string;
  readonly examples: { readonly pass?: readonly unknown[]; readonly fail: readonly unknown[] };
}

function aboutOf({
  id,
  title,
  severity,
  topic = "security",
  controls,
  why,
  remedy,
  implies,
  options = {},
}: About & { readonly options?: Options }) {
  return {
    id,
    title,
    severity,
    topic,
    ...(controls && { controls }),
    why,
    remedy,
    ...(implies && { implies }),
    options,
  };
}

const whole: Reader = (props) => [props];

function readersOf({ on }: AnyRule): ReadonlyMap<string, Reader> {
  if (typeof on === "string") return new Map([[canonicalType(on), whole]]);
  return new Map(Object.entries(on.readers).map(([type, reader]) => [canonicalType(type), reader as Reader]));
}

/** Whoever evaluates passes only what differs from the defaults: mostly nothing. */
function withDefaults(options: Options = {}): (given: OptionValues) => OptionValues {
  const defaults = defaultsOf(options);
  return (given) => ({ ...defaults, ...given });
}

function contextOf({ facts }: Subject, options: OptionValues) {
  const { urn, name, type, protect, ignoreChanges = [] } = facts;
  return { options, resource: { urn, name, type, protect, ignoreChanges } };
}

function judgeSubject(reader: Reader, check: AnyCheck, subject: Subject, options: OptionValues, trace: boolean) {
  const context = contextOf(subject, options);
  const run = new Run(trace, subject.form.partial);
  return judgeFacts(
    run,
    () => subject.factsBy(reader),
    (fact) => check(fact, context),
  );
}

/** Gives violations without a path the one that the check read, if it read only one: found by judging once more. */
function withPaths(trace: boolean, judge: (trace: boolean) => Judgement): Judgement {
  const judgement = judge(trace);
  if (judgement.violations.every(({ path }) => path !== undefined)) return judgement;
  const reads = trace ? judgement.reads : judge(true).reads;
  const deepest = reads.at(-1)?.path ?? "";
  const onTheWay = (path: string) =>
    deepest === path || [".", "["].includes(deepest.slice(path.length, path.length + 1));
  if (reads.length === 0 || !reads.every(({ path }) => deepest.startsWith(path) && onTheWay(path))) return judgement;
  return { ...judgement, violations: judgement.violations.map((one) => ({ path: deepest, ...one })) };
}
