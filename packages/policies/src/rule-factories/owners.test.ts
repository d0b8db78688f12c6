import { UNKNOWN, type Resource } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalogue";
import { evaluate } from "../evaluation/evaluate";
import { configure } from "../configuration/settings";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const NEW_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const OLD_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const drift = configure(rules, { preset: "drift" }).filter(({ rule }) => rule.id.startsWith("sg-rules-one"));

const inline = resource(GROUP, "group", { ingress: [] });
const other = resource(GROUP, "other", {});
const of = (urns: readonly string[]) => ({ propertyDependencies: { securityGroupId: urns } });
const newRule = (...urns: string[]) => resource(NEW_RULE, "new", { securityGroupId: UNKNOWN }, of(urns));
const oldRule = (type: unknown, ...urns: string[]) =>
  resource(OLD_RULE, "old", { securityGroupId: UNKNOWN, type }, of(urns));

const said = (...resources: readonly Resource[]) =>
  evaluate(planOf(...resources), drift).findings.map(({ rule, kind, message }) => `${rule} ${kind}: ${message}`);
const clash = "sg-rules-one-owner violation: ingress is set here and by resources of its own";
const mixed = "sg-rules-one-kind violation: resources of two kinds set the same of it";

describe("rules with two owners", () => {
  it("are found whichever kind of rule is separate", () => {
    expect(said(inline, newRule(inline.urn))).toEqual([clash]);
    expect(said(inline, oldRule("ingress", inline.urn))).toEqual([clash]);
    expect(said(inline, oldRule("egress", inline.urn))).toEqual([]);
    expect(said(inline, other, newRule(other.urn))).toEqual([]);
    expect(said(other, newRule(other.urn), oldRule("ingress", other.urn))).toEqual([mixed]);
  });

  it("are no matter if the group ignores its own", () => {
    const ignoring = resource(GROUP, "group", { ingress: [] }, { options: { ignoreChanges: ["ingress"] } });
    expect(said(ignoring, newRule(ignoring.urn))).toEqual([]);
  });

  it("are found beside what is unknown, and open where only that could tell", () => {
    expect(said(inline, newRule(), oldRule("ingress", inline.urn))).toContain(clash);
    const open = said(inline, newRule());
    expect(open).toEqual(["sg-rules-one-owner undecided: securityGroupId of new is not known yet"]);
    expect(said(inline, oldRule(UNKNOWN, inline.urn))).toEqual([
      "sg-rules-one-owner undecided: type of old is not known yet",
    ]);
  });
});
