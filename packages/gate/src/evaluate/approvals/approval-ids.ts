import { createHash } from "node:crypto";
import { Scrubber, secretValuesOf, type Operation, type Plan, type Resource, type Step, type Urn } from "@roadbed/plan";
import type { predictReplacement } from "@roadbed/plan/facts";
import type { Finding, FindingChange } from "@roadbed/policies";
import { parsePath } from "../../redaction/value-path";
import { StableInputs } from "./stable-inputs";

/** The version of the calculation. With a new version, all changes must be approved again. */
const VERSION = "1";
/** The length of an ID. 50 bits are enough, because an approval also names the resource and the rule. */
const ID_CHARACTERS = 10;
/** The alphabet of base32 in RFC 4648. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BITS_PER_CHARACTER = 5n;
const HASH_BITS = 256n;

/** The resource options that decide what a deletion destroys. */
const SAFEGUARD_OPTIONS = ["protect", "retainOnDelete"] as const;

/** A finding about a change. */
export type ChangeFinding = Finding & { readonly change: FindingChange };

/** A value before and after a change. Null means that there is no value. */
type ValueChange = readonly [name: string, before: string | null, after: string | null];

/**
 * Computes the IDs that approve the changes of one plan.
 *
 * @remarks
 * An ID depends on the resource, the rule, the operation, and the values that the rule is about before and after the
 * change. A different reason for the same operation therefore has a different ID. An ID is the same for all engines and
 * prior states, so that what was approved in a pull request is approved in the deployment. It contains no secrets.
 */
export class ApprovalIds {
  readonly #steps: readonly Step[];
  readonly #resources: ReadonlyMap<Urn, Resource>;
  readonly #newUrns: ReadonlyMap<Urn, Urn>;
  readonly #scrubber: Scrubber;
  readonly #effectOf: typeof predictReplacement;

  /** @param effectOf - predicts whether the change of an input replaces a resource */
  constructor(plan: Plan, effectOf: typeof predictReplacement) {
    this.#steps = plan.steps;
    this.#resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    this.#newUrns = new Map(
      plan.steps.flatMap(({ urn, old }) => (old === undefined || old.urn === urn ? [] : [[old.urn, urn] as const])),
    );
    // Hide only the plan's secrets: other secrets depend on the machine, so that the ID would depend on it as well.
    this.#scrubber = new Scrubber(secretValuesOf(plan));
    this.#effectOf = effectOf;
  }

  /** Returns the ID of a change. Findings of one rule about the same change have the same ID. */
  idOf(finding: ChangeFinding): string {
    const { rule, change } = finding;
    const changes = this.#changesOf(finding);
    const names = changes.map(([name]) => name);
    return base32(
      JSON.stringify([
        VERSION,
        this.#subjectOf(finding),
        rule,
        approvedOperation(change.operation),
        names,
        hashOf(changes),
      ]),
    );
  }

  /** Returns the URN of the resource, or of all resources of a finding about the stack. */
  #subjectOf({ urn, change: { isStackWide = false, operation, relatedResources = [] } }: ChangeFinding): string {
    // A new resource has no earlier inputs. The resources that it conflicts with identify the change.
    const others = isStackWide || operation === "create" ? relatedResources : [];
    return [urn, ...others]
      .map((name) => this.#scrubber.scrubName(name))
      .sort()
      .join(" ");
  }

  #changesOf({ urn, path, change: { operation, coversAllInputs } }: ChangeFinding): readonly ValueChange[] {
    const steps = this.#steps.filter((step) => step.urn === urn && step.old !== undefined);
    const step = steps.find((candidate) => candidate.operation === operation) ?? steps[0];
    const after = this.#resources.get(urn);
    if (coversAllInputs === true) return operation === "delete" ? [] : this.#allInputs(step?.old, after);
    if (operation === "delete" || step?.old === undefined || after === undefined) return [];
    return [
      ...this.#inputChanges(step, step.old, after, String(parsePath(path ?? "")[0] ?? "")),
      ...optionChanges(step.old, after),
    ];
  }

  #stable(resource: Resource): StableInputs {
    return new StableInputs(
      resource,
      (urn) => this.#newUrns.get(urn) ?? urn,
      (text) => this.#scrubber.scrub(text),
    );
  }

  /** Returns all inputs in detail, also of a resource that is new or that the engine considers to be the same. */
  #allInputs(old: Resource | undefined, now: Resource | undefined): readonly ValueChange[] {
    const [before, after] = [old, now].map((resource) => resource && this.#stable(resource));
    const names = new Set([...(before?.names ?? []), ...(after?.names ?? [])]);
    return [...names]
      .filter((name) => !TAGS.includes(name))
      .map((name): ValueChange => [name, before?.getDetailed(name) ?? null, after?.getDetailed(name) ?? null])
      .filter(([, from, to]) => from !== to)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /**
   * Returns the inputs that differ and that the finding can be about: the input that the finding names, and the inputs
   * that force a replacement or may force one. Others, such as tags with the commit, do not make a new finding.
   */
  #inputChanges(step: Step, old: Resource, now: Resource, named: string): readonly ValueChange[] {
    if (step.operation === "same") return [];
    const [before, after] = [this.#stable(old), this.#stable(now)];
    // The engine knows which differences the provider ignores, such as a Region that only one version of it writes.
    const names = step.diffKeys ?? [...before.names, ...after.names];
    return [...new Set(names)]
      .filter((name) => name === named || this.#effectOf(now.type, [name]) !== "never")
      .map((name): ValueChange => [name, before.get(name), after.get(name)])
      .filter(([name, from, to]) => from !== to || before.isConcealed(name) || after.isConcealed(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

/** Inputs that often differ between two commits, and on which no finding depends. */
const TAGS: readonly string[] = ["tags", "tagsAll"];

/**
 * Returns the operation that an approval is for. A change of resource options is an update only if inputs change as well,
 * which must not require another approval.
 */
export const approvedOperation = (operation: Operation): Operation => (operation === "same" ? "update" : operation);

function optionChanges({ options: before }: Resource, { options: after }: Resource): readonly ValueChange[] {
  return SAFEGUARD_OPTIONS.map((name): ValueChange => [
    `options.${name}`,
    String(before[name] ?? false),
    String(after[name] ?? false),
  ]).filter(([, from, to]) => from !== to);
}

const hashOf = (changes: readonly ValueChange[]): string =>
  createHash("sha256").update(JSON.stringify(changes)).digest("hex");

function base32(text: string): string {
  const hash = BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
  return Array.from({ length: ID_CHARACTERS }, (_, index) => {
    const shift = HASH_BITS - BITS_PER_CHARACTER * BigInt(index + 1);
    return ALPHABET[Number((hash >> shift) & 31n)];
  }).join("");
}
