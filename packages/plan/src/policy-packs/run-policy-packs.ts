import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import {
  readsUnknown,
  type PackInfo,
  type PackRemediation,
  type PackReport,
  type PackUndecided,
  type PackViolation,
  type Plan,
  type Properties,
  type Resource,
} from "../model";
import { stripFormatting } from "../process";
import { decodeStruct } from "../protocol";
import { packConfiguration } from "./pack-configuration";
import { PolicyPackProcess } from "./pack-process";
import { PolicyPackRequests } from "./pack-requests";
import type { PolicyPack } from "./policy-pack";

/** How packs are run. */
export interface PolicyPackOptions {
  /** Variables to hand to packs although their names look like credentials. */
  readonly passEnvironment: readonly string[];
  readonly signal: AbortSignal;
}

/** How many questions a pack has before it at a time. */
const QUESTIONS_AT_ONCE = 32;

/**
 * What policy packs say of a plan, each run by its own SDK as the Pulumi CLI runs it. Policies on the whole stack are not
 * asked about a program that ended early.
 *
 * @throws PreviewError `program` if a pack does not start, or a policy fails; `cancelled`
 */
export async function runPolicyPacks(
  plan: Plan,
  packs: readonly PolicyPack[],
  options: PolicyPackOptions,
): Promise<PackReport> {
  const reports = await Promise.all(packs.map((pack) => runPolicyPack(plan, pack, options)));
  return {
    packs: reports.flatMap((report) => report.packs),
    violations: reports.flatMap(({ violations }) => violations),
    undecided: reports.flatMap(({ undecided }) => undecided),
    remediations: reports.flatMap(({ remediations }) => remediations),
    stackPoliciesSkipped: reports.flatMap(({ stackPoliciesSkipped }) => stackPoliciesSkipped),
  };
}

async function runPolicyPack(
  plan: Plan,
  pack: PolicyPack,
  { passEnvironment, signal }: PolicyPackOptions,
): Promise<PackReport> {
  const { organization, project, stack } = plan;
  const process = await PolicyPackProcess.start(pack, { organization, project, stack, passEnvironment, signal });
  const stop = (): void => process.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const info = await process.ask("GetAnalyzerInfo", new Empty(), messages.AnalyzerInfo);
    const settings = packConfiguration(info);
    await process.ask("Configure", settings, Empty);
    return await new Judging(process, plan, info, settings).report();
  } finally {
    signal.removeEventListener("abort", stop);
    process.stop();
  }
}

/** One pack judging one plan. */
class Judging {
  readonly #process: PolicyPackProcess;
  readonly #plan: Plan;
  readonly #requests: PolicyPackRequests;
  readonly #pack: PackInfo;
  readonly #remediates: boolean;
  /** What to do instead, by policy. */
  readonly #remedies: ReadonlyMap<string, string>;
  readonly #violations: PackViolation[] = [];
  readonly #undecided: PackUndecided[] = [];
  readonly #remediations: PackRemediation[] = [];

  constructor(
    process: PolicyPackProcess,
    plan: Plan,
    info: messages.AnalyzerInfo,
    settings: messages.ConfigureAnalyzerRequest,
  ) {
    this.#process = process;
    this.#plan = plan;
    this.#requests = new PolicyPackRequests(plan);
    this.#pack = { name: info.getName(), version: info.getVersion() };
    this.#remedies = new Map(info.getPoliciesList().map((one) => [one.getName(), one.getRemediationSteps()]));
    const levels = [...settings.getPolicyconfigMap().entries()].map(([, one]) => one.getEnforcementlevel());
    this.#remediates = levels.includes(messages.EnforcementLevel.REMEDIATE);
  }

  async report(): Promise<PackReport> {
    const managed = this.#plan.resources.filter(({ external }) => external !== true);
    for (let start = 0; start < managed.length; start += QUESTIONS_AT_ONCE)
      for (const judged of await Promise.all(
        managed.slice(start, start + QUESTIONS_AT_ONCE).map(async (one) => this.#judgeResource(one)),
      ))
        this.#take(judged.diagnostics, judged.urn);
    const isWhole = this.#plan.result === "succeeded";
    if (isWhole) {
      const request = this.#requests.ofStack();
      const response = await this.#process.ask("AnalyzeStack", request, messages.AnalyzeResponse);
      this.#take(response.getDiagnosticsList());
    }
    return {
      packs: [this.#pack],
      violations: this.#violations,
      undecided: this.#undecided,
      remediations: this.#remediations,
      stackPoliciesSkipped: isWhole ? [] : [this.#pack.name],
    };
  }

  async #judgeResource(resource: Resource) {
    const inputs = this.#remediates ? await this.#remediated(resource) : resource.inputs;
    const request = this.#requests.ofResource(resource, inputs);
    const response = await this.#process.ask("Analyze", request, messages.AnalyzeResponse);
    return { urn: resource.urn, diagnostics: response.getDiagnosticsList() };
  }

  /** The inputs after what the pack mends by itself, as they would be deployed. */
  async #remediated(resource: Resource): Promise<Properties> {
    const request = this.#requests.ofResource(resource);
    const response = await this.#process.ask("Remediate", request, messages.RemediateResponse);
    let { inputs } = resource;
    for (const one of response.getRemediationsList()) {
      if (!one.hasProperties()) continue;
      inputs = decodeStruct(one.getProperties());
      this.#remediations.push({ pack: this.#pack.name, policy: one.getPolicyname(), urn: resource.urn });
    }
    return inputs;
  }

  #take(diagnostics: readonly messages.AnalyzeDiagnostic[], urn = ""): void {
    for (const one of diagnostics) {
      const [message, description] = [ownWords(one), stripFormatting(one.getDescription())];
      const remedy = stripFormatting(this.#remedies.get(one.getPolicyname()) ?? "");
      const place = one.getUrn() || urn;
      const policy = { pack: this.#pack.name, policy: one.getPolicyname(), ...(place !== "" && { urn: place }) };
      if (readsUnknown(message)) this.#undecided.push({ ...policy, message });
      else
        this.#violations.push({
          ...policy,
          ...gravity(one),
          ...(description !== "" && { description }),
          ...(remedy !== "" && { remedy }),
          message,
        });
    }
  }
}

const ENFORCEMENTS: Readonly<Record<messages.EnforcementLevel, PackViolation["enforcement"]>> = {
  [messages.EnforcementLevel.ADVISORY]: "advisory",
  [messages.EnforcementLevel.MANDATORY]: "mandatory",
  [messages.EnforcementLevel.DISABLED]: "disabled",
  [messages.EnforcementLevel.REMEDIATE]: "remediate",
};

const SEVERITIES: readonly (PackViolation["severity"] | undefined)[] = [undefined, "low", "medium", "high", "critical"];

/** What a policy says: the SDK puts the description before it. */
function ownWords(one: messages.AnalyzeDiagnostic): string {
  const [message, description] = [stripFormatting(one.getMessage()), stripFormatting(one.getDescription())];
  return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}

/** How much a violation counts. What this version does not know counts as the strictest. */
function gravity(one: messages.AnalyzeDiagnostic): Pick<PackViolation, "enforcement" | "severity"> {
  const known: Readonly<Record<number, PackViolation["enforcement"]>> = ENFORCEMENTS;
  const severity = SEVERITIES[one.getSeverity()];
  return { enforcement: known[one.getEnforcementlevel()] ?? "mandatory", ...(severity !== undefined && { severity }) };
}
