import { defineRule } from "../authoring/define-rule";
import { integerOption } from "../authoring/option-builders";
import { packConfig } from "../crossguard/pack-config";
import { awsPlaintextCredentials } from "../rules/aws/plaintext-credentials";
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
function issuesIn(...layers: readonly PolicyLayer[]): PolicyLayersError["issues"] {
  try {
    resolve(...layers);
  } catch (error) {
    if (error instanceof PolicyLayersError) return error.issues;
    throw error;
  }
  return [];
}

/** Returns the index of the layer and the path of each issue. */
const pathsIn = (...layers: readonly PolicyLayer[]): readonly string[] =>
  issuesIn(...layers).map(({ layer, path }) => `${layer} ${path.join(".")}`);

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
  });

  it("omits rules that read secret marks from the configuration of packs", () => {
    expect(packConfig([awsPlaintextCredentials], [{ rule: awsPlaintextCredentials, level: "mandatory" }], [])).toEqual(
      {},
    );
  });

  it("rejects remediate for a rule without a fix", () => {
    expect(pathsIn({ rules: { "bucket-named": "remediate", "bucket-kept": "remediate" } })).toEqual([
      "0 rules.bucket-named",
    ]);
  });

  it("reports every issue with its path, including issues in groups of other stacks", () => {
    const layers: readonly PolicyLayer[] = [
      { preset: "stric", locked: ["bucket-taged"] },
      { rules: { "bucket-kept": { days: 0, hours: 1 } }, groups: [{ stacks: ["x"], rules: { named: "off" } }] },
    ];
    expect(pathsIn(...layers)).toEqual([
      "0 preset",
      "0 locked.0",
      "1 rules.bucket-kept.days",
      "1 rules.bucket-kept.hours",
      "1 groups.0.rules.named",
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
      pathsIn(
        { rules: { "bucket-kept": "mandatory" }, locked: ["bucket-kept"] },
        { rules: { "bucket-kept": "remediate" } },
      ),
    ).toEqual(["1 rules.bucket-kept"]);
  });

  it("can become stricter", () => {
    expect(levels(organization, { rules: { "bucket-tagged": "mandatory" } })["bucket-tagged"]).toBe("mandatory");
  });

  it("can have any level in the groups of the layer that locks it", () => {
    const layer: PolicyLayer = { ...organization, groups: [{ stacks: ["*"], rules: { "bucket-kept": "advisory" } }] };
    expect(levels(layer)["bucket-kept"]).toBe("advisory");
  });

  it("cannot be weakened, reconfigured, or exempted", () => {
    const exemption = { rule: "bucket-kept", resource: "*", reason: "r", owner: "o", expires: "2026-12-31" };
    const paths = pathsIn(organization, {
      rules: { "bucket-kept": { level: "off" }, "bucket-tagged": "off" },
      groups: [{ stacks: ["*/dev"], rules: { "bucket-kept": { days: 61 } } }],
      exemptions: [exemption],
    });
    expect(paths).toEqual([
      "1 exemptions.0.rule",
      "1 rules.bucket-tagged",
      "1 rules.bucket-kept",
      "1 groups.0.rules.bucket-kept",
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
    ["a misspelled rule", { rule: "bucket-keept" }, "rule"],
    ["an empty reason", { reason: " " }, "reason"],
    ["an empty owner", { owner: "" }, "owner"],
    ["a date in another format", { expires: "31.1.2027" }, "expires"],
    ["a date that does not exist", { expires: "2027-02-30" }, "expires"],
    ["a date more than one year ahead", { expires: "2027-11-23" }, "expires"],
  ])("is rejected if it has %s", (_, change, property) => {
    expect(pathsIn({ exemptions: [{ ...exemption, ...change }] })).toEqual([`0 exemptions.0.${property}`]);
  });

  it("is not an issue after it has expired", () => {
    expect(pathsIn({ exemptions: [{ ...exemption, expires: "2026-11-20" }] })).toEqual([]);
  });
});

describe("the setting exemptionsInCode", () => {
  it("cannot be allowed after an earlier layer ignores exemptions in code", () => {
    expect(resolve().exemptionsInCode).toBe("allow");
    expect(resolve({}, { exemptionsInCode: "ignore" }, {}).exemptionsInCode).toBe("ignore");
    expect(pathsIn({ exemptionsInCode: "ignore" }, { exemptionsInCode: "allow" })).toEqual(["1 exemptionsInCode"]);
  });
});

describe("the message of an issue", () => {
  it("states what is wrong and how to correct it", () => {
    const exemption = { rule: "bucket-kept", resource: "*", reason: "moving", owner: "team", expires: "2027-01-31" };
    const exemptions = [
      exemption,
      { ...exemption, rule: "bucket-nmed", reason: " " },
      { ...exemption, rule: "bucket-named", expires: "31.1.2027" },
      { ...exemption, rule: "bucket-named", expires: "2027-11-23" },
    ];
    const issues = issuesIn(
      { locked: ["bucket-kept", "bucket-taged"], exemptionsInCode: "ignore" },
      {
        preset: "stric",
        rules: { "bucket-kept": { level: "off", days: 0, hours: 1 }, "bucket-named": "remediate" },
        groups: [{ stacks: ["x"], rules: { "bucket-kept": { days: 61 } } }],
        exemptions,
        exemptionsInCode: "allow",
      },
    );
    expect(issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "Unknown rule "bucket-taged". Did you mean "bucket-tagged" or "bucket-named"?",
        "Unknown preset "stric". Did you mean "strict"?",
        "bucket-kept: Option "days": expected an integer of at least 1, got 0.",
        "bucket-kept: Unknown option "hours". Expected "days".",
        "The level of bucket-named cannot be "remediate", because the rule has no fix.",
        "bucket-kept is locked, so exemptions from it are not allowed.",
        "Unknown rule "bucket-nmed". Did you mean "bucket-named"?",
        "Expected a non-empty string, got " ".",
        "Expected a date such as 2026-11-21, got "31.1.2027".",
        "Expected 2027-11-22 or earlier, because exemptions last at most one year, got 2027-11-23.",
        "bucket-kept is locked, so its options cannot be changed.",
        "bucket-kept is locked, so its options cannot be changed.",
        "Expected "ignore", which a file that this file extends sets, got "allow".",
      ]
    `);
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
