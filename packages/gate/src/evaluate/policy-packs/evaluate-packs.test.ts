import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configure, evaluate, rules } from "@roadbed/policies";
import { evaluation, plan, resource } from "../../../test/plans";
import { compared, NO_POLICIES } from "../../../test/stages";
import { findPolicyPacks } from "../../targets/policy-packs";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import type { Compared } from "../stages";
import { evaluatePacks } from "./evaluate-packs";

const SHOP_PACK = join(__dirname, "../../../../plan/testdata/pack");
const BASELINE_PACK = join(__dirname, "../../../../../policy-packs/baseline");

const folder = mkdtempSync(join(tmpdir(), "roadbed-pack-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const policies: StackPolicies = {
  ...NO_POLICIES,
  policies: configure(rules, { preset: "baseline" }),
};
const repository = resource("aws:ecr/repository:Repository", "images", { name: "long-enough" });

interface PackTest {
  readonly hasChanged?: boolean;
  /** The content of the configuration file. */
  readonly config?: object;
}

async function evaluated(
  directory: string,
  parts: Partial<Compared> = {},
  { hasChanged = false, config }: PackTest = {},
): Promise<Compared> {
  const file = join(folder, "config.json");
  if (config !== undefined) writeFileSync(file, JSON.stringify(config));
  const packs = await findPolicyPacks({
    policyPacks: [directory],
    policyPackConfigs: config === undefined ? [] : [file],
  });
  return evaluatePacks(compared({ plan: plan([repository]), policies, ...parts }), packs, {
    passEnvironment: [],
    signal: new AbortController().signal,
    hasChanged: () => Promise.resolve(hasChanged),
  });
}

describe("evaluatePacks", () => {
  it("adds the findings and the names of policy packs", async () => {
    const { evaluation: found, packs, caveats } = await evaluated(SHOP_PACK, {}, { hasChanged: true });
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
    expect(caveats).toEqual([expect.stringMatching(/^the policy pack .*pack differs from the base$/)]);
  });

  it("drops violations that repeat a finding of the rules, unless the pack is stricter", async () => {
    const { findings } = evaluate(plan([repository]), policies.policies);
    const rulesOf = ({ evaluation: found }: Compared) => found.findings.map(({ rule }) => rule);
    const [first, ...rest] = findings;
    const more = { evaluation: evaluation(rest), existing: first ? [first] : [] };
    expect(rulesOf(await evaluated(BASELINE_PACK, more))).toEqual(rest.map(({ rule }) => rule));

    const lenient = findings.map((finding) => ({ ...finding, level: "advisory" as const }));
    const stricter = rulesOf(await evaluated(BASELINE_PACK, { evaluation: evaluation(lenient) })).slice(
      findings.length,
    );
    expect(stricter).toEqual(["roadbed-baseline/ecr-scan-on-push"]);
  });

  it("configures policy packs with the settings files, and then with the file on the command line", async () => {
    const inFiles = { "shop-policies": { few: "disabled", "short-names": { longest: 1 } } } as const;
    const config = { "short-names": { longest: 5, enforcementLevel: "advisory" }, "short-name": "mandatory" };
    const parts = { policies: { ...policies, packSettings: [inFiles] } };
    const { evaluation: found, caveats } = await evaluated(SHOP_PACK, parts, { config });
    expect(found.findings).toMatchObject([{ rule: "shop-policies/short-names", level: "advisory" }]);
    expect(caveats).toEqual([expect.stringContaining('"short-name", which does not exist') as string]);
  });

  it("returns a failure for a configuration that does not match the schema in the pack", async () => {
    const { failures, evaluation: found } = await evaluated(
      SHOP_PACK,
      {},
      { config: { "short-names": { longest: "x" } } },
    );
    expect(failures).toMatchObject([
      { code: "configuration-invalid", message: expect.stringContaining("short-names: longest: ") as string },
    ]);
    expect(found.findings).toEqual([]);
  });

  it("returns a failure and keeps the findings if a policy pack fails", async () => {
    const broken = resource("shop:index:Thing", "broken");
    const { failures, evaluation: found } = await evaluated(SHOP_PACK, { plan: plan([broken]) });
    expect(failures).toMatchObject([{ message: expect.stringContaining("the policy is broken") as string }]);
    expect(found.findings).toEqual([]);
  });
});
