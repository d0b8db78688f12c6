import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { ec2Instances, publicAddresses } from "../../views/ec2-instances";

const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

export const ec2ImdsV2 = defineViewRule({
  id: "ec2-imdsv2",
  title: "Instances hand out credentials by IMDSv2 only",
  severity: "high",
  controls: {
    "aws-fsbp": ["EC2.8", "EC2.170", "AutoScaling.3"],
    "cis-aws-3.0": ["5.6"],
    "cis-aws-4.0": ["5.7"],
  },
  on: ec2Instances,
  why: "With IMDSv1 a single request that an application can be talked into making returns the credentials of its role.",
  remedy: 'Set metadataOptions: { httpTokens: "required" }.',
  check: (machine) =>
    allOf(
      () => machine.metadataOptions?.httpTokens !== "required",
      () => machine.metadataOptions?.httpEndpoint !== "disabled",
      // What an instance leaves out its template says, and that is judged by itself.
      () => !("launchTemplate" in machine) || machine.metadataOptions?.httpTokens !== undefined,
    ) && { at: "metadataOptions", message: "the metadata service answers without a session token" },
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
  title: "Credentials of an instance do not reach its containers",
  severity: "low",
  on: ec2Instances,
  options: {
    maximumHops: integerOption(1, "The most hops that an answer of the metadata service may take.", {
      minimum: 1,
      maximum: 64,
    }),
  },
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  why: "With two hops the answer gets into containers on the machine, and each of them has the role of the whole machine.",
  remedy:
    "Set metadataOptions: { httpPutResponseHopLimit: 1 } and give containers roles of their own, as IRSA, EKS Pod Identity and ECS task roles do.",
  check: ({ metadataOptions }, { options }) =>
    allOf(
      () => (metadataOptions?.httpPutResponseHopLimit ?? 1) > options.maximumHops,
      () => metadataOptions?.httpEndpoint !== "disabled",
    ) && {
      at: "metadataOptions.httpPutResponseHopLimit",
      message: `answers of the metadata service may take more than ${options.maximumHops} hops`,
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
  title: "Instances have no public addresses",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.9", "EC2.25", "AutoScaling.5"] },
  on: publicAddresses,
  why: "A machine with a public address is scanned from its first minute, and only its security group is in between.",
  remedy:
    "Drop the address and put a load balancer in front; for shells use Session Manager or an EC2 Instance Connect endpoint.",
  check: (address) => address.isPublic && { at: address.at, message: "the instance gets a public address" },
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
