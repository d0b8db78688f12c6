import { join } from "node:path";
import { configure, evaluate, rules } from "@roadbed/policies";
import { evaluation, plan, resource } from "../../../test/plans";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import { findPacks, withPacks } from "./evaluate-packs";
import type { Judgement } from "../../verdict/verdict";

const OF_SHOP = join(__dirname, "../../../../plan/testdata/pack");
const OWN = join(__dirname, "../../../../../packs/baseline");

const policies: StackPolicies = {
  policies: configure(rules, { preset: "baseline" }),
  ...{ exemptions: [], locked: new Set(), exemptionsInCode: "allow", files: [], doubts: [] },
};
const repository = resource("aws:ecr/repository:Repository", "images", { name: "long-enough" });

async function judged(directory: string, more: Partial<Judgement> = {}, hasChanged = false): Promise<Judgement> {
  const judgement: Judgement = { plan: plan([repository]), evaluation: evaluation(), policies, ...more };
  const surroundings = { signal: new AbortController().signal, hasChanged: () => Promise.resolve(hasChanged) };
  const packs = await findPacks({ policyPacks: [directory] });
  return withPacks(judgement, packs, { passEnvironment: [], ...surroundings });
}

describe("policy packs beside the rules", () => {
  it("add what they find, and are named", async () => {
    const { evaluation: found, packs, policies: by } = await judged(OF_SHOP, {}, true);
    expect(found.findings).toMatchObject([
      {
        rule: "shop-policies/short-names",
        title: "Names are short.",
        level: "mandatory",
        severity: "high",
        remedy: "Take a shorter one.",
      },
      { rule: "shop-policies/few", level: "advisory", message: expect.stringContaining("2 resources") as string },
    ]);
    expect(packs).toEqual([{ name: "shop-policies", version: "1.2.3" }]);
    expect(by?.doubts).toEqual([expect.stringMatching(/^the policy pack .*pack is another than at the base$/)]);
  }, 30_000);

  it("do not say again what the rules said as strictly, be it set aside", async () => {
    const { findings } = evaluate(plan([repository]), policies.policies);
    const rulesOf = ({ evaluation: found }: Judgement) => found.findings.map(({ rule }) => rule);
    const [first, ...others] = findings;
    const more = { evaluation: evaluation(others), existing: first ? [first] : [] };
    expect(rulesOf(await judged(OWN, more))).toEqual(others.map(({ rule }) => rule));

    const lenient = findings.map((finding) => ({ ...finding, level: "advisory" as const }));
    const stricter = rulesOf(await judged(OWN, { evaluation: evaluation(lenient) })).slice(findings.length);
    expect(stricter).toEqual(["roadbed-baseline/ecr-scan-on-push"]);
  }, 30_000);

  it("that fail are a failure beside what was found", async () => {
    const broken = resource("shop:index:Thing", "broken");
    const { failures, evaluation: found } = await judged(OF_SHOP, { plan: plan([broken]) });
    expect(failures).toMatchObject([{ message: expect.stringContaining("the policy is broken") as string }]);
    expect(found.findings).toEqual([]);
  }, 30_000);
});
