import { isList, isProperties, type Plan, type Properties, type Resource, type Urn, type Value } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { FindingReads } from "@roadbed/policies/internal";
import { Scrubber } from "../../redaction/scrubber";
import { secretsOfPlan } from "../../redaction/known-secrets";
import { memberOf, printableAt, parsePath, type PathStep } from "../../redaction/value-path";
import { contentText, digestOf } from "./content-text";

/** What makes a finding the same one in two plans of a stack. Nothing in it is secret. */
export interface FindingKey {
  readonly rule: string;
  readonly urn: Urn;
  /** Where in the inputs, every element of a list as `[*]`; absent for the inputs as a whole. */
  readonly path?: string;
  /** Of what the rule read there, and of which elements of lists it was. */
  readonly digest: string;
}

/** A read of a rule, by its steps. */
interface Step {
  readonly steps: readonly PathStep[];
  readonly isPresence: boolean;
}

/** Gives the keys of findings in one plan. */
export class FindingKeys {
  readonly #resources: ReadonlyMap<Urn, Resource>;
  readonly #reads: FindingReads;
  readonly #oldUrns: ReadonlyMap<Urn, Urn>;
  readonly #scrubber: Scrubber;

  /** @param oldUrns what resources were called where the keys are compared with, if they were renamed */
  constructor(plan: Plan, reads: FindingReads, oldUrns: ReadonlyMap<Urn, Urn> = new Map()) {
    this.#resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    this.#reads = reads;
    this.#oldUrns = oldUrns;
    // Only of the plan: what else is secret differs from machine to machine, and so would the digest.
    this.#scrubber = new Scrubber(secretsOfPlan(plan));
  }

  of(finding: Finding): FindingKey {
    const { rule, urn, path = "" } = finding;
    const resource = this.#resources.get(urn);
    const lines = resource === undefined ? [] : this.#lines(finding, resource);
    const steps = parsePath(path);
    return {
      rule,
      urn: this.#oldUrns.get(urn) ?? urn,
      ...(steps.length > 0 && { path: this.#scrubber.scrub(spell(steps)) }),
      digest: digestOf([...new Set(lines)].sort().join("\n")),
    };
  }

  /** What the finding rests on. Other elements of the lists that it is in do not count, unless nobody looked at them. */
  #lines(finding: Finding, resource: Resource): readonly string[] {
    const path = parsePath(finding.path ?? "");
    const reads = this.#reads(finding).map(({ path: read, how }): Step => {
      return { steps: parsePath(read), isPresence: how === "presence" };
    });
    const elements = path.flatMap((step, at) =>
      typeof step === "number" ? [this.#elementLine(resource, path.slice(0, at + 1), reads)] : [],
    );
    const values = reads
      .filter(({ steps }) => !isBeside(path, steps))
      .map((read) => `${spell(read.steps)} ${this.#readText(resource, read, reads)}`);
    return [`at ${spell(path)}`, ...elements, ...values];
  }

  /** Which element of a list it is, beside those that the rule did not come to: it might have found them too. */
  #elementLine(resource: Resource, path: readonly PathStep[], reads: readonly Step[]): string {
    const above = path.slice(0, -1);
    const list = listAt(resource.inputs, above);
    const texts = list.map((_, index) => this.#text(resource, path, printableAt(resource.inputs, [...above, index])));
    const own = Number(path.at(-1));
    const isRead = (index: number): boolean => reads.some(({ steps }) => startsWith(steps, [...above, index]));
    const unread = texts.filter((_, index) => index !== own && !isRead(index)).sort();
    const element = nameIn(list, own) ?? texts[own] ?? "";
    return `element ${spell(path)} ${JSON.stringify([element, unread])}`;
  }

  #readText(resource: Resource, { steps, isPresence }: Step, reads: readonly Step[]): string {
    const value = printableAt(resource.inputs, steps);
    if (value === undefined || value === null) return "is absent";
    if (isPresence) return "is set";
    // What holds others counts by what was read of them.
    const isContainer = reads.some((read) => read.steps.length > steps.length && startsWith(read.steps, steps));
    return isContainer ? "holds others" : this.#text(resource, steps, value);
  }

  /** A value; of one that is not known, or another resource, which resources it comes from. */
  #text({ propertyDependencies }: Resource, [property = ""]: readonly PathStep[], value: Value = null): string {
    const text = this.#scrubber.scrub(contentText(value));
    if (!/\[(?:unknown|resource)\b/.test(text)) return text;
    const sources = Object.hasOwn(propertyDependencies, property) ? (propertyDependencies[property] ?? []) : [];
    const before = sources.map((urn) => this.#oldUrns.get(urn) ?? urn);
    const renamed = [...this.#oldUrns].reduce((all, [now, old]) => all.replaceAll(`${now}]`, `${old}]`), text);
    return `${renamed} from ${JSON.stringify([...new Set(before)].sort())}`;
  }
}

/** Every element as `[*]`: where it stands says nothing. */
function spell(steps: readonly PathStep[]): string {
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

/** Whether a read is of another element of a list that the path goes through. */
function isBeside(path: readonly PathStep[], read: readonly PathStep[]): boolean {
  const parting = path.findIndex((step, index) => read[index] !== step);
  return parting !== -1 && typeof path[parting] === "number" && typeof read[parting] === "number";
}

function listAt(inputs: Properties, steps: readonly PathStep[]): readonly Value[] {
  let value: Value | undefined = inputs;
  for (const step of steps) value = value === undefined ? undefined : memberOf(value, step);
  return isList(value) ? value : [];
}

/** The name by which people know an element, as they do containers, if no other has it. What it holds may change then. */
function nameIn(list: readonly Value[], index: number): string | undefined {
  const names = list.map((element) => (isProperties(element) ? element.name : undefined));
  const own = names[index];
  return typeof own === "string" && names.filter((name) => name === own).length === 1 ? `named ${own}` : undefined;
}
