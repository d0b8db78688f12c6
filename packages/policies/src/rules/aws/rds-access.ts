import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";
import { masterUser, defaultNameIssue, type MasterUser } from "../../conditions/first-users";
import { publicSubnets } from "../../conditions/subnet-reach";
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
  title: "Databases have no public address",
  severity: "critical",
  controls: { "aws-fsbp": ["RDS.2"], "cis-aws-3.0": ["2.3.3"], "cis-aws-4.0": ["2.2.3"] },
  on: defineView<{ readonly publiclyAccessible?: boolean }>()({
    [instance]: (database) => [database],
    [member]: (one) => [one],
  }),
  why: "Only the security group and the password stand between the data and everyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false, and reach the database through Session Manager or a VPN.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the database has a public address",
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
  title: "Snapshots of databases are not public",
  severity: "critical",
  controls: { "aws-fsbp": ["RDS.1"] },
  on: sharedSnapshots,
  why: "Everyone who has an AWS account can restore the database and read all that was in it.",
  remedy: 'Name the accounts in sharedAccounts instead of "all".',
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
  title: "Databases stand in subnets without a route to an internet gateway",
  severity: "high",
  controls: { "aws-fsbp": ["RDS.46"] },
  types: [group],
  why: "In a public subnet one property of the database, or one rule of a security group, is enough to put it on the internet.",
  remedy:
    "Name private subnets in subnetIds of the aws.rds.SubnetGroup: those whose default route leads to a NAT gateway or nowhere.",
  check: (graph) => {
    const open = graph.byType(subnet).filter(publicSubnets(graph));
    return graph.byType(group).map(
      (resource) =>
        open.some((one) => graph.references(resource, "subnetIds", one)) && {
          resource,
          message: "a subnet has a route to an internet gateway",
        },
    );
  },
  examples: {
    pass: [
      examplePlan({
        group: [group, { subnetIds: [idOf("closed")] }],
        closed: [subnet, {}],
        open: [subnet, {}],
        association: [association, { subnetId: idOf("open"), routeTableId: idOf("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
    fail: [
      examplePlan({
        group: [group, { subnetIds: [idOf("open")] }],
        open: [subnet, {}],
        association: [association, { subnetId: idOf("open"), routeTableId: idOf("table") }],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.RDS_Fea_Regions_DB-eng.Feature.IamDatabaseAuthentication.html */
const IAM_ENGINES = ["aurora-mysql", "aurora-postgresql", "mariadb", "mysql", "postgres"];

export const rdsIamAuth = defineViewRule({
  id: "rds-iam-auth",
  title: "Databases take tokens of IAM instead of passwords",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.10", "RDS.12"] },
  on: databases,
  why: "A password is copied, outlives whoever knew it, and opens the database from wherever it leaks to; a token is good for fifteen minutes.",
  remedy: "Set iamDatabaseAuthenticationEnabled: true, and allow rds-db:connect to the roles that may connect.",
  check: (database) =>
    allOf(
      () => database.iamDatabaseAuthenticationEnabled !== true,
      () => IAM_ENGINES.includes(database.engine ?? ""),
    ) && { at: "iamDatabaseAuthenticationEnabled", message: "the database takes passwords alone" },
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

/** The password of the first user of a database. */
const passwords = defineView<{ readonly isWritten: boolean; readonly at: string }>()({
  [instance]: (database) => [
    {
      at: "password",
      get isWritten() {
        return "password" in database;
      },
    },
  ],
  [cluster]: (database) => [
    {
      at: "masterPassword",
      get isWritten() {
        return "masterPassword" in database;
      },
    },
  ],
});

export const rdsNoWrittenPassword = defineViewRule({
  id: "rds-no-written-password",
  title: "RDS keeps the password of a database",
  severity: "high",
  on: passwords,
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html
  why: "A password that the program passes stands in its configuration or its state, and stays the same until somebody thinks of it.",
  remedy:
    "Drop it and set manageMasterUserPassword: true: RDS then keeps the password in Secrets Manager and changes it every week. Where it has to be given, use passwordWo (masterPasswordWo of clusters), which the state does not hold.",
  check: (password) => password.isWritten && { at: password.at, message: "the program passes the password" },
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
  title: "The first user of a database has a name of one's own",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.24", "RDS.25"] },
  on: defineView<MasterUser>()({
    [instance]: (database) => masterUser("username", () => database.username),
    [cluster]: (database) => masterUser("masterUsername", () => database.masterUsername),
  }),
  options: {
    names: stringListOption(
      ["admin", "administrator", "master", "postgres", "root", "sa"],
      "Names that are tried first.",
    ),
  },
  why: "Those who guess passwords start with the names that everybody uses.",
  remedy: "Choose another username (masterUsername of clusters). That replaces a database that exists.",
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
