import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model/value";
import { checkRegion } from "./check-region";

type Members = Readonly<Record<string, Value>>;
const bag = (members: Members) => propertyMap(Object.entries(members));
const QUEUE = "aws:sqs/queue:Queue";

/** Returns the Region of a resource after the provider's `Check`. */
const regionOf = (inputs: Members, provider: Members, type = QUEUE) =>
  checkRegion(type, bag(inputs), bag({ version: "7.48.0", ...provider })).region;

describe("the AWS provider's Check", () => {
  const provider = { region: "eu-west-1" };

  it("adds the provider's Region to a resource without a Region", () => {
    expect(checkRegion(QUEUE, bag({ name: "a" }), bag({ version: "7.48.0", ...provider }))).toEqual(
      bag({ name: "a", region: "eu-west-1" }),
    );
    expect(regionOf({ region: null }, provider)).toBe("eu-west-1");
  });

  it("keeps the Region of the resource", () => {
    expect(regionOf({ region: "us-east-1" }, provider)).toBe("us-east-1");
    expect(regionOf({ region: UNKNOWN }, provider)).toBe(UNKNOWN);
  });

  it("adds no Region if the provider's inputs do not contain one", () => {
    expect(regionOf({}, {})).toBeUndefined();
    expect(regionOf({}, { region: null })).toBeUndefined();
  });

  it("adds unknown and secret Regions as they are", () => {
    expect(regionOf({}, { region: UNKNOWN })).toBe(UNKNOWN);
    expect(regionOf({}, { region: makeSecret("eu-west-1") })).toEqual(makeSecret("eu-west-1"));
  });

  it.each(["6.83.0", "5.43.0"])("adds no Region in version %s", (version) => {
    expect(regionOf({}, { version, ...provider })).toBeUndefined();
  });

  it.each([
    ["global services", "aws:iam/role:Role"],
    ["global services", "aws:cloudfront/distribution:Distribution"],
    ["global services", "aws:route53/record:Record"],
    ["resources with a deprecated Region", "aws:servicequotas/template:Template"],
    ["resources that are newer than the facts", "aws:any/newer:Type"],
    ["other packages", "awsx:ec2:Vpc"],
  ])("adds no Region to %s (%s)", (_, type) => {
    expect(regionOf({}, provider, type)).toBeUndefined();
  });

  it("adds the Region to former types, to legacy classes, and to resources of the Plugin Framework", () => {
    for (const type of [
      "aws:elasticloadbalancingv2/loadBalancer:LoadBalancer",
      "aws:s3/bucketV2:BucketV2",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "aws:lambdamicrovms/image:Image",
    ])
      expect([type, regionOf({}, provider, type)]).toEqual([type, "eu-west-1"]);
  });
});
