import { makeUrn, propertyMap, makeSecret, UNKNOWN, type Resource, type Value } from "@roadbed/plan";
import { compareWithBase } from "@roadbed/plan/base";
import { applyExemptions, configure, evaluate, rules, type Exemption } from "@roadbed/policies";
import { defineRule } from "@roadbed/policies";
import { plan, resource } from "../../../test/plans";
import { compared, NO_POLICIES } from "../../../test/stages";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import { setAsideBaseFindings } from "./base-findings";

const properties = (entries: Readonly<Record<string, Value>>) => propertyMap(Object.entries(entries));
const range = (cidr: string, from = 22, to = 22) =>
  properties({ protocol: "tcp", fromPort: from, toPort: to, cidrBlocks: [cidr] });
const group = (ingress: readonly Value[], extra: Partial<Resource> = {}, name = "bastion") =>
  resource("aws:ec2/securityGroup:SecurityGroup", name, { description: "x", ingress }, extra);
const pod = (...containers: readonly Value[]) =>
  resource("kubernetes:core/v1:Pod", "web", { spec: properties({ containers }) });
const container = (image: string, privileged: Value, name = "web") =>
  properties({ name, image, securityContext: properties({ privileged }) });

const WORLD = "0.0.0.0/0";
const OPEN = "sg-world-admin-ports";
const PRIVILEGED = "pod-no-privileged";

/** A rule that stops at the first violation. */
const firstIssueRule = defineRule({
  id: "sg-hasty",
  title: "Nothing is open to the world",
  severity: "high",
  on: "aws:ec2/securityGroup:SecurityGroup",
  why: "It is open.",
  remedy: "Close it.",
  check: ({ ingress = [] }) => ingress.some(({ cidrBlocks = [] }) => cidrBlocks.includes(WORLD)) && "it is open",
  examples: {
    pass: [{}],
    fail: [{ ingress: [{ protocol: "tcp", fromPort: 1, toPort: 1, cidrBlocks: ["0.0.0.0/0"] }] }],
  },
});

const strictPolicies = (exemptions: readonly Exemption[] = []): StackPolicies => ({
  ...NO_POLICIES,
  policies: configure([...rules, firstIssueRule], { preset: "strict", rules: { [PRIVILEGED]: "mandatory" } }),
  exemptions,
});

/** Returns the paths of the findings of a rule at the head: those that count, and the existing ones. */
async function found(rule: string, base: readonly Resource[], head: readonly Resource[], policies = strictPolicies()) {
  const [before, now] = [plan(base), plan(head)];
  const applied = applyExemptions(evaluate(now, policies.policies), policies.exemptions, new Date());
  const { evaluation, existing } = await setAsideBaseFindings(
    compared({ plan: compareWithBase(now, before), ...applied, policies }),
    { plan: before, exemptions: [] },
  );
  const pathsOf = (findings: readonly { rule: string; path?: string }[]) =>
    findings.filter((finding) => finding.rule === rule).map(({ path = "" }) => path);
  return { counts: pathsOf(evaluation.findings), existing: pathsOf(existing) };
}

describe("a finding that is also present at the base does not count", () => {
  it("if its element moved within an array", async () => {
    const head = [group([range("10.0.0.0/8"), range("10.1.0.0/16"), range(WORLD)])];
    expect(await found(OPEN, [group([range(WORLD)])], head)).toEqual({ counts: [], existing: ["ingress[2]"] });
  });

  it("if its resource was renamed", async () => {
    const base = group([range(WORLD)], {}, "old");
    const head = group([range(WORLD)], { options: { aliases: [base.urn] } });
    expect(await found(OPEN, [base], [head])).toEqual({ counts: [], existing: ["ingress[0]"] });
  });

  it("if only values changed that the rule does not read", async () => {
    const before = [pod(container("web:1", true))];
    expect(await found(PRIVILEGED, before, [pod(container("web:2", true))])).toEqual({
      counts: [],
      existing: ["spec.containers[0]"],
    });
    const tagged = resource("aws:s3/bucket:Bucket", "logs", { tags: properties({ a: "b" }) });
    const { counts, existing } = await found("s3-versioning", [resource("aws:s3/bucket:Bucket", "logs")], [tagged]);
    expect([counts, existing]).toEqual([[], [expect.any(String)]]);
  });

  it("if it is undecided because of a value from the same resources", async () => {
    const values = (source: string) => ({
      propertyDependencies: { ingress: [makeUrn("dev", "shop", undefined, "a:b:C", source)] },
    });
    const open = [properties({ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [UNKNOWN] })];
    const base = [group(open, values("one"))];
    expect((await found(OPEN, base, [group(open, values("one"))])).existing).toHaveLength(1);
    expect(await found(OPEN, base, [group(open, values("other"))])).toEqual({
      counts: [expect.any(String)],
      existing: [],
    });
  });
});

describe("a finding counts as new", () => {
  it.each<[string, readonly Value[], readonly Value[], number]>([
    ["a changed range", [range("0.0.0.0/0")], [range("::/0")], 1],
    ["wider ports", [range(WORLD)], [range(WORLD, 0, 65_535)], 1],
    [
      "a second range in the same element",
      [range(WORLD)],
      [properties({ ...range(WORLD), cidrBlocks: [WORLD, "::/0"] })],
      1,
    ],
    ["another element that violates the rule", [range(WORLD)], [range(WORLD), range(WORLD, 3389, 3389)], 1],
    ["the same element twice", [range(WORLD)], [range(WORLD), range(WORLD)], 1],
    ["an element that becomes known", [UNKNOWN], [range(WORLD)], 1],
  ])("because of %s", async (_, base, head, count) => {
    expect((await found(OPEN, [group(base)], [group(head)])).counts).toHaveLength(count);
  });

  it("if it is in another resource, or in a container with another name", async () => {
    const before = [group([range(WORLD)])];
    expect((await found(OPEN, before, [group([range(WORLD)], {}, "other")])).counts).toHaveLength(1);
    const pods = [pod(container("web:1", true))];
    const both = [pod(container("web:1", true), container("web:1", true, "helper"))];
    expect(await found(PRIVILEGED, pods, both)).toEqual({
      counts: ["spec.containers[1]"],
      existing: ["spec.containers[0]"],
    });
  });

  it("if the rule had stopped at an earlier violation", async () => {
    const base = [group([range(WORLD)])];
    expect((await found(firstIssueRule.id, base, base)).existing).toHaveLength(1);
    expect((await found(firstIssueRule.id, base, [group([range(WORLD), range("10.0.0.0/8")])])).counts).toHaveLength(1);
  });

  it("if its element has the same name as the element that violated the rule before", async () => {
    const before = [pod(container("web:1", true), container("web:2", false))];
    const after = [pod(container("web:1", false), container("web:2", true))];
    expect(await found(PRIVILEGED, before, after)).toEqual({ counts: ["spec.containers[1]"], existing: [] });
  });

  it("if it was exempt at the base, or if its exemption expired", async () => {
    const exemption = { rule: OPEN, resource: "*::bastion", reason: "r", owner: "o", expires: "2999-01-01" };
    const base = [group([range(WORLD)])];
    const renamed = [group([range(WORLD)], { options: { aliases: base.map(({ urn }) => urn) } }, "other")];
    expect((await found(OPEN, base, renamed, strictPolicies([exemption]))).counts).toEqual(["ingress[0]"]);
    const expired = strictPolicies([{ ...exemption, expires: "2020-01-01" }]);
    expect(await found(OPEN, base, base, expired)).toEqual({ counts: ["ingress[0]"], existing: [] });
    expect((await found("exemption-expired", base, base, expired)).counts).toHaveLength(1);
  });
});

it("a finding about a secret is the same for every value of the secret", async () => {
  const machine = (text: string) => [
    resource("aws:ec2/instance:Instance", "web", { userData: makeSecret(`export AWS_SECRET_ACCESS_KEY=${text}`) }),
  ];
  const key = (last: string) => `wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKE${last}`;
  const rule = "ec2-user-data-no-credentials";
  expect((await found(rule, machine(key("Y")), machine(key("Z")))).existing).toHaveLength(1);
});

describe("a finding about a safeguard of a database that is also present at the base", () => {
  const database = (inputs: Readonly<Record<string, Value>>) =>
    resource("aws:rds/instance:Instance", "main", { engine: "postgres", skipFinalSnapshot: true, ...inputs });
  const SNAPSHOT = "database-final-snapshot";
  const restored = database({ snapshotIdentifier: "shop-1" });

  it("counts if the database is replaced or may be replaced", async () => {
    const counts = { counts: ["skipFinalSnapshot"], existing: [] };
    expect(await found(SNAPSHOT, [restored], [database({})])).toEqual(counts);
    expect(await found(SNAPSHOT, [database({})], [database({ sinceYesterday: true })])).toEqual(counts);
    expect((await found("rds-delete-protection", [restored], [database({})])).existing).toEqual([]);
  });

  it("does not count if the database is updated", async () => {
    const updated = database({ snapshotIdentifier: "shop-1", instanceClass: "db.t4g.large" });
    expect(await found(SNAPSHOT, [restored], [updated])).toEqual({ counts: [], existing: ["skipFinalSnapshot"] });
  });

  it("does not affect other findings about a replaced database", async () => {
    expect((await found("rds-multi-az", [restored], [database({})])).counts).toEqual([]);
  });
});
