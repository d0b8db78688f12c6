import { ruleDocsUrl, serviceOf } from "./rule-docs";

const queue = "aws:sqs/queue:Queue";
const topic = "aws:sns/topic:Topic";
const bucket = "aws:s3/bucket:Bucket";
const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const pod = "kubernetes:core/v1:Pod";

describe("serviceOf", () => {
  it("prefers the service that the ID begins with", () => {
    expect(serviceOf("sqs-encrypted", [topic, bucket, queue])).toBe("aws.sqs");
  });

  it("returns the service of at least half of the types", () => {
    expect(serviceOf("sg-described", [ingressRule, securityGroup, securityGroup])).toBe("aws.ec2");
    expect(serviceOf("sg-rules-one-kind", [securityGroup, ingressRule])).toBe("aws.ec2");
  });

  it("returns the provider if the types belong to many services", () => {
    expect(serviceOf("names-replaceable", [queue, topic, bucket])).toBe("aws");
    expect(serviceOf("secrets-marked", [queue, topic, bucket, pod])).toBe("aws");
  });

  it("returns the provider of provider resources and of Kubernetes objects", () => {
    expect(serviceOf("aws-provider-default-tags", ["pulumi:providers:aws"])).toBe("aws");
    expect(serviceOf("pods-not-privileged", [pod])).toBe("kubernetes");
  });

  it("returns pulumi for rules without a resource type", () => {
    expect(serviceOf("pulumi-secrets-marked", [])).toBe("pulumi");
  });
});

it("counts each type once in the URL of a rule's documentation", () => {
  expect(ruleDocsUrl({ id: "shared-policies", types: [queue, queue, topic, bucket], topic: "security" })).toMatch(
    /\/rules\/aws\.md#shared-policies$/,
  );
});
