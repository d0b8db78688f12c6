import { UNKNOWN, type Resource } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { evaluate } from "../evaluation/evaluate";
import { configure } from "../configuration/settings";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const CURRENT_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const LEGACY_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ownerRules = configure(rules, { preset: "drift" }).filter(({ rule }) => rule.id.startsWith("sg-rules-one"));

const inline = resource(GROUP, "group", { ingress: [] });
const other = resource(GROUP, "other", {});
const dependingOn = (urns: readonly string[]) => ({ propertyDependencies: { securityGroupId: urns } });
const currentRule = (...urns: string[]) =>
  resource(CURRENT_RULE, "new", { securityGroupId: UNKNOWN }, dependingOn(urns));
const legacyRule = (type: unknown, ...urns: string[]) =>
  resource(LEGACY_RULE, "old", { securityGroupId: UNKNOWN, type }, dependingOn(urns));

const findingsFor = (...resources: readonly Resource[]) =>
  evaluate(planOf(...resources), ownerRules).findings.map(({ rule, kind, message }) => `${rule} ${kind}: ${message}`);
const inlineAndSeparate = "sg-rules-one-owner violation: ingress is set both inline and by separate resources";
const mixedKinds = "sg-rules-one-kind violation: two kinds of resources manage the same setting";

describe("ownerConflictRules", () => {
  it("reports a setting that is declared in two ways, whichever resource declares it separately", () => {
    expect(findingsFor(inline, currentRule(inline.urn))).toEqual([inlineAndSeparate]);
    expect(findingsFor(inline, legacyRule("ingress", inline.urn))).toEqual([inlineAndSeparate]);
    expect(findingsFor(inline, legacyRule("egress", inline.urn))).toEqual([]);
    expect(findingsFor(inline, other, currentRule(other.urn))).toEqual([]);
    expect(findingsFor(other, currentRule(other.urn), legacyRule("ingress", other.urn))).toEqual([mixedKinds]);
  });

  it("accepts separate resources if the owner ignores changes to the inline property", () => {
    const ignoring = resource(GROUP, "group", { ingress: [] }, { options: { ignoreChanges: ["ingress"] } });
    expect(findingsFor(ignoring, currentRule(ignoring.urn))).toEqual([]);
  });

  it("reports a known conflict next to unknown references, and is undecided if only those could conflict", () => {
    expect(findingsFor(inline, currentRule(), legacyRule("ingress", inline.urn))).toContain(inlineAndSeparate);
    const undecided = findingsFor(inline, currentRule());
    expect(undecided).toEqual(["sg-rules-one-owner undecided: securityGroupId of new is not known yet"]);
    expect(findingsFor(inline, legacyRule(UNKNOWN, inline.urn))).toEqual([
      "sg-rules-one-owner undecided: type of old is not known yet",
    ]);
  });
});
