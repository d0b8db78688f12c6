import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { masterUser, defaultNameIssue, type MasterUser } from "../../conditions/master-users";
import { publicSubnets } from "../../conditions/public-subnets";
import { databases, sharedSnapshots } from "../../views/databases";

const instance = "aws:rds/instance:Instance";
const cluster = "aws:rds/cluster:Cluster";
const member = "aws:rds/clusterInstance:ClusterInstance";
const group = "aws:rds/subnetGroup:SubnetGroup";
const subnet = "aws:ec2/subnet:Subnet";
const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const table = "aws:ec2/routeTable:RouteTable";

export const rdsPrivate = defineViewRule({
  id: "rds-private",
  title: "RDS DB instances are not publicly accessible",
  severity: "critical",
  controls: { "aws-fsbp": ["RDS.2"], "cis-aws-3.0": ["2.3.3"], "cis-aws-4.0": ["2.2.3"] },
  on: defineView<{ readonly publiclyAccessible?: boolean }>()({
    [instance]: (props) => [props],
    [member]: (props) => [props],
  }),
  why: "Only a security group and a password protect the database from anyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false, and connect to the database through Session Manager or a VPN.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the DB instance is publicly accessible",
  fix: { publiclyAccessible: false },
  examples: {
    pass: [
      [instance, {}],
      [member, { publiclyAccessible: false }],
    ],
    fail: [
      [instance, { publiclyAccessible: true }],
      [member, { publiclyAccessible: true }],
    ],
  },
});

export const rdsSnapshotsPrivate = defineViewRule({
  id: "rds-snapshots-private",
  title: "RDS DB snapshots and DB cluster snapshots are not public",
  severity: "critical",
  controls: { "aws-fsbp": ["RDS.1"] },
  on: sharedSnapshots,
  why: "Anyone with an AWS account can restore the snapshot and read all of its data.",
  remedy: 'Set sharedAccounts to specific account IDs rather than ["all"].',
  check: ({ sharedAccounts }) => listOf(sharedAccounts).includes("all") && "the snapshot is public",
  examples: {
    pass: [
      ["aws:rds/snapshot:Snapshot", {}],
      ["aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["123456789012"] }],
    ],
    fail: [
      ["aws:rds/snapshot:Snapshot", { sharedAccounts: ["all"] }],
      ["aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy", { sharedAccounts: ["123456789012", "all"] }],
    ],
  },
});

export const rdsPrivateSubnets = defineStackRule({
  id: "rds-private-subnets",
  title: "RDS DB subnet groups do not contain subnets with a route to an internet gateway",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.46"] },
  types: [group],
  why: "In a public subnet, a single misconfigured database property or security group rule exposes the database to the internet.",
  remedy:
    "Set subnetIds of the aws.rds.SubnetGroup to private subnets, which have either a default route to a NAT gateway or no default route.",
  check: (graph) => {
    const internetSubnets = graph.byType(subnet).filter(publicSubnets(graph));
    return graph.byType(group).map(
      (resource) =>
        internetSubnets.some((internetSubnet) => graph.references(resource, "subnetIds", internetSubnet)) && {
          resource,
          message: "a subnet has a route to an internet gateway",
        },
    );
  },
  examples: {
    pass: [
      examplePlan({
        group: [group, { subnetIds: [exampleId("closed")] }],
        closed: [subnet, {}],
        open: [subnet, {}],
        association: [association, { subnetId: exampleId("open"), routeTableId: exampleId("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
    fail: [
      examplePlan({
        group: [group, { subnetIds: [exampleId("open")] }],
        open: [subnet, {}],
        association: [association, { subnetId: exampleId("open"), routeTableId: exampleId("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});

/** The engines that support IAM database authentication: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.IamDatabaseAuthentication.html */
const IAM_ENGINES = ["aurora-mysql", "aurora-postgresql", "mariadb", "mysql", "postgres"];

export const rdsIamAuth = defineViewRule({
  id: "rds-iam-auth",
  title: "RDS DB instances and clusters have IAM database authentication enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.10", "RDS.12"] },
  on: databases,
  why: "A password can be copied, remains valid when its owner leaves, and works from anywhere. An IAM authentication token expires after 15 minutes.",
  remedy: "Set iamDatabaseAuthenticationEnabled: true, and allow rds-db:connect for the roles that need access.",
  check: (database) =>
    allOf(
      () => database.iamDatabaseAuthenticationEnabled !== true,
      () => IAM_ENGINES.includes(database.engine ?? ""),
    ) && { at: "iamDatabaseAuthenticationEnabled", message: "IAM database authentication is not enabled" },
  fix: { iamDatabaseAuthenticationEnabled: true },
  examples: {
    pass: [
      [instance, { engine: "postgres", iamDatabaseAuthenticationEnabled: true }],
      [instance, { engine: "sqlserver-se" }],
    ],
    fail: [
      [instance, { engine: "postgres" }],
      [cluster, { engine: "aurora-mysql", iamDatabaseAuthenticationEnabled: false }],
    ],
  },
});

/** Whether the program sets the master user password, and in which property. */
const passwords = defineView<{ readonly isSet: boolean; readonly at: string }>()({
  [instance]: (database) => [
    {
      at: "password",
      get isSet() {
        return "password" in database;
      },
    },
  ],
  [cluster]: (database) => [
    {
      at: "masterPassword",
      get isSet() {
        return "masterPassword" in database;
      },
    },
  ],
});

export const rdsNoWrittenPassword = defineViewRule({
  id: "rds-no-written-password",
  title: "RDS DB instances and clusters do not set the master password in the Pulumi program",
  severity: "high",
  on: passwords,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  why: "A password that the program sets is stored in the stack's configuration or state, and does not change until someone rotates it.",
  remedy:
    "Remove password (masterPassword for clusters) and set manageMasterUserPassword: true. RDS then stores the password in Secrets Manager and rotates it every seven days. If you must provide a password, use passwordWo (masterPasswordWo for clusters), which is not stored in the state.",
  check: (password) =>
    password.isSet && { at: password.at, message: "the master password is set in the Pulumi program" },
  examples: {
    pass: [
      [instance, { manageMasterUserPassword: true }],
      [cluster, { masterPasswordWo: "…", masterPasswordWoVersion: 1 }],
    ],
    fail: [
      [instance, { password: "…" }],
      [cluster, { masterPassword: "…" }],
    ],
  },
});

export const rdsAdminName = defineViewRule({
  id: "rds-admin-name",
  title: "RDS DB instances and clusters do not use a common master username",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.24", "RDS.25"] },
  on: defineView<MasterUser>()({
    [instance]: (database) => masterUser("username", () => database.username),
    [cluster]: (database) => masterUser("masterUsername", () => database.masterUsername),
  }),
  options: {
    names: stringListOption(
      ["admin", "administrator", "master", "postgres", "root", "sa"],
      "Common usernames, in lower case.",
    ),
  },
  why: "Attackers who guess passwords try common usernames first.",
  remedy: "Set username (masterUsername for clusters) to a different name. This change replaces an existing database.",
  check: (user, { options }) => defaultNameIssue(user, options.names),
  examples: {
    pass: [
      [instance, { username: "orders_owner" }],
      [cluster, {}],
    ],
    fail: [
      [instance, { username: "admin" }],
      [cluster, { masterUsername: "Postgres" }],
    ],
  },
});
