import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import {
  hasProgramFinished,
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
import { enforcementName, type PolicyConfiguration } from "./pack-configuration";
import type { PolicyPackProcess } from "./pack-process";
import { PolicyPackRequests } from "./pack-requests";

/** The maximum number of parallel requests to a pack. */
const PARALLEL_REQUESTS = 32;

/** Runs one pack against one plan. */
export class PackRun {
  readonly #process: PolicyPackProcess;
  readonly #plan: Plan;
  readonly #requests: PolicyPackRequests;
  readonly #pack: PackInfo;
  readonly #remediates: boolean;
  /** The remediation steps by policy. */
  readonly #remedies: ReadonlyMap<string, string>;
  readonly #violations: PackViolation[] = [];
  readonly #undecided: PackUndecided[] = [];
  readonly #remediations: PackRemediation[] = [];

  constructor(
    process: PolicyPackProcess,
    plan: Plan,
    info: messages.AnalyzerInfo,
    configurations: readonly PolicyConfiguration[],
  ) {
    this.#process = process;
    this.#plan = plan;
    this.#requests = new PolicyPackRequests(plan);
    this.#pack = { name: info.getName(), version: info.getVersion() };
    this.#remedies = new Map(info.getPoliciesList().map((policy) => [policy.getName(), policy.getRemediationSteps()]));
    this.#remediates = configurations.some(({ enforcement }) => enforcement === "remediate");
  }

  async report(): Promise<PackReport> {
    const managed = this.#plan.resources.filter(({ external }) => external !== true);
    for (let start = 0; start < managed.length; start += PARALLEL_REQUESTS)
      for (const result of await Promise.all(
        managed.slice(start, start + PARALLEL_REQUESTS).map(async (resource) => this.#analyze(resource)),
      ))
        this.#record(result.diagnostics, result.urn);
    const isComplete = hasProgramFinished(this.#plan);
    if (isComplete) {
      const request = this.#requests.stackRequest();
      const response = await this.#process.call("AnalyzeStack", request, messages.AnalyzeResponse);
      this.#record(response.getDiagnosticsList());
    }
    return {
      packs: [this.#pack],
      violations: this.#violations,
      undecided: this.#undecided,
      remediations: this.#remediations,
      stackPoliciesSkipped: isComplete ? [] : [this.#pack.name],
    };
  }

  async #analyze(resource: Resource) {
    const inputs = this.#remediates ? await this.#remediated(resource) : resource.inputs;
    const request = this.#requests.resourceRequest(resource, inputs);
    const response = await this.#process.call("Analyze", request, messages.AnalyzeResponse);
    return { urn: resource.urn, diagnostics: response.getDiagnosticsList() };
  }

  /** Returns the inputs after the pack's remediations, in the form in which they would be deployed. */
  async #remediated(resource: Resource): Promise<Properties> {
    const request = this.#requests.resourceRequest(resource);
    const response = await this.#process.call("Remediate", request, messages.RemediateResponse);
    let { inputs } = resource;
    for (const remediation of response.getRemediationsList()) {
      if (!remediation.hasProperties()) continue;
      inputs = decodeStruct(remediation.getProperties());
      this.#remediations.push({ pack: this.#pack.name, policy: remediation.getPolicyname(), urn: resource.urn });
    }
    return inputs;
  }

  #record(diagnostics: readonly messages.AnalyzeDiagnostic[], urn = ""): void {
    for (const diagnostic of diagnostics) {
      const [message, description] = [messageOf(diagnostic), stripFormatting(diagnostic.getDescription())];
      const remedy = stripFormatting(this.#remedies.get(diagnostic.getPolicyname()) ?? "");
      const resourceUrn = diagnostic.getUrn() || urn;
      const policy = {
        pack: this.#pack.name,
        policy: diagnostic.getPolicyname(),
        ...(resourceUrn !== "" && { urn: resourceUrn }),
      };
      if (readsUnknown(message)) this.#undecided.push({ ...policy, message });
      else
        this.#violations.push({
          ...policy,
          ...levelOf(diagnostic),
          ...(description !== "" && { description }),
          ...(remedy !== "" && { remedy }),
          message,
        });
    }
  }
}

const SEVERITIES: readonly (PackViolation["severity"] | undefined)[] = [undefined, "low", "medium", "high", "critical"];

/** Returns a policy's message without the description that the SDK prepends. */
function messageOf(diagnostic: messages.AnalyzeDiagnostic): string {
  const [message, description] = [
    stripFormatting(diagnostic.getMessage()),
    stripFormatting(diagnostic.getDescription()),
  ];
  return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}

/** Returns a violation's level and severity. */
function levelOf(diagnostic: messages.AnalyzeDiagnostic): Pick<PackViolation, "enforcement" | "severity"> {
  const severity = SEVERITIES[diagnostic.getSeverity()];
  return {
    enforcement: enforcementName(diagnostic.getEnforcementlevel()),
    ...(severity !== undefined && { severity }),
  };
}
