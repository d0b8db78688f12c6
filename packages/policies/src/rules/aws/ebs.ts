import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { encryptedStorage, ebsStorage } from "../../views/ebs-storage";

const volume = "aws:ebs/volume:Volume";
const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const encrypted = { encrypted: true };

export const ebsEncrypted = defineViewRule({
  id: "ebs-encrypted",
  title: "EBS volumes, snapshots, and AMIs are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.3", "EC2.173", "EC2.181"] },
  on: ebsStorage,
  why: "A snapshot of an unencrypted volume can be shared with any AWS account, which can then read all of its data.",
  remedy:
    "Set encrypted: true, and on instances also in rootBlockDevice. This change replaces an existing volume or instance. To keep the data, create an encrypted copy of a snapshot first.",
  check: (storage) =>
    allOf(
      () => String(storage.encrypted) !== "true",
      () => !storage.isFromSnapshot,
    ) && { at: storage.at, message: "encryption is not enabled" },
  examples: {
    pass: [
      [volume, encrypted],
      [instance, { rootBlockDevice: encrypted, ebsBlockDevices: [{ deviceName: "/dev/xvdb", ...encrypted }] }],
      [instance, { launchTemplate: { id: "lt-1" } }],
      [template, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true" } }] }],
      [template, { blockDeviceMappings: [{ deviceName: "/dev/xvdb", ebs: { snapshotId: "snap-1" } }] }],
    ],
    fail: [
      [volume, {}],
      [volume, { snapshotId: "snap-1" }],
      [instance, { rootBlockDevice: encrypted, ebsBlockDevices: [{ deviceName: "/dev/xvdb" }] }],
      [instance, { ebsBlockDevices: [{ deviceName: "/dev/xvdb", ...encrypted }] }],
      [template, { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20 } }] }],
      ["aws:ebs/snapshotCopy:SnapshotCopy", { sourceSnapshotId: "snap-1", encrypted: false }],
      [
        "aws:dlm/lifecyclePolicy:LifecyclePolicy",
        { policyDetails: { schedules: [{ name: "daily", crossRegionCopyRules: [{ encrypted: false }] }] } },
      ],
    ],
  },
});

export const ebsCustomerKey = defineViewRule({
  id: "ebs-customer-key",
  title: "EBS volumes, snapshots, and AMI copies are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: encryptedStorage,
  // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
  why: "Snapshots that are encrypted with the AWS managed key cannot be shared with other accounts, for example for backups, and you cannot restrict the use of that key.",
  remedy:
    "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing volume, snapshot copy, or AMI copy.",
  check: (storage) =>
    !specifiesCustomerKey(storage, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [[volume, { encrypted: true, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }]],
    fail: [
      [volume, { encrypted: true }],
      ["aws:ebs/snapshotCopy:SnapshotCopy", { encrypted: true }],
    ],
  },
});

export const ebsEncryptionByDefault = defineRule({
  id: "ebs-encryption-by-default",
  title: "EBS encryption by default is enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.7"], "cis-aws-3.0": ["2.2.1"], "cis-aws-4.0": ["5.1.1"] },
  on: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  why: "Without encryption by default, every new volume is unencrypted unless its creator enables encryption. This includes volumes created in the console or by other AWS services.",
  remedy: "Remove enabled: false. The default is true.",
  check: ({ enabled = true }) => !enabled && "encryption by default is disabled",
  examples: { pass: [{}, { enabled: true }], fail: [{ enabled: false }] },
});

export const ebsSnapshotsNotPublic = defineRule({
  id: "ebs-snapshots-not-public",
  title: "EBS block public access for snapshots blocks all public sharing",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.182"] },
  on: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  why: "A single API call can make a snapshot public, and attackers who watch for public snapshots copy them within minutes.",
  remedy: 'Set state: "block-all-sharing". The value "block-new-sharing" leaves existing public snapshots public.',
  check: ({ state }) => state !== "block-all-sharing" && "public sharing of snapshots is not fully blocked",
  fix: { state: "block-all-sharing" },
  examples: {
    pass: [{ state: "block-all-sharing" }],
    fail: [{ state: "block-new-sharing" }, { state: "unblocked" }],
  },
});
