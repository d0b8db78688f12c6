import {
  parseUrn,
  type Operation,
  type Plan,
  type Resource,
  type ResourceOptions,
  type Step,
  type Urn,
} from "@roadbed/plan";
import type { ExemptedFinding, Exemption, Finding } from "@roadbed/policies";
import { replacementOrders } from "../evaluate/change-warnings/replacement-order";
import type {
  DeletionOptions,
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
): ReportedFinding[] {
  const found = new Set(findings.map(({ rule }) => rule));
  const urls = new Map(
    policies.flatMap(({ rule: { id, types } }) => (found.has(id) ? [[id, ruleDocsUrl(id, types)]] : [])),
  );
  const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const rank = ({ level, kind, severity }: Finding): number =>
    (level === "mandatory" ? 0 : 100) + (kind === "undecided" ? 10 : 0) + SEVERITIES.indexOf(severity);
  const order = new Map(plan.resources.map(({ urn }, index) => [urn, index]));
  const position = ({ urn }: Finding): number => order.get(urn) ?? order.size;
  return [...findings]
    .sort((a, b) => rank(a) - rank(b) || position(a) - position(b))
    .map((finding) => {
      const { path, urn } = finding;
      const resource = resources.get(urn);
      const value = resource === undefined || path === undefined ? undefined : findingValue(resource, path);
      const name = resource?.name ?? parseUrn(urn)?.name ?? urn;
      return { ...finding, name, ...defined({ value, docsUrl: urls.get(finding.rule) }) };
    });
}
