import { arrayReader, looseObjectReader, optional, string, type JsonReader } from "../shape";
import type { Urn } from "../urn";
import { plainText } from "./messages";

/** What the policy packs said that the CLI ran by itself. */
export interface PackReport {
  readonly packs: readonly PackInfo[];
  readonly violations: readonly PackViolation[];
  /** Policies that could not be judged because they read a value that is not known before the change is made. */
  readonly undecided: readonly PackUndecided[];
  /** What packs changed in the resources before anything was judged. */
  readonly remediations: readonly PackRemediation[];
  /** Names of packs whose policies about the whole stack did not run, as after any failure. */
  readonly stackPoliciesSkipped: readonly string[];
}

/** A policy pack, as it calls itself. */
export interface PackInfo {
  readonly name: string;
  readonly version: string;
}

interface PackPolicy {
  readonly pack: string;
  readonly policy: string;
  /** Of policies about the whole stack: the stack, or the resource that the policy named. */
  readonly urn?: Urn;
}

/** What a policy found wrong. */
export interface PackViolation extends PackPolicy {
  readonly enforcement: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly severity?: "low" | "medium" | "high" | "critical";
  /** What the pack says the policy is about; not in the CLI's output. */
  readonly description?: string;
  /** The steps that the pack gives, if any; not in the CLI's output. */
  readonly remedy?: string;
  readonly message: string;
}

/** Whether the policy is mandatory cannot be told: the SDK reports every one of these as advisory. */
export interface PackUndecided extends PackPolicy {
  readonly message: string;
}

/** A policy that changed a resource. */
export type PackRemediation = PackPolicy;

/** An event about policies, whatever its kind; the kind decides which members there are. */
interface PolicyEvent {
  readonly resourceUrn?: string;
  readonly message?: string;
  readonly policyName?: string;
  readonly policyPackName: string;
  readonly policyPackVersion?: string;
  readonly enforcementLevel?: string;
  readonly severity?: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}
const policyEvent: JsonReader<PolicyEvent> = looseObjectReader<PolicyEvent>({
  resourceUrn: optional(string),
  message: optional(string),
  policyName: optional(string),
  policyPackName: string,
  policyPackVersion: optional(string),
  enforcementLevel: optional(string),
  severity: optional(string),
  passed: optional(arrayReader(string)),
  failed: optional(arrayReader(string)),
});

/** How the policy SDK words an attempt to read an unknown; nothing else tells these from violations. */
const READS_AN_UNKNOWN = /^can't run policy .* during preview: /s;

/** Whether a message of a policy says that it read a value which is not known yet. */
export const readsUnknown = (message: string): boolean => READS_AN_UNKNOWN.test(message);

const SEVERITIES = ["low", "medium", "high", "critical"] as const;

/** Gathers a report from events as they come. */
export class PackReports {
  readonly #packs = new Map<string, PackInfo>();
  readonly #summarised = new Set<string>();
  readonly #stackPoliciesRan = new Set<string>();
  readonly #violations: PackViolation[] = [];
  readonly #undecided: PackUndecided[] = [];
  readonly #remediations: PackRemediation[] = [];

  /** Takes an event in, if it is about policies. @throws ShapeError */
  take(kind: string, payload: unknown): void {
    if (!/^policy\w+Event$|^policyEvent$/.test(kind) || kind === "policyLoadEvent") return;
    const event = policyEvent.read(payload);
    this.#packs.set(event.policyPackName, { name: event.policyPackName, version: event.policyPackVersion ?? "" });
    if (kind === "policyEvent") this.#takeFinding(event);
    else if (kind === "policyRemediationEvent") this.#remediations.push(policyOf(event));
    else if (kind === "policyAnalyzeStackSummaryEvent") this.#stackPoliciesRan.add(event.policyPackName);
    else if (kind === "policyAnalyzeSummaryEvent") this.#summarised.add(event.policyPackName);
  }

  /** Takes in the packs that the summary of a run names: `shop-policies|local|../pack`, or only the name. */
  takePacks(versions: Readonly<Record<string, string>>): void {
    for (const [key, version] of Object.entries(versions)) {
      const name = key.split("|")[0] ?? key;
      if (!this.#packs.has(name)) this.#packs.set(name, { name, version });
    }
  }

  #takeFinding(event: PolicyEvent): void {
    const message = plainText(event.message ?? "");
    if (readsUnknown(message)) {
      this.#undecided.push({ ...policyOf(event), message });
      return;
    }
    const severity = SEVERITIES.find((known) => known === event.severity);
    this.#violations.push({
      ...policyOf(event),
      enforcement: enforcementOf(event.enforcementLevel),
      ...(severity === undefined ? {} : { severity }),
      message,
    });
  }

  get report(): PackReport {
    return {
      packs: [...this.#packs.values()],
      violations: this.#violations,
      undecided: this.#undecided,
      remediations: this.#remediations,
      // Older CLIs report no summaries at all: then nothing can be said about what ran.
      stackPoliciesSkipped: [...this.#summarised].filter((pack) => !this.#stackPoliciesRan.has(pack)),
    };
  }
}

function policyOf({ policyPackName, policyName = "", resourceUrn = "" }: PolicyEvent): PackPolicy {
  return { pack: policyPackName, policy: policyName, ...(resourceUrn === "" ? {} : { urn: resourceUrn }) };
}

/** A level that is not known counts as the strictest. */
function enforcementOf(level = ""): PackViolation["enforcement"] {
  if (level === "advisory" || level === "warning") return "advisory";
  if (level === "disabled" || level === "none") return "disabled";
  return level === "remediate" ? "remediate" : "mandatory";
}
