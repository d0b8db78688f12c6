import { makeSecret, propertyMap, UNKNOWN, unknownFrom, type Plan, type Resource, type Value } from "@roadbed/plan";
import { join } from "node:path";
import { compareWithBase } from "@roadbed/plan/base";
import { predictReplacement } from "@roadbed/plan/facts";
import { readPlanFile } from "@roadbed/plan/pulumi";
import { configure, evaluateChanges, rules } from "@roadbed/policies";
import { plan, resource } from "../../../test/plans";
import { ApprovalIds, type ChangeFinding } from "./approval-ids";

const DATABASE = "aws:rds/instance:Instance";
const QUEUE = "aws:sqs/queue:Queue";
const policies = configure(rules);

/** Returns the IDs of the findings about a plan, by rule. */
function idsIn(checked: Plan): Readonly<Record<string, string>> {
  const ids = new ApprovalIds(checked, predictReplacement);
  const findings = evaluateChanges(checked, policies).findings as readonly ChangeFinding[];
  return Object.fromEntries(findings.map((finding) => [finding.rule, ids.idOf(finding)]));
}

type Inputs = Readonly<Record<string, Value>>;
const compare = (before: readonly Resource[], after: readonly Resource[]) =>
  idsIn(compareWithBase(plan(after), plan(before)));
const database = (inputs: Inputs, extra: Partial<Resource> = {}) => resource(DATABASE, "main", inputs, extra);
/** Returns the ID of a replacement of a database. */
const replacementId = (before: Inputs, after: Inputs, extra: Partial<Resource> = {}) =>
  compare([database(before, extra)], [database(after, extra)])["stateful-replacement"];

const POSTGRES = { engine: "postgres", instanceClass: "db.t4g.small" };
const MYSQL = { ...POSTGRES, engine: "mysql" };

describe("ApprovalIds", () => {
  it("computes an ID that never changes", () => {
    expect(compare([resource(QUEUE, "orders")], [])["stateful-delete"]).toBe("N32ZHZWGAU");
    expect(replacementId(POSTGRES, MYSQL)).toBe("LOWQ4L4KYD");
  });

  it.each<[string, Inputs, Inputs]>([
    ["another new value", POSTGRES, { ...POSTGRES, engine: "mariadb" }],
    ["another old value", { ...POSTGRES, engine: "mariadb" }, MYSQL],
    ["a second reason", POSTGRES, { ...MYSQL, dbName: "shop" }],
  ])("computes another ID for %s of a replacement", (_, before, after) => {
    expect(replacementId(before, after)).not.toBe(replacementId(POSTGRES, MYSQL));
  });

  it.each<[string, Inputs, Inputs]>([
    ["an update in place", POSTGRES, { ...MYSQL, tags: propertyMap([["commit", "4f2a"]]) }],
    ["the type of a scalar", { ...POSTGRES, dbName: "1" }, { ...MYSQL, dbName: 1 }],
    ["a default that the provider sets", { ...POSTGRES, __defaults: ["identifier"], identifier: "main-4f2a" }, MYSQL],
    ["a secret", { ...POSTGRES, dbName: makeSecret("one") }, { ...MYSQL, dbName: makeSecret("one") }],
  ])("ignores %s", (_, before, after) => {
    expect(replacementId(before, after)).toBe(replacementId(POSTGRES, MYSQL));
  });

  it.each(["stdout.json", "events.jsonl"])("is the same for the plan of the Pulumi CLI in %s", (file) => {
    const recording = join(__dirname, "../../../../plan/testdata/cli-recordings/replace", file);
    const { "stateful-replacement": replacement, "protection-removed": protection } = idsIn(
      readPlanFile(recording, { debug: false }).plan,
    );
    const orders = (inputs: Inputs, options: Resource["options"]) => resource(DATABASE, "orders", inputs, { options });
    const compared = compare([orders(POSTGRES, { protect: true })], [orders(MYSQL, {})]);
    const ids = { "stateful-replacement": replacement, "protection-removed": protection };
    expect(ids).toEqual({ "stateful-replacement": "FHP43FHMKV", "protection-removed": "YTUBGT3WQL" });
    expect(compared).toMatchObject({ ...ids });
  });

  it("is the same whether the values of other resources are known or not", () => {
    const key = resource("aws:kms/key:Key", "key");
    const extra = { propertyDependencies: { kmsKeyId: [key.urn] } };
    expect(replacementId({ ...POSTGRES, kmsKeyId: UNKNOWN }, { ...MYSQL, kmsKeyId: UNKNOWN }, extra)).toBe(
      replacementId({ ...POSTGRES, kmsKeyId: "arn:1" }, { ...MYSQL, kmsKeyId: "arn:1" }, extra),
    );
  });

  it("includes the resources that a value comes from", () => {
    const from = (name: string) =>
      database(
        { ...POSTGRES, kmsKeyId: UNKNOWN },
        { propertyDependencies: { kmsKeyId: [resource("a:b:C", name).urn] } },
      );
    const id = (name: string) => compare([from("one")], [from(name)])["stateful-replacement"];
    expect(id("two")).not.toBeUndefined();
    expect(id("two")).not.toBe(id("three"));
  });

  it("does not depend on the value of a secret", () => {
    const id = (secret: string) =>
      replacementId({ ...POSTGRES, dbName: "shop" }, { ...MYSQL, dbName: makeSecret(secret) });
    expect(id("correct-horse-1")).toBe(id("correct-horse-2"));
    expect(id("correct-horse-1")).not.toBe(replacementId(POSTGRES, MYSQL));
  });

  it("includes the resource options that protect a resource", () => {
    const id = (before: Resource["options"], after: Resource["options"]) =>
      compare([database(POSTGRES, { options: before })], [database(POSTGRES, { options: after })])[
        "protection-removed"
      ];
    expect(id({ protect: true }, {})).toBe(id({ protect: true }, { protect: false }));
    expect(id({ protect: true }, {})).not.toBe(id({ protect: true, retainOnDelete: true }, {}));
  });

  it("includes all deleted resources of a finding about the stack, in any order", () => {
    const queues = (count: number) => Array.from({ length: count }, (_, index) => resource(QUEUE, `q${index}`));
    const id = (before: readonly Resource[]) => compare(before, [])["many-deletes"];
    expect(id(queues(6))).toBe(id(queues(6).reverse()));
    expect(id(queues(6))).not.toBe(id(queues(7)));
  });
});

describe("the approval ID of a finding about more access", () => {
  const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
  const idOf = (before: readonly Resource[], after: readonly Resource[]) => compare(before, after)["access-broadened"];
  const object = (members: Inputs) => propertyMap(Object.entries(members));

  /** Returns a bucket policy whose document contains a reference, so that the engine assumes it to be the same. */
  function policy(action: string, tags: Value = null): Resource {
    const bucket = resource("aws:s3/bucket:Bucket", "files");
    const arn = unknownFrom({ kind: "output", resource: bucket.urn, property: "arn" });
    const statement = object({ Effect: "Allow", Principal: "*", Action: action, Resource: arn });
    const document = unknownFrom({ kind: "json", value: object({ Statement: [statement] }) });
    const extra = { propertyDependencies: { policy: [bucket.urn] } };
    return resource(POLICY, "files", { bucket: "files", policy: document, tags }, extra);
  }

  const rule = (toPort: number, tags: Value = null) =>
    resource(INGRESS, "web", {
      securityGroupId: "sg-1",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 80,
      toPort,
      tags,
    });

  it.each<[string, (variant: number) => string | undefined]>([
    ["a new resource", (variant) => idOf([], [rule(80 + variant)])],
    ["several inputs", (variant) => idOf([rule(80)], [rule(81 + variant)])],
    [
      "a policy with a reference",
      (variant) => idOf([policy("s3:ListBucket")], [policy(variant === 0 ? "s3:GetBucketAcl" : "s3:*")]),
    ],
  ])("covers the values of %s", (_, id) => {
    expect(id(0)).toMatch(/^[A-Z2-7]{10}$/);
    expect(id(0)).toBe(id(0));
    expect(id(0)).not.toBe(id(1));
  });

  it("ignores tags", () => {
    const tags = object({ commit: "4f2a" });
    expect(idOf([rule(80)], [rule(443, tags)])).toBe(idOf([rule(80)], [rule(443)]));
  });
});
