import { defineRule } from "../../authoring/define-rule";

export const amiHvm = defineRule({
  id: "ami-hvm",
  title: "Images are not paravirtual",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.24"] },
  on: "aws:ec2/ami:Ami",
  why: "Paravirtual images run only on instance types of generations that AWS is retiring, without their newer protections.",
  remedy: 'Set virtualizationType: "hvm"; left out, it is paravirtual.',
  check: ({ virtualizationType = "paravirtual" }) => virtualizationType === "paravirtual" && "the image is paravirtual",
  examples: {
    pass: [{ virtualizationType: "hvm" }],
    fail: [{}, { virtualizationType: "paravirtual" }],
  },
});

export const amiNotPublic = defineRule({
  id: "ami-not-public",
  title: "Images are shared with named accounts only",
  severity: "critical",
  on: "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharingamis-intro.html
  why: "Everyone can start a public image and read its disks: code, configuration, and whatever keys were forgotten there.",
  remedy: "Name who needs the image by accountId, organizationArn or organizationalUnitArn instead of group.",
  check: ({ group }) => group === "all" && "the image is public",
  examples: {
    pass: [{ imageId: "ami-1", accountId: "123456789012" }],
    fail: [{ imageId: "ami-1", group: "all" }],
  },
});

export const amiBlockPublicAccess = defineRule({
  id: "ami-block-public-access",
  title: "No image of the account can be made public",
  severity: "high",
  on: "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html
  why: "Unblocked, one call makes an image and all its disks public.",
  remedy: 'Set state: "block-new-sharing".',
  check: ({ state }) => state !== "block-new-sharing" && "images can be made public",
  fix: { state: "block-new-sharing" },
  examples: { pass: [{ state: "block-new-sharing" }], fail: [{ state: "unblocked" }] },
});
