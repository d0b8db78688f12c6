import { defineRule } from "../authoring/define-rule";
import { integerOption } from "../authoring/option-builders";
import { packConfig } from "../crossguard/pack-config";
import { PolicyLayersError, resolvePolicies, type PolicyLayer } from "./policy-layers";

const about = { why: "Because.", remedy: "Set tags.", examples: { pass: [{ tags: { a: "b" } }], fail: [{}] } } as const;
const bucket = "aws:s3/bucket:Bucket";
const check = ({ tags }: { readonly tags?: unknown }) => tags === undefined && "no tags";
const rules = [
  defineRule({ ...about, id: "bucket-tagged", title: "Tagged", severity: "low", on: bucket, check }),
  defineRule({ ...about, id: "bucket-named", title: "Named", severity: "critical", on: bucket, check }),
  defineRule({
    ...about,
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

const settled = (...layers: readonly PolicyLayer[]) => resolvePolicies(rules, layers, { stack: "shop/prod", now });
const levels = (...layers: readonly PolicyLayer[]) =>
  Object.fromEntries(settled(...layers).policies.map(({ rule, level }) => [rule.id, level]));
function faultsOf(...layers: readonly PolicyLayer[]): readonly string[] {
  try {
    settled(...layers);
  } catch (error) {
    if (error instanceof PolicyLayersError)
      return error.issues.map(({ layer, path, message }) => `${layer} ${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

describe("layers of settings", () => {
  it("are the baseline, if none says otherwise", () => {
    expect(levels()).toEqual({ "bucket-tagged": "advisory", "bucket-named": "mandatory", "bucket-kept": "mandatory" });
  });

  it("change what those before said, rule by rule and option by option", () => {
    const organization: PolicyLayer = { preset: "strict", rules: { "bucket-kept": { days: 60 } } };
    const repository: PolicyLayer = { rules: { "bucket-tagged": "off", "bucket-kept": "advisory" } };
    expect(levels(organization, repository)).toEqual({ "bucket-named": "mandatory", "bucket-kept": "advisory" });
    expect(settled(organization, repository).policies[1]?.options).toEqual({ days: 60 });
  });

  it("speak of groups of stacks", () => {
    const groups = [{ stacks: ["*/prod", "*/prod-*"], preset: "strict", undecided: "block" as const }];
    expect(levels({ groups })["bucket-tagged"]).toBe("mandatory");
    expect(settled({ groups }).policies[0]?.undecided).toBe("block");
    expect(levels({ groups: [{ stacks: ["*/dev"], preset: "strict" }] })["bucket-tagged"]).toBe("advisory");
  });

  it("let packs apply the fix of a rule, which elsewhere is mandatory then", () => {
    const [policy] = settled({ rules: { "bucket-kept": { level: "remediate", days: 7 } } }).policies.filter(
      ({ rule }) => rule.id === "bucket-kept",
    );
    expect(policy).toMatchObject({ level: "mandatory", remediate: true, options: { days: 7 } });
    expect(packConfig(rules, policy ? [policy] : [], [])).toEqual({
      "bucket-tagged": { enforcementLevel: "disabled" },
      "bucket-named": { enforcementLevel: "disabled" },
      "bucket-kept": { enforcementLevel: "remediate", days: 7 },
    });
    expect(faultsOf({ rules: { "bucket-named": "remediate", "bucket-kept": "block" as never } })).toEqual([
      '0 rules.bucket-named: The level of bucket-named cannot be "remediate", because the rule has no fix.',
      '0 rules.bucket-kept: The level of bucket-kept must be "mandatory", "advisory", "remediate" or "off".',
    ]);
  });

  it("name every fault with its place, in groups of other stacks too", () => {
    const faults = faultsOf(
      { preset: "stric", locked: ["bucket-taged"] },
      { rules: { "bucket-kept": { days: 0, hours: 1 } }, groups: [{ stacks: ["x"], rules: { named: "off" } }] },
    );
    expect(faults).toEqual([
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

  it("stays as it is under a preset that is weaker", () => {
    expect(levels(organization, { preset: "drift" })).toEqual({
      "bucket-tagged": "advisory",
      "bucket-kept": "mandatory",
    });
  });

  it("is weaker if packs set right what it finds than if they stop", () => {
    expect(
      faultsOf(
        { rules: { "bucket-kept": "mandatory" }, locked: ["bucket-kept"] },
        { rules: { "bucket-kept": "remediate" } },
      ),
    ).toEqual(["1 rules.bucket-kept: bucket-kept is locked, so its level cannot be remediate."]);
  });

  it("may become stricter", () => {
    expect(levels(organization, { rules: { "bucket-tagged": "mandatory" } })["bucket-tagged"]).toBe("mandatory");
  });

  it("may be whatever the one who locks it says, group by group", () => {
    const own: PolicyLayer = { ...organization, groups: [{ stacks: ["*"], rules: { "bucket-kept": "advisory" } }] };
    expect(levels(own)["bucket-kept"]).toBe("advisory");
  });

  it("refuses to be weakened, changed or exempted from", () => {
    const exemption = { rule: "bucket-kept", resource: "*", reason: "r", owner: "o", expires: "2026-12-31" };
    const faults = faultsOf(organization, {
      rules: { "bucket-kept": { level: "off" }, "bucket-tagged": "off" },
      groups: [{ stacks: ["*/dev"], rules: { "bucket-kept": { days: 61 } } }],
      exemptions: [exemption],
    });
    expect(faults).toEqual([
      "1 exemptions.0.rule: bucket-kept is locked, so exemptions from it are not allowed.",
      "1 rules.bucket-tagged: bucket-tagged is locked, so its level cannot be off.",
      "1 rules.bucket-kept: bucket-kept is locked, so its level cannot be off.",
      "1 groups.0.rules.bucket-kept: bucket-kept is locked, so its options cannot be changed.",
    ]);
  });

  it("blocks what is undecided, if it did when it was locked", () => {
    const blocking: PolicyLayer = { ...organization, undecided: "block" };
    const [tagged, named] = settled(blocking, { undecided: "advise" }).policies;
    expect([tagged?.undecided, named?.undecided]).toEqual(["block", "advise"]);
  });
});

describe("an exemption", () => {
  const exemption = { rule: "bucket-kept", resource: "*::old", reason: "moving", owner: "team", expires: "2027-01-31" };

  it("is handed on", () => {
    expect(settled({ exemptions: [exemption] }).exemptions).toEqual([exemption]);
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
  ])("with %j is refused", (change, fault) => {
    expect(faultsOf({ exemptions: [{ ...exemption, ...change }] })).toEqual([fault]);
  });

  it("that has expired is not a fault of the file", () => {
    expect(faultsOf({ exemptions: [{ ...exemption, expires: "2026-11-20" }] })).toEqual([]);
  });
});

describe("whether comments in programs exempt", () => {
  it("is for layers to say, of which one that ignores them has the last word", () => {
    expect(settled().exemptionsInCode).toBe("allow");
    expect(settled({}, { exemptionsInCode: "ignore" }, {}).exemptionsInCode).toBe("ignore");
    expect(faultsOf({ exemptionsInCode: "ignore" }, { exemptionsInCode: "allow" })).toEqual([
      '1 exemptionsInCode: Cannot be "allow": a file that this one extends sets "ignore".',
    ]);
  });

  it("leaves locked rules out, which are told", () => {
    expect([...settled({ locked: ["bucket-kept"] }, { locked: ["bucket-named"] }).locked]).toEqual([
      "bucket-kept",
      "bucket-named",
    ]);
  });
});
