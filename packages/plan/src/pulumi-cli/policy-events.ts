import { arrayReader, looseObjectReader, optional, string, type JsonReader } from "../documents";
import {
  readsUnknown,
  type PackInfo,
  type PackRemediation,
  type PackReport,
  type PackUndecided,
  type PackViolation,
} from "../model";
import { stripFormatting } from "../process";

/** An event about policies. The kind of event determines which members are present. */
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

const SEVERITIES = ["low", "medium", "high", "critical"] as const;

/** Creates a policy pack report from events. */
export class PackReports {
  readonly #packs = new Map<string, PackInfo>();
  readonly #summarized = new Set<string>();
  readonly #stackPoliciesRan = new Set<string>();
  readonly #violations: PackViolation[] = [];
  readonly #undecided: PackUndecided[] = [];
  readonly #remediations: PackRemediation[] = [];

  /**
   * Adds an event if it is about policies.
   *
   * @throws ShapeError
   */
  add(kind: string, payload: unknown): void {
    if (!/^policy\w+Event$|^policyEvent$/.test(kind) || kind === "policyLoadEvent") return;
    const event = policyEvent.read(payload);
    this.#packs.set(event.policyPackName, { name: event.policyPackName, version: event.policyPackVersion ?? "" });
    if (kind === "policyEvent") this.#addFinding(event);
    else if (kind === "policyRemediationEvent") this.#remediations.push(policyOf(event));
    else if (kind === "policyAnalyzeStackSummaryEvent") this.#stackPoliciesRan.add(event.policyPackName);
    else if (kind === "policyAnalyzeSummaryEvent") this.#summarized.add(event.policyPackName);
  }

  /**
   * Adds the packs in a run's summary. A key is a string such as `shop-policies|local|../pack`, or only the pack name.
   */
  addPacks(versions: Readonly<Record<string, string>>): void {
    for (const [key, version] of Object.entries(versions)) {
      const name = key.split("|")[0] ?? key;
      if (!this.#packs.has(name)) this.#packs.set(name, { name, version });
    }
  }

  #addFinding(event: PolicyEvent): void {
    const message = stripFormatting(event.message ?? "");
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
      // Only packs with a summary are checked. Older CLIs report no summaries, so it is not known which policies ran.
      stackPoliciesSkipped: [...this.#summarized].filter((pack) => !this.#stackPoliciesRan.has(pack)),
    };
  }
}

function policyOf({ policyPackName, policyName = "", resourceUrn = "" }: PolicyEvent): PackRemediation {
  return { pack: policyPackName, policy: policyName, ...(resourceUrn === "" ? {} : { urn: resourceUrn }) };
}

/** Returns the enforcement level of a policy. An unknown level counts as mandatory. */
function enforcementOf(level = ""): PackViolation["enforcement"] {
  if (level === "advisory" || level === "warning") return "advisory";
  if (level === "disabled" || level === "none") return "disabled";
  return level === "remediate" ? "remediate" : "mandatory";
}
