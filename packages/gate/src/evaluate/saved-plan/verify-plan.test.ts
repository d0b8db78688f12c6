import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSecret, PlanFileError, type Plan, type Resource } from "@roadbed/plan";
import { compareWithBase } from "@roadbed/plan/base";
import fc from "fast-check";
import { approval } from "../../../test/approvals";
import { evaluation, finding, plan, resource } from "../../../test/plans";
import { complete } from "../../../test/stages";
import { CommandError } from "../../failures/command-error";
import { writePlan } from "../../preview/base/base-plan-file";
import type { Complete } from "../stages";
import { readPlanToVerify, VERDICT_SUMMARY, verdictSummary, verifyPlan } from "./verify-plan";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-verify-plan-"));
afterAll(() => rmSync(scratch, { recursive: true }));
const file = join(scratch, "plan.json");

const QUEUE = "aws:sqs/queue:Queue";
const queue = (inputs: Resource["inputs"] = {}, extra: Partial<Resource> = {}) =>
  resource(QUEUE, "orders", inputs, extra);
const compared = (before: readonly Resource[], after: readonly Resource[], extra: Partial<Plan> = {}): Plan => ({
  ...compareWithBase(plan(after), plan(before)),
  ...extra,
});
const stage = (checked: Plan, parts: Partial<Complete> = {}): Complete => complete({ plan: checked, ...parts });
const OLD = [queue({ name: "a", password: makeSecret("hunter2-hunter2") })];
const NEW = [queue({ name: "b", password: makeSecret("hunter2-hunter2") })];
const BLOCKING = finding(queue(), { rule: "stateful-replacement", change: { operation: "replace" } });

function save(saved: Complete): void {
  const metadata = { [VERDICT_SUMMARY]: verdictSummary(saved, "passed") };
  writePlan(file, { plan: saved.plan, commit: "1", codeExemptions: [], secrets: [], metadata });
}

/** Returns the failures of the second stage after the plan of the first one was saved. */
async function failuresOf(saved: Complete, now: Complete): Promise<readonly string[]> {
  save(saved);
  const verified = verifyPlan(await readPlanToVerify(file), now, []);
  return verified.failures.map(({ code, message }) => `${code} ${message.replace(`${file} is stale: `, "")}`);
}

describe("verifyPlan", () => {
  it("accepts the same plan, and other lines and generated names", async () => {
    const saved = stage(compared(OLD, NEW));
    save(saved);
    expect(verifyPlan(await readPlanToVerify(file), saved, [])).toEqual({ ...saved, verifiedPlan: { file } });
    const generated = (name: string, line: number) =>
      stage(compared(OLD, [queue({ __defaults: ["name"], name }, { source: { file: "index.ts", line } })]));
    expect(await failuresOf(generated("orders-1", 1), generated("orders-2", 2))).toEqual([]);
  });

  it.each<[string, Complete, readonly string[]]>([
    [
      "another input",
      stage(compared(OLD, [queue({ name: "c", password: makeSecret("hunter2-hunter2") })])),
      ["plan-stale the program registers other resources or inputs: orders (inputs.name)."],
    ],
    [
      "another secret",
      stage(compared(OLD, [queue({ name: "b", password: makeSecret("hunter3-hunter3") })])),
      ["plan-stale the program registers other resources or inputs: orders (inputs.password)."],
    ],
    [
      "another resource",
      stage(compared(OLD, [...NEW, resource(QUEUE, "bills")])),
      ["plan-stale the program registers other resources or inputs: bills (added)."],
    ],
    [
      "another prior state",
      stage(compared([queue({ name: "z", password: makeSecret("hunter2-hunter2") })], NEW)),
      ["plan-stale the prior state changed: orders (inputs.name)."],
    ],
    [
      "another finding",
      stage(compared(OLD, NEW), { evaluation: evaluation([BLOCKING]) }),
      ["plan-stale there are new results of mandatory rules: stateful-replacement (orders)."],
    ],
    [
      "another kind of prior state",
      stage(compared(OLD, NEW, { priorState: "state" })),
      [expect.stringMatching(/^conflicting-flags .* the prior state "base", and this run with "state"/) as string],
    ],
    [
      "another stack",
      stage(compared(OLD, NEW, { stack: "prod" })),
      [
        expect.stringMatching(
          /^conflicting-flags .* expected a plan for shop\/prod, got a plan for shop\/dev\.$/,
        ) as string,
      ],
    ],
  ])("reports %s", async (_, now, failures) => {
    expect(await failuresOf(stage(compared(OLD, NEW)), now)).toEqual(failures);
  });

  it("accepts an approval of a change that was not approved before", async () => {
    const blocked = { evaluation: evaluation([BLOCKING]) };
    const ids = new Map([[BLOCKING, "ABCDEFGH23"]]);
    const rest = { expired: new Map(), unused: [] };
    const before = stage(compared(OLD, NEW), { ...blocked, approvals: { ...rest, ids, approved: [] } });
    const approved = [{ finding: BLOCKING, approval: approval() }];
    expect(await failuresOf(before, stage(compared(OLD, NEW), { approvals: { ...rest, ids, approved } }))).toEqual([]);
  });
});

describe("readPlanToVerify", () => {
  const reason = () => readPlanToVerify(file).then(String, (error: unknown) => String(error));

  it("rejects a plan without a prior state, and of a failed program", async () => {
    save(stage(plan(NEW)));
    expect(await reason()).toMatch(/the plan was not compared with a prior state/);
    save(stage(compared(OLD, NEW, { result: "failed" })));
    expect(await reason()).toMatch(/the program failed/);
  });

  it("rejects a plan whose prior state or verdict was changed", async () => {
    save(stage(compared(OLD, NEW)));
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"name": "a"', '"name": "x"'));
    expect(await reason()).toMatch(/does not match the steps/);
    writeFileSync(file, text.replace(/"verdict": ".*"/, '"verdict": "{}"'));
    expect(await reason()).toMatch(/expected a plan with its verdict/);
  });

  it("reports only documented errors for any content", async () => {
    save(stage(compared(OLD, NEW)));
    const text = readFileSync(file, "utf8");
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length), fc.nat(40), fc.string({ unit: "binary" }), async (from, length, part) => {
        writeFileSync(file, text.slice(0, from) + part + text.slice(from + length));
        const error: unknown = await readPlanToVerify(file).then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
        if (error !== undefined && !(error instanceof CommandError)) expect(error).toBeInstanceOf(PlanFileError);
      }),
      { numRuns: Number(process.env.ROADBED_FUZZ_RUNS ?? 30) },
    );
  });
});
