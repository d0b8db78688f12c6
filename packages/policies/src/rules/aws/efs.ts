import { examplePlan, idOf } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { isBackedUpByPlan } from "../../conditions/backup-selections";
import { publicSubnets } from "../../conditions/subnet-reach";
import { fileSystemStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const fileSystem = "aws:efs/fileSystem:FileSystem";
const accessPoint = "aws:efs/accessPoint:AccessPoint";
const backup = "aws:efs/backupPolicy:BackupPolicy";
const selection = "aws:backup/selection:Selection";
const kind = { service: "elasticfilesystem", resource: "file-system/" };
const target = "aws:efs/mountTarget:MountTarget";
const policy = "aws:efs/fileSystemPolicy:FileSystemPolicy";
const subnet = "aws:ec2/subnet:Subnet";
const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const table = "aws:ec2/routeTable:RouteTable";

export const efsEncrypted = defineRule({
  id: "efs-encrypted",
  title: "File systems are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["EFS.1", "EFS.8"], "cis-aws-3.0": ["2.4.1"], "cis-aws-4.0": ["2.3.1"] },
  on: fileSystem,
  why: "Files stand in the clear on disks of AWS, and a file system cannot be encrypted later.",
  remedy: "Set encrypted: true. That replaces a file system that exists: copy the files by DataSync first.",
  check: ({ encrypted }) => encrypted !== true && "the files are not encrypted",
  examples: { pass: [{ encrypted: true }], fail: [{}, { encrypted: false }] },
});

const tagged = (backup: string) => [fileSystem, { tags: { backup } }] as const;
const selectedBy = (value: string) =>
  [selection, { selectionTags: [{ type: "STRINGEQUALS", key: "backup", value }] }] as const;

export const efsBackup = defineStackRule({
  id: "efs-backup",
  title: "File systems are backed up",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["EFS.2"] },
  types: [fileSystem],
  why: "What a program or a person deletes is gone at once.",
  remedy:
    'Add an aws.efs.BackupPolicy with fileSystemId and backupPolicy: { status: "ENABLED" }, or name the file system in the resources of an aws.backup.Selection.',
  check: (graph) =>
    graph.byType(fileSystem).map(
      (resource) =>
        !anyOf(
          () =>
            graph
              .referrers(resource, backup, "fileSystemId")
              .some(({ props }) => props.backupPolicy?.status === "ENABLED"),
          () => isBackedUpByPlan(graph, resource, kind),
        ) && { resource, message: "nothing backs up the files" },
    ),
  examples: {
    pass: [
      examplePlan({
        files: [fileSystem, {}],
        backup: [backup, { fileSystemId: idOf("files"), backupPolicy: { status: "ENABLED" } }],
      }),
      examplePlan({ files: [fileSystem, {}], daily: [selection, { resources: [idOf("files")] }] }),
      examplePlan({ files: [fileSystem, {}], daily: [selection, { resources: ["*"] }] }),
      examplePlan({
        files: [fileSystem, {}],
        daily: [selection, { resources: ["arn:aws:elasticfilesystem:us-east-1:*:file-system/*"] }],
      }),
      examplePlan({ files: tagged("daily"), daily: selectedBy("daily") }),
      examplePlan({ files: tagged("weekly"), weekly: selectedBy("weekly") }),
    ],
    fail: [
      examplePlan({
        files: [fileSystem, {}],
        backup: [backup, { fileSystemId: idOf("files"), backupPolicy: { status: "DISABLED" } }],
      }),
      examplePlan({
        files: tagged("daily"),
        daily: [selection, { resources: ["arn:aws:dynamodb:*:*:table/*"] }],
      }),
      examplePlan({ files: tagged("weekly"), daily: selectedBy("daily") }),
      examplePlan({
        files: [fileSystem, {}],
        daily: [selection, { resources: ["*"], notResources: [idOf("files")] }],
      }),
    ],
  },
});

export const efsAccessPointRoot = defineRule({
  id: "efs-access-point-root",
  title: "Access points show a part of the file system",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.3"] },
  on: accessPoint,
  why: "An application that mounts the root reads and deletes the files of all others.",
  remedy: 'Set rootDirectory: { path: "/orders", creationInfo: { ownerUid, ownerGid, permissions: "750" } }.',
  check: ({ rootDirectory }) => (rootDirectory?.path ?? "/") === "/" && "the access point shows the whole file system",
  examples: { pass: [{ rootDirectory: { path: "/orders" } }], fail: [{}, { rootDirectory: { path: "/" } }] },
});

export const efsAccessPointUser = defineRule({
  id: "efs-access-point-user",
  title: "Access points say as whom files are used",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.4"] },
  on: accessPoint,
  why: "Without it a client says itself who it is, and root on the client is root on the files.",
  remedy: "Set posixUser: { uid: 1000, gid: 1000 }.",
  check: (props) => !("posixUser" in props) && { at: "posixUser", message: "clients say themselves who they are" },
  examples: { pass: [{ posixUser: { uid: 1000, gid: 1000 } }], fail: [{}] },
});

export const efsPrivateSubnets = defineStackRule({
  id: "efs-private-subnets",
  title: "File systems are mounted from subnets without a route to an internet gateway",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.6"] },
  types: [target],
  why: "One rule of a security group is then enough to let everyone on the internet mount the files.",
  remedy: "Set subnetId to a private subnet.",
  check: (graph) => {
    const open = graph.byType(subnet).filter(publicSubnets(graph));
    return open
      .flatMap((one) => graph.referrers(one, target, "subnetId"))
      .map((resource) => ({ resource, message: "the subnet has a route to an internet gateway" }));
  },
  examples: {
    pass: [
      examplePlan({
        target: [target, { subnetId: idOf("closed") }],
        closed: [subnet, {}],
        open: [subnet, {}],
        association: [association, { subnetId: idOf("open"), routeTableId: idOf("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
    fail: [
      examplePlan({
        target: [target, { subnetId: idOf("open") }],
        open: [subnet, {}],
        association: [association, { subnetId: idOf("open"), routeTableId: idOf("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});

const mounting = { Effect: "Allow", Action: "elasticfilesystem:ClientMount", Resource: "*" };

export const efsPolicyNotPublic = defineViewRule({
  id: "efs-policy-not-public",
  title: "Policies of file systems let nobody in but whom they name",
  severity: "high",
  on: fileSystemStatements,
  // https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
  why: "Everyone who reaches a mount target can do what the statement allows, without any identity.",
  remedy:
    'Name the roles, or add Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint.arn } }.',
  check: (statement) =>
    allOf(
      () => allowsPublicAccess(statement),
      () => String(statement.Condition?.Bool?.["elasticfilesystem:AccessedViaMountTarget"]) !== "true",
    ) && "a statement allows everyone",
  examples: {
    pass: [
      [policy, policyOf({ ...mounting, Principal: { AWS: "arn:aws:iam::123456789012:role/app" } })],
      [
        policy,
        policyOf({
          ...mounting,
          Principal: "*",
          Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
        }),
      ],
    ],
    fail: [
      [policy, policyOf([{ ...mounting, Principal: "*" }])],
      [
        policy,
        policyOf({ ...mounting, Principal: { AWS: "*" }, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      ],
    ],
  },
});

export const efsCustomerKey = defineRule({
  id: "efs-customer-key",
  title: "File systems are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: fileSystem,
  why: "The key of AWS cannot be taken away, nor its use be limited, and it cannot be changed later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. That replaces a file system that exists.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{ encrypted: true }] },
});
