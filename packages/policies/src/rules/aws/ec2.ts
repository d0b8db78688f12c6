import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ec2Instances, publicAddresses } from "../../views/ec2-instances";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

export const ec2ImdsV2 = defineViewRule({
  id: "ec2-imdsv2",
  title: "EC2 instances and launch templates require IMDSv2",
  severity: "high",
  controls: {
    "aws-fsbp": ["EC2.8", "EC2.170", "AutoScaling.3"],
    "cis-aws-3.0": ["5.6"],
    "cis-aws-4.0": ["5.7"],
  },
  on: ec2Instances,
  why: "With IMDSv1, a single request forged through an application (SSRF) returns the credentials of the instance's role.",
  remedy: 'Set metadataOptions: { httpTokens: "required" }.',
  check: (props) =>
    allOf(
      () => props.metadataOptions?.httpTokens !== "required",
      () => props.metadataOptions?.httpEndpoint !== "disabled",
      // An instance inherits omitted settings from its launch template, which this rule checks separately.
      () => !("launchTemplate" in props) || props.metadataOptions?.httpTokens !== undefined,
    ) && { at: "metadataOptions", message: "IMDSv2 is not required" },
  fix: { metadataOptions: { httpTokens: "required" } },
  examples: {
    pass: [
      [instance, { metadataOptions: { httpTokens: "required" } }],
      [instance, { metadataOptions: { httpEndpoint: "disabled" } }],
      [instance, { launchTemplate: { id: "lt-1" } }],
      [template, { metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 2 } }],
      [template, { metadataOptions: { httpEndpoint: "disabled" } }],
      [configuration, { metadataOptions: { httpTokens: "required" } }],
    ],
    fail: [
      [instance, {}],
      [instance, { launchTemplate: { id: "lt-1" }, metadataOptions: { httpTokens: "optional" } }],
      [template, { metadataOptions: { httpEndpoint: "enabled" } }],
      [configuration, {}],
    ],
  },
});

export const ec2ImdsHopLimit = defineViewRule({
  id: "ec2-imds-hop-limit",
  title: "EC2 instances and launch templates restrict the metadata response hop limit",
  severity: "low",
  on: ec2Instances,
  options: {
    maximumHops: integerOption(1, "Maximum accepted metadata response hop limit.", {
      minimum: 1,
      maximum: 64,
    }),
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  why: "With a hop limit of 2, containers on the instance can reach the metadata service and obtain the credentials of the instance's role.",
  remedy:
    "Set metadataOptions: { httpPutResponseHopLimit: 1 }, and grant permissions to containers with IAM roles for service accounts (IRSA), EKS Pod Identity, or ECS task roles.",
  check: ({ metadataOptions }, { options }) =>
    allOf(
      () => (metadataOptions?.httpPutResponseHopLimit ?? 1) > options.maximumHops,
      () => metadataOptions?.httpEndpoint !== "disabled",
    ) && {
      at: "metadataOptions.httpPutResponseHopLimit",
      message: `the metadata response hop limit is greater than ${options.maximumHops}`,
    },
  examples: {
    pass: [
      [template, {}],
      [template, { metadataOptions: { httpPutResponseHopLimit: 1 } }],
      [template, { metadataOptions: { httpPutResponseHopLimit: 2, httpEndpoint: "disabled" } }],
      [instance, { metadataOptions: { httpPutResponseHopLimit: 64, httpEndpoint: "disabled" } }],
    ],
    fail: [
      [template, { metadataOptions: { httpPutResponseHopLimit: 2 } }],
      [instance, { metadataOptions: { httpPutResponseHopLimit: 64, httpTokens: "required" } }],
    ],
  },
});

export const ec2NoPublicIp = defineViewRule({
  id: "ec2-no-public-ip",
  title: "EC2 instances are not assigned public IP addresses",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.9", "EC2.25", "AutoScaling.5"] },
  on: publicAddresses,
  why: "An instance with a public IP address is scanned within minutes, and only its security group protects it.",
  remedy:
    "Set associatePublicIpAddress: false, or remove the Elastic IP address, and put a load balancer in front of the instance. Changing associatePublicIpAddress replaces an existing instance. For shell access, use Session Manager or an EC2 Instance Connect Endpoint.",
  check: (address) => address.isPublic && { at: address.at, message: "the instance is assigned a public IP address" },
  examples: {
    pass: [
      [instance, {}],
      [instance, { associatePublicIpAddress: false }],
      [template, { networkInterfaces: [{ associatePublicIpAddress: "false" }] }],
      ["aws:ec2/eip:Eip", { domain: "vpc" }],
    ],
    fail: [
      [instance, { associatePublicIpAddress: true }],
      [configuration, { associatePublicIpAddress: true }],
      [template, { networkInterfaces: [{ associatePublicIpAddress: "true" }] }],
      ["aws:ec2/eip:Eip", { instance: "i-1" }],
      ["aws:ec2/eipAssociation:EipAssociation", { instanceId: "i-1", allocationId: "eipalloc-1" }],
    ],
  },
});
