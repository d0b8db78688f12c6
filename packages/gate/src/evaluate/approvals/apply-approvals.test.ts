import { compareWithBase } from "@roadbed/plan/base";
import { configure, evaluateChanges, rules } from "@roadbed/policies";
import { approval } from "../../../test/approvals";
import { evaluation, plan, resource } from "../../../test/plans";
import { compared as comparedStage } from "../../../test/stages";
import type { Approval } from "../../model/approval";
import type { LoadedApprovals } from "../../targets/approvals/load-approvals";
import { applyApprovals } from "./apply-approvals";

const NOW = new Date("2026-12-01T12:00:00Z");
const queue = resource("aws:sqs/queue:Queue", "orders");
const compared = compareWithBase(plan([]), plan([queue]));
const { findings } = evaluateChanges(compared, configure(rules));
const ID = "N32ZHZWGAU";

/** Applies approvals to the deletion of the queue. */
const apply = (...approvals: readonly Approval[]) => {
  const file: LoadedApprovals["file"] = {
    path: "FILE",
    approvals,
    problem: (index, member, message) => `FILE ${index} ${member}: ${message}`,
  };
  const filtered = { ...comparedStage({ plan: compared, evaluation: evaluation(findings) }) };
  return applyApprovals(filtered, { file, failures: [] }, NOW);
};

const rulesOf = (list: readonly { readonly rule: string }[]) => list.map(({ rule }) => rule);

describe("applyApprovals", () => {
  it("keeps findings without an approval, and returns their IDs", async () => {
    const { evaluation: rest, approvals } = await apply();
    expect(rulesOf(rest.findings)).toEqual(["stateful-delete"]);
    expect([...approvals.ids.values()]).toEqual([ID]);
  });

  it("sets aside a finding whose change is approved", async () => {
    const entry = approval({ id: ID, expires: "2026-12-01" });
    const { evaluation: rest, approvals, failures } = await apply(entry);
    expect([rest.findings, failures, approvals.unused]).toEqual([[], [], []]);
    expect(approvals.approved).toMatchObject([{ finding: { rule: "stateful-delete" }, approval: entry }]);
  });

  it("keeps a finding whose approval has expired", async () => {
    const entry = approval({ id: ID, expires: "2026-11-30" });
    const { evaluation: rest, approvals } = await apply(entry);
    expect(rulesOf(rest.findings)).toEqual(["stateful-delete"]);
    expect([[...approvals.expired.values()], approvals.unused]).toEqual([[entry], []]);
  });

  it.each<[keyof Approval, string]>([
    ["resource", "urn:pulumi:dev::shop::aws:sqs/queue:Queue::other"],
    ["rule", "many-deletes"],
    ["operation", "replace"],
  ])("rejects an approval whose %s differs from the finding with its ID", async (member, value) => {
    const { evaluation: rest, failures } = await apply(approval({ id: ID, [member]: value }));
    expect(rulesOf(rest.findings)).toEqual(["stateful-delete"]);
    expect(failures).toEqual([
      {
        code: "approvals-invalid",
        message: expect.stringMatching(`^FILE 0 ${member}: expected ".+", which .+, got "${value}"$`) as string,
      },
    ]);
  });

  it("returns the unused approvals for the stack", async () => {
    const unused = approval();
    const other = approval({ id: "BBBBBBBBBB", resource: "urn:pulumi:prod::shop::aws:sqs/queue:Queue::orders" });
    expect((await apply(unused, other)).approvals.unused).toEqual([unused]);
  });
});
