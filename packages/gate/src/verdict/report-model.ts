import {
  parseUrn,
  replacementOrders,
  type Operation,
  type Plan,
  type Resource,
  type ResourceOptions,
  type Step,
  type Urn,
} from "@roadbed/plan";
import type { ExemptedFinding, Exemption, Finding } from "@roadbed/policies";
import type { AppliedApprovals, ApprovedFinding } from "../evaluate/stages";
import type {
  ApprovedChange,
  DeletionOptions,
  EvidenceValue,
  ReportedExemption,
  ReportedFinding,
  ReportedResource,
  UnusedExemption,
} from "../model/verdict";
import { ruleDocsUrl } from "../model/rule-docs";
import type { StackPolicies } from "../targets/settings/stack-policies";
import { defined } from "../util/defined";
import { findingValue } from "./finding-value";

/** Returns an unused exemption as it appears in reports. */
export function unusedExemption({ comment, ...exemption }: Exemption): UnusedExemption {
  return { ...exemption, ...defined({ source: comment?.source }) };
}

/** Returns an exempt finding as it appears in reports. */
export function reportedExemption({ finding, exemption }: ExemptedFinding): ReportedExemption {
  const { rule, title, kind, urn, type, message } = finding;
  const { reason, owner, expires, comment } = exemption;
  const name = parseUrn(urn)?.name ?? urn;
  const source = defined({ source: comment?.source });
  return { rule, title, kind, urn, type, name, message, exemption: { reason, owner, expires, ...source } };
}

/** Returns an approved finding as it appears in reports. */
export function approvedChange({ finding, approval }: ApprovedFinding): ApprovedChange {
  const { rule, title, kind, level, urn, type, message } = finding;
  return { ...{ rule, title, kind, level, urn, type, message }, name: parseUrn(urn)?.name ?? urn, approval };
}

/** The physical halves of a replacement. Reports show only the `replace` step that these operations accompany. */
export const PHYSICAL_OPERATIONS: readonly Operation[] = [
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
];

/** Returns all resources except the default providers, which the engine creates. */
export function visibleResources(plan: Plan): readonly Resource[] {
  return plan.resources.filter(({ implicit }) => implicit !== true);
}

/** Returns the resources of a plan as they appear in reports. */
export function reportedResources(plan: Plan): ReportedResource[] {
  const steps = new Map<Urn, Step>();
  for (const step of plan.steps) if (!PHYSICAL_OPERATIONS.includes(step.operation)) steps.set(step.urn, step);
  const orders = replacementOrders(plan);
  const registered = new Set(plan.resources.map(({ urn }) => urn));
  const deleted = plan.steps.flatMap(({ operation, urn, old }) =>
    operation === "delete" && old !== undefined && old.implicit !== true && !registered.has(urn) ? [old] : [],
  );
  return [...visibleResources(plan), ...deleted].map(({ urn, type, name, parent, source, options }) => {
    const { operation, diffKeys, replaceKeys, mayReplaceKeys, replacedBecause, predicted, old } = steps.get(urn) ?? {};
    return {
      ...{ urn, type, name },
      ...defined({ operation, diffKeys, replaceKeys, mayReplaceKeys, replacedBecause }),
      ...defined({ replacementOrder: orders.get(urn), predicted }),
      ...defined({ options: registered.has(urn) ? deletionOptions(options) : undefined }),
      ...defined({ priorOptions: old === undefined ? undefined : deletionOptions(old.options) }),
      ...defined({ parent, source }),
    };
  });
}

/** Returns the options that affect a deletion or replacement, or undefined if none is set. */
function deletionOptions({
  protect,
  retainOnDelete,
  deleteBeforeReplace,
}: ResourceOptions): DeletionOptions | undefined {
  const options = defined({ protect, retainOnDelete, deleteBeforeReplace });
  return Object.keys(options).length === 0 ? undefined : options;
}

const SEVERITIES: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

/** What is known about findings besides their rules. */
interface FindingDetails extends Partial<Pick<AppliedApprovals, "ids" | "expired">> {
  /** The paths that the rules of findings read. */
  readonly evidence?: ReadonlyMap<Finding, readonly string[]>;
}

/**
 * Returns findings as they appear in reports: mandatory findings first, then violations before undecided results, then
 * by severity, and then in the order of the plan.
 *
 * @param policies - the rules that evaluated the plan
 */
export function reportedFindings(
  plan: Plan,
  findings: readonly Finding[],
  { policies }: Pick<StackPolicies, "policies">,
  { ids, expired, evidence }: FindingDetails = {},
): ReportedFinding[] {
  const found = new Set(findings.map(({ rule }) => rule));
  const urls = new Map(policies.flatMap(({ rule }) => (found.has(rule.id) ? [[rule.id, ruleDocsUrl(rule)]] : [])));
  const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const rank = ({ level, kind, severity }: Finding): number =>
    (level === "mandatory" ? 0 : 100) + (kind === "undecided" ? 10 : 0) + SEVERITIES.indexOf(severity);
  const order = new Map(plan.resources.map(({ urn }, index) => [urn, index]));
  const position = ({ urn }: Finding): number => order.get(urn) ?? order.size;
  return [...findings]
    .sort((a, b) => rank(a) - rank(b) || position(a) - position(b))
    .map((finding) => {
      const { path, urn, change: found } = finding;
      const resource = resources.get(urn);
      const value = resource === undefined || path === undefined ? undefined : findingValue(resource, path);
      const name = resource?.name ?? parseUrn(urn)?.name ?? urn;
      const read = resource && evidenceValues(resource, value, evidence?.get(finding) ?? []);
      const approval = { approvalId: ids?.get(finding), expiredApproval: expired?.get(finding) };
      const change = found === undefined ? undefined : { ...found, ...defined(approval) };
      return { ...finding, name, ...defined({ value, evidence: read, docsUrl: urls.get(finding.rule), change }) };
    });
}

/** The maximum length of a value that explains a finding as it is. */
const MAX_SHORT_VALUE = 60;

/**
 * Returns the values that a rule read below a long value. Properties that are not set are listed only if the rule read no
 * others, because rules also read alternatives of the property in question.
 */
function evidenceValues(
  resource: Resource,
  value: string | undefined,
  paths: readonly string[],
): readonly EvidenceValue[] | undefined {
  if (paths.length === 0 || value === undefined || value.length <= MAX_SHORT_VALUE) return undefined;
  const values = paths.map((read) => ({ path: read, ...defined({ value: findingValue(resource, read) }) }));
  const present = values.filter((read) => read.value !== undefined);
  return present.length > 0 ? present : values;
}
