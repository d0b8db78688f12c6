import type { Operation, Plan } from "@roadbed/plan";
import { finding, evaluation, plan, resource } from "../../test/plans";
import { complete } from "../../test/stages";
import { buildVerdict } from "./build-verdict";

const bucket = resource("aws:s3/bucket:Bucket", "logs");

/** Returns the outcome and the failure codes with --expect-no-changes. */
function outcomeOf(operations: readonly Operation[], more: Partial<Plan> = {}, findings = evaluation()) {
  const steps = operations.map((operation) => ({ operation, urn: bucket.urn, type: bucket.type, old: bucket }));
  const result = complete({ plan: plan([bucket], { priorState: "base", steps, ...more }), evaluation: findings });
  const output = { stdout: "", stderr: "" };
  const run = { ...{ directory: "shop", project: "shop", stack: "dev" }, output, durationSeconds: 1, result };
  const { outcome, exitCode, failures } = buildVerdict([run], [], { strict: false, expectNoChanges: true });
  return [outcome, exitCode, ...failures.map(({ code }) => code)];
}

describe("--expect-no-changes", () => {
  it.each<[readonly Operation[]]>([[["create"]], [["update"]], [["delete"]], [["import"]], [["same", "replace"]]])(
    "blocks a plan with %j",
    (operations) => expect(outcomeOf(operations)).toEqual(["blocked", 7, "changes-not-expected"]),
  );

  it.each<[readonly Operation[]]>([[[]], [["same"]], [["read"]], [["read-replacement", "same"]]])(
    "passes a plan with %j",
    (operations) => expect(outcomeOf(operations)).toEqual(["passed", 0]),
  );

  it("passes a plan with a changed stack output, as the Pulumi CLI does", () => {
    expect(outcomeOf(["same"], { outputChanges: [{ name: "url", operation: "update" }] })).toEqual(["passed", 0]);
  });

  it("is not satisfied if changes cannot be evaluated", () => {
    expect(outcomeOf(["create"], { priorState: "none" })).toEqual(["incomplete", 11, "not-evaluated"]);
  });

  it("is reported in addition to violations", () => {
    const findings = evaluation([finding(bucket)]);
    expect(outcomeOf(["update"], {}, findings)).toEqual(["blocked", 5, "policy-violation", "changes-not-expected"]);
  });
});
