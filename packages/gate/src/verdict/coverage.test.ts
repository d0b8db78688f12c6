import { evaluation, plan, resource } from "../../test/plans";
import { complete } from "../../test/stages";
import type { Complete } from "../evaluate/stages";
import { buildVerdict } from "./build-verdict";

const bucket = resource("aws:s3/bucket:Bucket", "logs", {});
const widget = resource("shop:index/widget:Widget", "widget", {});
const provider = resource("pulumi:providers:shop", "shop", {});

/** Returns the verdict on a stack with a widget, to which no rule applies. */
function verdictOn(parts: Partial<Complete> = {}, strict = false) {
  const unchecked = { ...evaluation(), checkCount: 0, uncheckedTypes: [widget.type] };
  const result = complete({ plan: plan([provider, widget]), evaluation: unchecked, ...parts });
  const run = { directory: "shop", output: { stdout: "", stderr: "" }, durationSeconds: 1, result };
  const [stack] = buildVerdict([run], [], { strict }).stacks;
  return stack;
}

describe("the verdict on resources to which no rule applies", () => {
  it("is incomplete if the stack contains no other resources, and names their types", () => {
    const stack = verdictOn();
    expect([stack?.outcome, stack?.exitCode, stack?.coverage.policies]).toEqual(["incomplete", 0, "none"]);
    expect(stack?.gaps.find(({ kind }) => kind === "types")?.message).toMatchInlineSnapshot(
      `"no policy applies to any resource; the types are shop:index/widget:Widget"`,
    );
  });

  it("has the exit code of an incomplete evaluation with --strict", () => {
    expect(verdictOn({}, true)?.exitCode).toBe(11);
  });

  it.each<[string, Partial<Complete>]>([
    ["rules apply to other resources", { plan: plan([bucket, widget]) }],
    ["a policy pack runs", { packs: [{ name: "own", version: "" }] }],
    ["the stack contains no resources", { plan: plan([provider]) }],
  ])("is passed if %s", (_, parts) => {
    expect([verdictOn(parts)?.outcome, verdictOn(parts)?.coverage.policies]).toEqual(["passed", "all"]);
  });
});
