import { allOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { encryptedStorage, ebsStorage } from "../../views/ebs-storage";

const volume = "aws:ebs/volume:Volume";
const instance = "aws:ec2/instance:Instance";
const template = "aws:ec2/launchTemplate:LaunchTemplate";
const encrypted = { encrypted: true };

export const ebsEncrypted = defineViewRule({
  id: "ebs-encrypted",
  title: "Disks, snapshots and images are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.3", "EC2.173", "EC2.181"] },
  on: ebsStorage,
  why: "A snapshot of a disk that is not encrypted can be shared with any account, which then reads everything on it.",
  remedy:
    "Set encrypted: true, on instances in rootBlockDevice as well. Where data is on the disk already, that replaces it: copy a snapshot first.",
  check: (one) =>
    allOf(
      () => String(one.encrypted) !== "true",
      () => !one.isFixed,
    ) && { at: one.at, message: "the data is not encrypted" },
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
  title: "Disks, snapshots and images are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: encryptedStorage,
  // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
  why: "What the key of AWS encrypts cannot be shared with another account, for backups for instance, nor can its use be limited.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key.",
  check: (one) => !("kmsKeyId" in one) && { at: "kmsKeyId", message: "no key is named" },
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
  title: "New disks are encrypted, whoever makes them",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.7"], "cis-aws-3.0": ["2.2.1"], "cis-aws-4.0": ["5.1.1"] },
  on: "aws:ebs/encryptionByDefault:EncryptionByDefault",
  why: "Turned off, each disk is only as encrypted as whoever makes it remembers, also those of managed services and of the console.",
  remedy: "Drop enabled: false; left out, it is true.",
  check: ({ enabled = true }) => !enabled && "new disks of the region are not encrypted by default",
  examples: { pass: [{}, { enabled: true }], fail: [{ enabled: false }] },
});

export const ebsSnapshotsNotPublic = defineRule({
  id: "ebs-snapshots-not-public",
  title: "No snapshot of the account is public",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.182"] },
  on: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  why: "One call makes a snapshot public, and public snapshots are copied within minutes by those who watch for them.",
  remedy: 'Set state: "block-all-sharing"; "block-new-sharing" leaves what is public already as it is.',
  check: ({ state }) => state !== "block-all-sharing" && "snapshots can be public",
  fix: { state: "block-all-sharing" },
  examples: {
    pass: [{ state: "block-all-sharing" }],
    fail: [{ state: "block-new-sharing" }, { state: "unblocked" }],
  },
});
