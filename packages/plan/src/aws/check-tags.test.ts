import { makeSecret, propertyMap, UNKNOWN, type Properties, type Value } from "../model/value";
import { checkTags, planTags } from "./check-tags";

type Members = Readonly<Record<string, Value>>;
const bag = (members: Members) => propertyMap(Object.entries(members));
const json = JSON.stringify;

/** Returns a provider's inputs. The SDK passes blocks as JSON. */
const provider = (version: string, tags: object = { Owner: "team" }, more: Members = {}): Properties =>
  bag({ version, defaultTags: json({ tags }), ...more });

const QUEUE = "aws:sqs/queue:Queue";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const check = (inputs: Members, settings: Properties, type = QUEUE) => checkTags(type, bag(inputs), settings);
const merge = (tags: Members, settings: Properties) => check({ tags: bag(tags) }, settings).tagsAll;

describe("the AWS provider's Check, since version 7,", () => {
  const version = "7.48.0";

  it("adds the merged tags next to the tags of the resource", () => {
    expect(check({ tags: bag({ Name: "a" }) }, provider(version))).toEqual(
      bag({ tags: bag({ Name: "a" }), tagsAll: bag({ Owner: "team", Name: "a" }) }),
    );
  });

  it("adds the default tags to a resource without tags, and no tags without default tags", () => {
    expect(check({}, provider(version))).toEqual(bag({ tagsAll: bag({ Owner: "team" }) }));
    expect(check({}, bag({ version }))).toEqual(bag({ tagsAll: bag({}) }));
    expect(check({}, provider(version, {}))).toEqual(bag({ tagsAll: bag({}) }));
  });

  it("prefers the tags of the resource and drops tags without a value", () => {
    const tags = { Owner: "other", Name: null };
    expect(merge(tags, provider(version))).toEqual(bag({ Owner: "other" }));
  });

  it("omits the tags that the provider ignores", () => {
    const ignoreTags = json({ keys: ["Owner"], keyPrefixes: ["kubernetes.io/"] });
    const tags = { Name: "a", "kubernetes.io/cluster/x": "owned" };
    expect(merge(tags, provider(version, undefined, { ignoreTags }))).toEqual(bag({ Name: "a" }));
  });

  it.each([
    ["of a type without merged tags", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
    ["of a type with a list of tags", "aws:autoscaling/group:Group"],
    ["of a type whose tags are not those of the resource", "aws:inspector/resourceGroup:ResourceGroup"],
    ["whose merged tags are only planned", ingressRule],
    ["whose class is kept for compatibility", "aws:s3/bucketV2:BucketV2"],
    ["of another package", "awsx:ec2:Vpc"],
  ])("does not change the inputs of a resource %s", (_, type) => {
    expect(check({ name: "a" }, provider(version), type)).toEqual(bag({ name: "a" }));
  });

  it("merges the tags of former types", () => {
    const type = "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer";
    expect(check({}, provider(version), type).tagsAll).toEqual(bag({ Owner: "team" }));
  });
});

describe("the AWS provider's Check, before version 7,", () => {
  it.each([QUEUE, ingressRule])("replaces the tags of %s with the merged tags in version 6", (type) => {
    const tags = bag({ Owner: "team", Name: "a" });
    expect(check({ tags: bag({ Name: "a" }) }, provider("6.83.0"), type)).toEqual(bag({ tags, tagsAll: tags }));
    expect(check({ tags: bag({}) }, bag({ version: "6.83.0" }), type)).toEqual(bag({}));
  });

  it("does not add tags in version 5", () => {
    expect(check({ name: "a" }, provider("5.43.0"))).toEqual(bag({ name: "a" }));
  });
});

describe("the AWS provider's plan", () => {
  it.each([
    ["7.48.0", ingressRule, bag({ Owner: "team" })],
    ["5.43.0", QUEUE, bag({ Owner: "team" })],
    ["7.48.0", QUEUE, undefined],
    ["7.48.0", "aws:iam/rolePolicyAttachment:RolePolicyAttachment", undefined],
  ])("of version %s for %s sets the merged tags %j", (version, type, expected) => {
    expect(planTags(type, bag({}), bag({}), provider(version)).tagsAll).toEqual(expected);
  });
});

describe("merged tags", () => {
  it("are unknown if their keys are not known", () => {
    expect(check({ tags: UNKNOWN }, provider("7.48.0")).tagsAll).toBe(UNKNOWN);
    expect(merge({ Name: "a" }, bag({ defaultTags: UNKNOWN }))).toBe(UNKNOWN);
    expect(merge({ Name: "a" }, bag({ ignoreTags: UNKNOWN }))).toBe(UNKNOWN);
    expect(merge({ Name: "a" }, bag({ defaultTags: "not JSON" }))).toBe(UNKNOWN);
  });

  it("keep known tags next to unknown values", () => {
    expect(merge({ Name: UNKNOWN }, provider("7.48.0"))).toEqual(bag({ Owner: "team", Name: UNKNOWN }));
  });

  it("keep secrets secret", () => {
    const name = makeSecret("a");
    expect(merge({ Name: name }, provider("7.48.0"))).toEqual(bag({ Owner: "team", Name: name }));
    expect(check({ tags: makeSecret(bag({ Name: "a" })) }, provider("7.48.0")).tagsAll).toEqual(
      makeSecret(bag({ Owner: "team", Name: "a" })),
    );
    const defaultTags = makeSecret(json({ tags: { Owner: "team" } }));
    expect(merge({ Name: "a" }, bag({ defaultTags }))).toEqual(makeSecret(bag({ Owner: "team", Name: "a" })));
  });
});
