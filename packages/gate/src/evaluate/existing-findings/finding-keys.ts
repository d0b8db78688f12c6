import { isList, isProperties, type Plan, type Properties, type Resource, type Urn, type Value } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { FindingReads } from "@roadbed/policies/internal";
import { Scrubber } from "@roadbed/plan";
import { secretValuesOf } from "@roadbed/plan";
import { memberOf, printableAt, parsePath, type PathStep } from "../../redaction/value-path";
import { canonicalJson, digestOf } from "./canonical-json";

/** The identity of a finding across plans of a stack. Contains no secrets. */
export interface FindingKey {
  readonly rule: string;
  readonly urn: Urn;
  /** The path, with `[*]` for every array element. Absent if the finding concerns all inputs. */
  readonly path?: string;
  /** A digest of the values that the rule read, and of the array elements on the path. */
  readonly digest: string;
}

/** A value that a rule read. */
interface Read {
  readonly steps: readonly PathStep[];
  readonly isPresence: boolean;
}

/** Computes the keys of findings in one plan. */
export class FindingKeys {
  readonly #resources: ReadonlyMap<Urn, Resource>;
  readonly #reads: FindingReads;
  readonly #oldUrns: ReadonlyMap<Urn, Urn>;
  readonly #scrubber: Scrubber;

  /** @param oldUrns - the former URN of each renamed resource */
  constructor(plan: Plan, reads: FindingReads, oldUrns: ReadonlyMap<Urn, Urn> = new Map()) {
    this.#resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    this.#reads = reads;
    this.#oldUrns = oldUrns;
    // Hide only the plan's secrets: other secrets depend on the machine, so that the digest would depend on it as well.
    this.#scrubber = new Scrubber(secretValuesOf(plan));
  }

  keyOf(finding: Finding): FindingKey {
    const { rule, urn, path = "" } = finding;
    const resource = this.#resources.get(urn);
    const lines = resource === undefined ? [] : this.#lines(finding, resource);
    const steps = parsePath(path);
    return {
      rule,
      urn: this.#oldUrns.get(urn) ?? urn,
      ...(steps.length > 0 && { path: this.#scrubber.scrub(formatPath(steps)) }),
      digest: digestOf([...new Set(lines)].sort().join("\n")),
    };
  }

  /**
   * Returns the values that the finding depends on, as lines. Other elements of the same array count only if the rule
   * did not read them.
   */
  #lines(finding: Finding, resource: Resource): readonly string[] {
    const path = parsePath(finding.path ?? "");
    const reads = this.#reads(finding).map(({ path: read, kind }): Read => {
      return { steps: parsePath(read), isPresence: kind === "presence" };
    });
    const elements = path.flatMap((step, at) =>
      typeof step === "number" ? [this.#elementLine(resource, path.slice(0, at + 1), reads)] : [],
    );
    const values = reads
      .filter(({ steps }) => !isInOtherElement(path, steps))
      .map((read) => `${formatPath(read.steps)} ${this.#stateOf(resource, read, reads)}`);
    return [`at ${formatPath(path)}`, ...elements, ...values];
  }

  /**
   * Returns a line for an array element. It includes the elements that the rule did not read, because they might
   * violate the rule as well.
   */
  #elementLine(resource: Resource, path: readonly PathStep[], reads: readonly Read[]): string {
    const above = path.slice(0, -1);
    const list = listAt(resource.inputs, above);
    const serialized = list.map((_, index) =>
      this.#serialize(resource, path, printableAt(resource, [...above, index])),
    );
    const ownIndex = Number(path.at(-1));
    const isRead = (index: number): boolean => reads.some(({ steps }) => startsWith(steps, [...above, index]));
    const unread = serialized.filter((_, index) => index !== ownIndex && !isRead(index)).sort();
    const element = nameIn(list, ownIndex) ?? serialized[ownIndex] ?? "";
    return `element ${formatPath(path)} ${JSON.stringify([element, unread])}`;
  }

  #stateOf(resource: Resource, { steps, isPresence }: Read, reads: readonly Read[]): string {
    const value = printableAt(resource, steps);
    if (value === undefined || value === null) return "is absent";
    if (isPresence) return "is set";
    // An object is identified by the members that the rule read.
    const isContainer = reads.some((read) => read.steps.length > steps.length && startsWith(read.steps, steps));
    return isContainer ? "has members" : this.#serialize(resource, steps, value);
  }

  /** Serializes a value. For an unknown value or a reference, adds the resources that the value comes from. */
  #serialize({ propertyDependencies }: Resource, [property = ""]: readonly PathStep[], value: Value = null): string {
    const text = this.#scrubber.scrub(canonicalJson(value));
    if (!/\[(?:unknown|resource)\b/.test(text)) return text;
    const sources = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
    const sourceUrns = sources.map((urn) => this.#oldUrns.get(urn) ?? urn);
    const renamed = [...this.#oldUrns].reduce((all, [now, old]) => all.replaceAll(`${now}]`, `${old}]`), text);
    return `${renamed} from ${JSON.stringify([...new Set(sourceUrns)].sort())}`;
  }
}

/** Formats a path with `[*]` for every array element, because positions do not matter. */
function formatPath(steps: readonly PathStep[]): string {
  return steps
    .map((step, index) => {
      if (typeof step === "number") return "[*]";
      if (!/^[A-Za-z_$][\w$-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

const startsWith = (steps: readonly PathStep[], start: readonly PathStep[]): boolean =>
  start.every((step, index) => steps[index] === step);

/** Whether a rule read another element of an array on the path. */
function isInOtherElement(path: readonly PathStep[], read: readonly PathStep[]): boolean {
  const firstDifference = path.findIndex((step, index) => read[index] !== step);
  return (
    firstDifference !== -1 && typeof path[firstDifference] === "number" && typeof read[firstDifference] === "number"
  );
}

function listAt(inputs: Properties, steps: readonly PathStep[]): readonly Value[] {
  let value: Value | undefined = inputs;
  for (const step of steps) value = value === undefined ? undefined : memberOf(value, step);
  return isList(value) ? value : [];
}

/**
 * Returns the name of an array element, such as a container, if the name is unique in the array. The other members of
 * the element may then change.
 */
function nameIn(list: readonly Value[], index: number): string | undefined {
  const names = list.map((element) => (isProperties(element) ? element.name : undefined));
  const ownName = names[index];
  return typeof ownName === "string" && names.filter((name) => name === ownName).length === 1
    ? `named ${ownName}`
    : undefined;
}
