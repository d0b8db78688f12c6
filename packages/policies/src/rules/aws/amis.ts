import { defineRule } from "../../authoring/define-rule";

export const amiHvm = defineRule({
  id: "ami-hvm",
  title: "EC2 AMIs use the HVM virtualization type",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.24"] },
  on: "aws:ec2/ami:Ami",
  why: "Paravirtual AMIs run only on previous-generation instance types, which AWS is retiring and which lack newer protections.",
  remedy: 'Set virtualizationType: "hvm". The default is "paravirtual". This change replaces an existing AMI.',
  check: ({ virtualizationType = "paravirtual" }) =>
    virtualizationType === "paravirtual" && "the AMI uses paravirtual virtualization",
  examples: {
    pass: [{ virtualizationType: "hvm" }],
    fail: [{}, { virtualizationType: "paravirtual" }],
  },
});

export const amiNotPublic = defineRule({
  id: "ami-not-public",
  title: "EC2 AMIs are not shared publicly",
  severity: "critical",
  on: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html
  why: "Anyone can launch a public AMI and read its snapshots, including any code, configuration, and credentials in them.",
  remedy:
    "Remove group, and set accountId, organizationArn, or organizationalUnitArn to the account, organization, or organizational unit that needs access.",
  check: ({ group }) => group === "all" && "the AMI is public",
  examples: {
    pass: [{ imageId: "ami-1", accountId: "123456789012" }],
    fail: [{ imageId: "ami-1", group: "all" }],
  },
});

export const amiBlockPublicAccess = defineRule({
  id: "ami-block-public-access",
  title: "EC2 block public access for AMIs is enabled",
  severity: "high",
  on: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html
  why: "Without block public access, a single API call can make an AMI and its snapshots public.",
  remedy: 'Set state: "block-new-sharing".',
  check: ({ state }) => state !== "block-new-sharing" && "AMIs can be shared publicly",
  fix: { state: "block-new-sharing" },
  examples: { pass: [{ state: "block-new-sharing" }], fail: [{ state: "unblocked" }] },
});
