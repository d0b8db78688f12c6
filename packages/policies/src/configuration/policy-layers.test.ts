import { defineRule } from "../authoring/define-rule";
import { integerOption } from "../authoring/option-builders";
import { packConfig } from "../crossguard/pack-config";
import { PolicyLayersError, resolvePolicies, type PolicyLayer } from "./policy-layers";

const meta = { why: "Because.", remedy: "Set tags.", examples: { pass: [{ tags: { a: "b" } }], fail: [{}] } } as const;
const bucket = "aws:s3/bucket:Bucket";
const check = ({ tags }: { readonly tags?: unknown }) => tags === undefined && "no tags";
const rules = [
  defineRule({ ...meta, id: "bucket-tagged", title: "Tagged", severity: "low", on: bucket, check }),
  defineRule({ ...meta, id: "bucket-named", title: "Named", severity: "critical", on: bucket, check }),
  defineRule({
    ...meta,
    id: "bucket-kept",
    title: "Kept",
    severity: "high",
    on: bucket,
    options: { days: integerOption(30, "Days.", { minimum: 1 }) },
    check,
    fix: { forceDestroy: false },
  }),
];
const now = new Date("2026-11-21T12:00:00Z");

const resolve = (...layers: readonly PolicyLayer[]) => resolvePolicies(rules, layers, { stack: "shop/prod", now });
const levels = (...layers: readonly PolicyLayer[]) =>
  Object.fromEntries(resolve(...layers).policies.map(({ rule, level }) => [rule.id, level]));
function issuesIn(...layers: readonly PolicyLayer[]): readonly string[] {
  try {
    resolve(...layers);
  } catch (error) {
    if (error instanceof PolicyLayersError)
      return error.issues.map(({ layer, path, message }) => `${layer} ${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

describe("resolvePolicies", () => {
  it("uses the baseline preset by default", () => {
    expect(levels()).toEqual({ "bucket-tagged": "advisory", "bucket-named": "mandatory", "bucket-kept": "mandatory" });
  });

  it("overrides the levels and options of earlier layers individually", () => {
    const organization: PolicyLayer = { preset: "strict", rules: { "bucket-kept": { days: 60 } } };
    const repository: PolicyLayer = { rules: { "bucket-tagged": "off", "bucket-kept": "advisory" } };
    expect(levels(organization, repository)).toEqual({ "bucket-named": "mandatory", "bucket-kept": "advisory" });
    expect(resolve(organization, repository).policies[1]?.options).toEqual({ days: 60 });
  });

  it("applies groups only to the stacks that they match", () => {
    const groups = [{ stacks: ["*/prod", "*/prod-*"], preset: "strict", undecided: "block" as const }];
    expect(levels({ groups })["bucket-tagged"]).toBe("mandatory");
    expect(resolve({ groups }).policies[0]?.undecided).toBe("block");
    expect(levels({ groups: [{ stacks: ["*/dev"], preset: "strict" }] })["bucket-tagged"]).toBe("advisory");
  });

  it("treats remediate as mandatory and configures packs to apply the fix", () => {
    const [policy] = resolve({ rules: { "bucket-kept": { level: "remediate", days: 7 } } }).policies.filter(
      ({ rule }) => rule.id === "bucket-kept",
    );
    expect(policy).toMatchObject({ level: "mandatory", remediate: true, options: { days: 7 } });
    expect(packConfig(rules, policy ? [policy] : [], [])).toEqual({
      "bucket-tagged": { enforcementLevel: "disabled" },
      "bucket-named": { enforcementLevel: "disabled" },
      "bucket-kept": { enforcementLevel: "remediate", days: 7 },
    });
    expect(issuesIn({ rules: { "bucket-named": "remediate", "bucket-kept": "block" as never } })).toEqual([
      '0 rules.bucket-named: The level of bucket-named cannot be "remediate", because the rule has no fix.',
      '0 rules.bucket-kept: The level of bucket-kept must be "mandatory", "advisory", "remediate" or "off".',
    ]);
  });

  it("reports every issue with its path, including issues in groups of other stacks", () => {
    const issues = issuesIn(
      { preset: "stric", locked: ["bucket-taged"] },
      { rules: { "bucket-kept": { days: 0, hours: 1 } }, groups: [{ stacks: ["x"], rules: { named: "off" } }] },
    );
    expect(issues).toEqual([
      '0 preset: Unknown preset "stric". Did you mean "strict"?',
      '0 locked.0: Unknown rule "bucket-taged". Did you mean "bucket-tagged" or "bucket-named"?',
      "1 rules.bucket-kept.days: Option days of bucket-kept must be an integer from 1.",
      '1 rules.bucket-kept.hours: bucket-kept: Unknown option "hours". Expected "days".',
      '1 groups.0.rules.named: Unknown rule "named". Did you mean "bucket-named"?',
    ]);
  });
});

describe("a locked rule", () => {
  const organization: PolicyLayer = {
    preset: "strict",
    rules: { "bucket-kept": { days: 60 }, "bucket-tagged": "advisory" },
    locked: ["bucket-kept", "bucket-tagged"],
  };

  it("keeps its level under a weaker preset", () => {
    expect(levels(organization, { preset: "drift" })).toEqual({
      "bucket-tagged": "advisory",
      "bucket-kept": "mandatory",
    });
  });

  it("cannot change from mandatory to remediate", () => {
    expect(
      issuesIn(
        { rules: { "bucket-kept": "mandatory" }, locked: ["bucket-kept"] },
        { rules: { "bucket-kept": "remediate" } },
      ),
    ).toEqual(["1 rules.bucket-kept: bucket-kept is locked, so its level cannot be remediate."]);
  });

  it("can become stricter", () => {
    expect(levels(organization, { rules: { "bucket-tagged": "mandatory" } })["bucket-tagged"]).toBe("mandatory");
  });

  it("can have any level in the groups of the layer that locks it", () => {
    const layer: PolicyLayer = { ...organization, groups: [{ stacks: ["*"], rules: { "bucket-kept": "advisory" } }] };
    expect(levels(layer)["bucket-kept"]).toBe("advisory");
  });

  it("cannot be weakened, reconfigured or exempted", () => {
    const exemption = { rule: "bucket-kept", resource: "*", reason: "r", owner: "o", expires: "2026-12-31" };
    const issues = issuesIn(organization, {
      rules: { "bucket-kept": { level: "off" }, "bucket-tagged": "off" },
      groups: [{ stacks: ["*/dev"], rules: { "bucket-kept": { days: 61 } } }],
      exemptions: [exemption],
    });
    expect(issues).toEqual([
      "1 exemptions.0.rule: bucket-kept is locked, so exemptions from it are not allowed.",
      "1 rules.bucket-tagged: bucket-tagged is locked, so its level cannot be off.",
      "1 rules.bucket-kept: bucket-kept is locked, so its level cannot be off.",
      "1 groups.0.rules.bucket-kept: bucket-kept is locked, so its options cannot be changed.",
    ]);
  });

  it("keeps blocking undecided results if it did so when it was locked", () => {
    const blocking: PolicyLayer = { ...organization, undecided: "block" };
    const [tagged, named] = resolve(blocking, { undecided: "advise" }).policies;
    expect([tagged?.undecided, named?.undecided]).toEqual(["block", "advise"]);
  });
});

describe("an exemption", () => {
  const exemption = { rule: "bucket-kept", resource: "*::old", reason: "moving", owner: "team", expires: "2027-01-31" };

  it("is returned with the resolved policies", () => {
    expect(resolve({ exemptions: [exemption] }).exemptions).toEqual([exemption]);
  });

  it.each([
    [{ rule: "bucket-keept" }, '0 exemptions.0.rule: Unknown rule "bucket-keept". Did you mean "bucket-kept"?'],
    [{ reason: " " }, "0 exemptions.0.reason: Expected a non-empty string."],
    [{ owner: "" }, "0 exemptions.0.owner: Expected a non-empty string."],
    [{ expires: "31.1.2027" }, '0 exemptions.0.expires: Expected a date such as 2026-11-21, got "31.1.2027".'],
    [{ expires: "2027-02-30" }, '0 exemptions.0.expires: Expected a date such as 2026-11-21, got "2027-02-30".'],
    [
      { expires: "2027-11-23" },
      "0 exemptions.0.expires: Expected 2027-11-22 or earlier, since exemptions last at most one year.",
    ],
  ])("is rejected with %j", (change, issue) => {
    expect(issuesIn({ exemptions: [{ ...exemption, ...change }] })).toEqual([issue]);
  });

  it("is not an issue after it has expired", () => {
    expect(issuesIn({ exemptions: [{ ...exemption, expires: "2026-11-20" }] })).toEqual([]);
  });
});

describe("the setting exemptionsInCode", () => {
  it("cannot be allowed after an earlier layer ignores exemptions in code", () => {
    expect(resolve().exemptionsInCode).toBe("allow");
    expect(resolve({}, { exemptionsInCode: "ignore" }, {}).exemptionsInCode).toBe("ignore");
    expect(issuesIn({ exemptionsInCode: "ignore" }, { exemptionsInCode: "allow" })).toEqual([
      '1 exemptionsInCode: Cannot be "allow": a file that this one extends sets "ignore".',
    ]);
  });
});

describe("the locked rules of all layers", () => {
  it("are returned with the resolved policies", () => {
    expect([...resolve({ locked: ["bucket-kept"] }, { locked: ["bucket-named"] }).locked]).toEqual([
      "bucket-kept",
      "bucket-named",
    ]);
  });
});
