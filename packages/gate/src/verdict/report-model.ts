import {
  parseUrn,
  type Operation,
  type Plan,
  type Resource,
  type SourcePosition,
  type Step,
  type Urn,
} from "@roadbed/plan";
import type { Exempted, Exemption, Finding } from "@roadbed/policies";
import { evidenceAt } from "./finding-value";

export interface ReportedFinding extends Finding {
  /** The resource's name. */
  readonly name: string;
  /** What stands at `path`, as JSON text without secrets. */
  readonly value?: string;
}

/** A finding that does not count for now. */
export interface ReportedExemption extends Pick<Finding, "rule" | "title" | "kind" | "urn" | "type" | "message"> {
  readonly name: string;
  readonly exemption: Pick<Exemption, "reason" | "owner" | "expires"> & CommentPlace;
}

/** Of exemptions in code: where. */
interface CommentPlace {
  readonly source?: SourcePosition;
}

/** An exemption that nothing needs. Of one in code, the resource is the first that is created there, if any is. */
export type UnusedExemption = Omit<Exemption, "inCode"> & CommentPlace;

/** What reports say of such a one. */
export function unusedExemption({ inCode, ...exemption }: Exemption): UnusedExemption {
  return { ...exemption, ...(inCode !== undefined && { source: inCode.source }) };
}

/** What reports say of something exempt. */
export function reportedExemption({ finding, exemption }: Exempted): ReportedExemption {
  const { rule, title, kind, urn, type, message } = finding;
  const { reason, owner, expires, inCode } = exemption;
  const name = parseUrn(urn)?.name ?? urn;
  const place = inCode !== undefined && { source: inCode.source };
  return { rule, title, kind, urn, type, name, message, exemption: { reason, owner, expires, ...place } };
}

export interface ReportedResource {
  readonly urn: Urn;
  readonly type: string;
  readonly name: string;
  readonly operation?: Operation;
  /** Top-level inputs that differ. */
  readonly diffKeys?: readonly string[];
  /** Those that force the replacement. */
  readonly replaceKeys?: readonly string[];
  /** Those of which it is not known whether they force one. */
  readonly mayReplace?: readonly string[];
  /** Computed from facts about the type, not asked of its provider. */
  readonly predicted?: boolean;
  readonly parent?: Urn;
  readonly source?: SourcePosition;
}

/** Where a resource has several steps, the logical one: physical halves of a replacement stand beside a `replace`. */
export const PHYSICAL_OPERATIONS: readonly Operation[] = [
  "create-replacement",
  "delete-replaced",
  "read-replacement",
  "import-replacement",
  "remove-pending-replace",
];

/** All resources but the default providers, which the engine makes by itself. */
export function visibleResources(plan: Plan): readonly Resource[] {
  return plan.resources.filter(({ implicit }) => implicit !== true);
}

/** The resources of a plan as reports list them. */
export function reportedResources(plan: Plan): ReportedResource[] {
  const steps = new Map<Urn, Step>();
  for (const step of plan.steps) if (!PHYSICAL_OPERATIONS.includes(step.operation)) steps.set(step.urn, step);
  const registered = new Set(plan.resources.map(({ urn }) => urn));
  const deleted = plan.steps.flatMap(({ operation, urn, old }) =>
    operation === "delete" && old !== undefined && old.implicit !== true && !registered.has(urn) ? [old] : [],
  );
  return [...visibleResources(plan), ...deleted].map(({ urn, type, name, parent, source }) => {
    const { operation, diffKeys, replaceKeys, mayReplace, predicted } = steps.get(urn) ?? {};
    return {
      urn,
      type,
      name,
      ...(operation !== undefined && { operation }),
      ...(diffKeys !== undefined && { diffKeys }),
      ...(replaceKeys !== undefined && { replaceKeys }),
      ...(mayReplace !== undefined && { mayReplace }),
      ...(predicted !== undefined && { predicted }),
      ...(parent !== undefined && { parent }),
      ...(source !== undefined && { source }),
    };
  });
}

const SEVERITIES: readonly Finding["severity"][] = ["critical", "high", "medium", "low"];

/**
 * The findings as reports list them: mandatory ones first, then violations before what is undecided, then by severity,
 * then in the plan's order.
 */
export function reportedFindings(plan: Plan, findings: readonly Finding[]): ReportedFinding[] {
  const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const rank = ({ level, kind, severity }: Finding): number =>
    (level === "mandatory" ? 0 : 100) + (kind === "undecided" ? 10 : 0) + SEVERITIES.indexOf(severity);
  const order = new Map(plan.resources.map(({ urn }, index) => [urn, index]));
  const place = ({ urn }: Finding): number => order.get(urn) ?? order.size;
  return [...findings]
    .sort((a, b) => rank(a) - rank(b) || place(a) - place(b))
    .map((finding) => {
      const resource = resources.get(finding.urn);
      const value =
        resource === undefined || finding.path === undefined ? undefined : evidenceAt(resource, finding.path);
      const name = resource?.name ?? parseUrn(finding.urn)?.name ?? finding.urn;
      return { ...finding, name, ...(value !== undefined && { value }) };
    });
}
