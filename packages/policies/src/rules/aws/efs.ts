import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId, untypedPlan } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { restrictsKey } from "../../conditions/statement-conditions";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { isBackedUpByPlan } from "../../conditions/backup-selections";
import { publicSubnets } from "../../conditions/public-subnets";
import { fileSystemStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

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
  title: "EFS file systems are encrypted at rest",
  severity: "high",
  controls: { "aws-fsbp": ["EFS.1", "EFS.8"], "cis-aws-3.0": ["2.4.1"], "cis-aws-4.0": ["2.3.1"] },
  on: fileSystem,
  why: "Files are stored unencrypted, and encryption cannot be enabled after the file system is created.",
  remedy: "Set encrypted: true. This change replaces an existing file system, so copy its files with DataSync first.",
  check: ({ encrypted }) => encrypted !== true && "encryption at rest is not enabled",
  examples: { pass: [{ encrypted: true }], fail: [{}, { encrypted: false }] },
});

const tagged = (backup: string) => [fileSystem, { tags: { backup } }] as const;
const selectedBy = (value: string) =>
  [selection, { selectionTags: [{ type: "STRINGEQUALS", key: "backup", value }] }] as const;

export const efsBackup = defineStackRule({
  id: "efs-backup",
  title: "EFS file systems have automatic backups enabled or belong to a backup plan",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["EFS.2"] },
  types: [fileSystem],
  why: "Without a backup, files that an application or a user deletes are lost.",
  remedy:
    'Add an aws.efs.BackupPolicy with fileSystemId and backupPolicy: { status: "ENABLED" }, or list the file system in the resources of an aws.backup.Selection.',
  check: (graph) =>
    graph.byType(fileSystem).map(
      (resource) =>
        !anyOf(
          () =>
            graph
              .referrers(resource, backup, "fileSystemId")
              .some(({ props }) => props.backupPolicy?.status === "ENABLED"),
          () => isBackedUpByPlan(graph, resource, kind),
        ) && { resource, message: "the file system is not backed up" },
    ),
  examples: {
    pass: [
      examplePlan({
        files: [fileSystem, {}],
        backup: [backup, { fileSystemId: exampleId("files"), backupPolicy: { status: "ENABLED" } }],
      }),
      examplePlan({ files: [fileSystem, {}], daily: [selection, { resources: [exampleId("files")] }] }),
      examplePlan({ files: [fileSystem, {}], daily: [selection, { resources: ["*"] }] }),
      examplePlan({
        files: [fileSystem, {}],
        daily: [selection, { resources: ["arn:aws:elasticfilesystem:us-east-1:*:file-system/*"] }],
      }),
      examplePlan({ files: tagged("daily"), daily: selectedBy("daily") }),
      examplePlan({ files: tagged("weekly"), weekly: selectedBy("weekly") }),
      untypedPlan({ files: [fileSystem, { tagsAll: { backup: "daily" } }], daily: selectedBy("daily") }),
    ],
    fail: [
      examplePlan({
        files: [fileSystem, {}],
        backup: [backup, { fileSystemId: exampleId("files"), backupPolicy: { status: "DISABLED" } }],
      }),
      examplePlan({
        files: tagged("daily"),
        daily: [selection, { resources: ["arn:aws:dynamodb:*:*:table/*"] }],
      }),
      examplePlan({ files: tagged("weekly"), daily: selectedBy("daily") }),
      examplePlan({
        files: [fileSystem, {}],
        daily: [selection, { resources: ["*"], notResources: [exampleId("files")] }],
      }),
    ],
  },
});

export const efsAccessPointRoot = defineRule({
  id: "efs-access-point-root",
  title: "EFS access points do not expose the root directory of the file system",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.3"] },
  on: accessPoint,
  why: "An application that mounts the root directory can read and delete the files of all other applications.",
  remedy:
    'Set rootDirectory: { path: "/orders", creationInfo: { ownerUid, ownerGid, permissions: "750" } }. This change replaces an existing access point.',
  check: ({ rootDirectory }) => (rootDirectory?.path ?? "/") === "/" && "the access point exposes the root directory",
  examples: { pass: [{ rootDirectory: { path: "/orders" } }], fail: [{}, { rootDirectory: { path: "/" } }] },
});

export const efsAccessPointUser = defineRule({
  id: "efs-access-point-user",
  title: "EFS access points enforce a POSIX user",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.4"] },
  on: accessPoint,
  why: "Without a POSIX user, clients choose their own user ID, and root on a client has root access to the files.",
  remedy: "Set posixUser: { uid: 1000, gid: 1000 }. This change replaces an existing access point.",
  check: (props) => !("posixUser" in props) && { at: "posixUser", message: "no POSIX user is enforced" },
  examples: { pass: [{ posixUser: { uid: 1000, gid: 1000 } }], fail: [{}] },
});

export const efsPrivateSubnets = defineStackRule({
  id: "efs-private-subnets",
  title: "EFS mount targets are not in subnets with a route to an internet gateway",
  severity: "medium",
  controls: { "aws-fsbp": ["EFS.6"] },
  types: [target],
  why: "In a public subnet, a single security group rule is enough to let anyone on the internet mount the file system.",
  remedy: "Set subnetId to the ID of a private subnet. This change replaces an existing mount target.",
  check: (graph) => {
    const isPublic = publicSubnets(graph);
    return graph
      .byType(subnet)
      .filter(isPublic)
      .flatMap((resource) => graph.referrers(resource, target, "subnetId"))
      .map((resource) => ({ resource, message: "the subnet has a route to an internet gateway" }));
  },
  examples: {
    pass: [
      examplePlan({
        target: [target, { subnetId: exampleId("closed") }],
        closed: [subnet, {}],
        open: [subnet, {}],
        association: [association, { subnetId: exampleId("open"), routeTableId: exampleId("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
    fail: [
      examplePlan({
        target: [target, { subnetId: exampleId("open") }],
        open: [subnet, {}],
        association: [association, { subnetId: exampleId("open"), routeTableId: exampleId("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});

const mounting = { Effect: "Allow", Action: "elasticfilesystem:ClientMount", Resource: "*" };

export const efsPolicyNotPublic = defineViewRule({
  id: "efs-policy-not-public",
  title: "EFS file system policies do not allow public access",
  severity: "high",
  on: fileSystemStatements,
  // https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
  why: "Anyone who can reach a mount target can perform the actions that the statement allows, even without an AWS identity.",
  remedy:
    'Set Principal to specific roles, or add Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint.arn } }.',
  check: (statement) =>
    allOf(
      () => allowsPublicAccess(statement),
      () =>
        !restrictsKey(statement, (key) =>
          key === "elasticfilesystem:accessedviamounttarget" ? (value) => value === "true" : undefined,
        ),
    ) && "a statement allows public access",
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
  title: "EFS file systems are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: fileSystem,
  why: "You can neither restrict nor revoke the use of the AWS managed key, and a file system's key cannot be changed later.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing file system.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{ encrypted: true }] },
});
