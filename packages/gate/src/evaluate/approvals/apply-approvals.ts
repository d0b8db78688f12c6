import { parseUrn, Scrubber, secretValuesOf, type Plan } from "@roadbed/plan";
import type { Finding } from "@roadbed/policies";
import type { Approval } from "../../model/approval";
import type { Failure } from "../../model/failure";
import type { ApprovalsFile } from "../../targets/approvals/approvals-file";
import type { LoadedApprovals } from "../../targets/approvals/load-approvals";
import { defined } from "../../util/defined";
import type { ApprovedFinding, Complete, Filtered } from "../stages";
import { ApprovalIds, approvedOperation, type ChangeFinding } from "./approval-ids";

/**
 * Sets aside the findings about changes that an approval covers. A finding whose approval has expired remains. An approval
 * that names another resource, rule, or operation than the finding with its ID is a failure, because its reader would have
 * approved something else.
 */
export async function applyApprovals(
  filtered: Omit<Filtered, "stage">,
  { file, note, failures }: LoadedApprovals,
  now: Date,
): Promise<Complete> {
  const { plan, evaluation } = filtered;
  const ids = await idsOf(plan, evaluation.findings);
  const entries = new Map((file?.approvals ?? []).map((approval, index) => [approval.id, { approval, index }]));
  const today = now.toISOString().slice(0, 10);
  const approved: ApprovedFinding[] = [];
  const expired = new Map<Finding, Approval>();
  const used = new Set<Approval>();
  const mismatches: Failure[] = [];
  const isNameOf = nameTest(plan);
  for (const finding of evaluation.findings) {
    const entry = entries.get(ids.get(finding) ?? "");
    if (entry === undefined || file === undefined) continue;
    const { approval, index } = entry;
    used.add(approval);
    const problems = mismatchesOf(finding as ChangeFinding, approval, isNameOf);
    if (problems.length > 0) mismatches.push(...problems.map((problem) => failureAt(file, index, problem)));
    else if (approval.expires < today) expired.set(finding, approval);
    else approved.push({ finding, approval });
  }
  const covered = new Set(approved.map(({ finding }) => finding));
  return {
    ...filtered,
    stage: "complete",
    evaluation: { ...evaluation, findings: evaluation.findings.filter((finding) => !covered.has(finding)) },
    failures: [...filtered.failures, ...failures, ...distinct(mismatches)],
    approvals: {
      ...{ ids, approved, expired },
      unused: isComparable(plan)
        ? (file?.approvals ?? []).filter((approval) => !used.has(approval) && isInStack(approval, plan))
        : [],
      ...((file !== undefined || note !== undefined) && { info: defined({ file: file?.path, note }) }),
    },
  };
}

async function idsOf(plan: Plan, findings: readonly Finding[]): Promise<ReadonlyMap<Finding, string>> {
  const changes = findings.filter(
    (finding): finding is ChangeFinding => finding.change !== undefined && finding.kind !== "error",
  );
  if (changes.length === 0) return new Map();
  const { predictReplacement } = await import("@roadbed/plan/facts");
  const ids = new ApprovalIds(plan, predictReplacement);
  return new Map(changes.map((finding) => [finding, ids.idOf(finding)]));
}

/** A member of an approval that differs from the finding with its ID. */
type Mismatch = readonly [member: "resource" | "rule" | "operation", expected: string, actual: string];

function mismatchesOf(
  { urn, rule, change }: ChangeFinding,
  approval: Approval,
  isNameOf: (name: string, urn: string) => boolean,
): readonly Mismatch[] {
  const pairs: readonly Mismatch[] = [
    ["resource", isNameOf(approval.resource, urn) ? approval.resource : urn, approval.resource],
    ["rule", rule, approval.rule],
    ["operation", change.operation, approval.operation],
  ];
  return pairs.filter(([member, expected, actual]) =>
    member === "operation"
      ? approvedOperation(change.operation) !== approvedOperation(approval.operation)
      : expected !== actual,
  );
}

/** Returns a test of whether a name in the file is the URN of a resource. Reports hide secrets in URNs. */
function nameTest(plan: Plan): (name: string, urn: string) => boolean {
  let scrubber: Scrubber | undefined;
  return (name, urn) => {
    if (name === urn) return true;
    scrubber ??= new Scrubber(secretValuesOf(plan));
    return name === scrubber.scrubName(urn);
  };
}

function failureAt(file: ApprovalsFile, index: number, [member, expected, actual]: Mismatch): Failure {
  const message = `expected ${JSON.stringify(expected)}, which the finding with this ID is about, got ${JSON.stringify(actual)}`;
  return { code: "approvals-invalid", message: file.problem(index, member, message) };
}

const distinct = (failures: readonly Failure[]): readonly Failure[] => [
  ...new Map(failures.map((failure) => [failure.message, failure])).values(),
];

/** Whether a plan contains all changes, so that an approval without a finding is not needed. */
const isComparable = ({ result, priorState }: Plan): boolean => result === "succeeded" && priorState !== "none";

function isInStack({ resource }: Approval, { project, stack }: Plan): boolean {
  const parts = parseUrn(resource);
  return parts?.project === project && parts.stack === stack;
}
