import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import type { VpcLike } from "../network/existing-vpc";
import type { ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { arnScope } from "../shared/arn";
import { Children } from "../shared/children";
import type { ConnectionTarget } from "../shared/connections";
import { createServiceRole, type ServiceRole } from "../shared/service-role";
import { createCluster, createInstance, type DatabaseServer } from "./database-servers";
import { DATABASE_DEFAULTS, type DatabaseArgs, type DatabaseDefaults } from "./database-args";
import { checkDatabaseArgs, MONITORING_ROLE, type DatabaseSettings } from "./database-checks";
import { databaseMonitors } from "./database-monitors";

/** A database that workloads can connect to, whether or not this program created the database. */
export interface DatabaseLike extends ConnectionTarget {
  /** The host name of the writer. */
  readonly endpoint: pulumi.Input<string>;
  /** The port. */
  readonly port: pulumi.Input<number>;
  /** The ARN of the secret with the user name and the password. */
  readonly secretArn: pulumi.Input<string>;
  /** The ARN of the KMS key that encrypts the secret; absent if Secrets Manager manages the key. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

const PORT = 5432;

/**
 * A PostgreSQL database: Aurora Serverless v2, or an RDS DB instance.
 *
 * @remarks
 * Creates the cluster with its instances or the DB instance, the security group, the subnet group, the parameter group, the log
 * group, and the role for enhanced monitoring. Secrets Manager generates the password and rotates it every seven days.
 *
 * The security group has no rules. A workload allows itself to connect with `service.allowTo("database", database)`.
 *
 * Two Aurora instances with the default minimum of 0.5 ACU cost about $88 per month, plus $0.10 per GB of storage. A
 * `db.t4g.medium` with a standby costs about $95 per month. Prices are for us-east-1.
 *
 * To delete a protected database, set `protection: false` and deploy, and then remove the component from the program. AWS then
 * creates the snapshot `<identifier>-final`, except in the development profile.
 *
 * Names of the children, for `adopt` and `transforms`: `cluster`, `instance-1`, `instance`, `security-group`, `subnet-group`,
 * `parameter-group`, `log`, `monitoring-role`, `monitoring-role-rds`.
 *
 * @example
 * const network = new Vpc("network");
 * const database = new Database("orders", { network, engineVersion: "17" });
 * export const { endpoint, secretArn } = database;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Database extends pulumi.ComponentResource implements DatabaseLike, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<DatabaseDefaults> = DATABASE_DEFAULTS;

  /** Components can add rules to the security group, because all of its rules are separate resources. */
  readonly acceptsRules = true;
  /** The host name of the writer. */
  readonly endpoint: pulumi.Output<string>;
  /** The host name of the readers; the host name of the writer without readers. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** The port. */
  readonly port: pulumi.Output<number>;
  /** The name of the database. */
  readonly databaseName: pulumi.Output<string>;
  /** The ID of the security group. */
  readonly securityGroupId: pulumi.Output<string>;
  /** The ARN of the secret with the user name and the password. */
  readonly secretArn: pulumi.Output<string>;
  /** The ARN of the KMS key that encrypts the secret; `undefined` if Secrets Manager manages the key. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;

  /** The cluster with its instances, or the DB instance. */
  readonly server: DatabaseServer;
  /** The security group of the database. */
  readonly securityGroup: aws.ec2.SecurityGroup;
  /** The subnets of the database. */
  readonly subnetGroup: aws.rds.SubnetGroup;
  /** The log group for the log of PostgreSQL. */
  readonly logGroup: aws.cloudwatch.LogGroup;
  /** The role for enhanced monitoring. */
  readonly monitoringRole: ServiceRole;

  private readonly componentName: string;
  private readonly settings: DatabaseSettings;
  private readonly children: Children;

  constructor(name: string, args: DatabaseArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkDatabaseArgs(name, args);

    super("roadbed:aws:Database", name, args, options);
    this.componentName = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);

    this.securityGroup = this.createSecurityGroup();
    this.subnetGroup = this.createSubnetGroup();
    this.logGroup = this.createLogGroup();
    this.monitoringRole = this.createMonitoringRole();
    const dependencies = {
      port: PORT,
      protect: isProtected(settings, options),
      securityGroup: this.securityGroup,
      subnetGroup: this.subnetGroup,
      logGroup: this.logGroup,
      monitoringRole: this.monitoringRole,
    };
    this.server =
      "serverless" in settings.server
        ? createCluster(this.children, settings, settings.server.serverless, dependencies)
        : createInstance(this.children, settings, settings.server.instance, dependencies);

    this.endpoint = this.server.endpoint;
    this.readerEndpoint = this.server.readerEndpoint;
    this.port = pulumi.output(PORT);
    this.databaseName = pulumi.output(settings.databaseName);
    this.securityGroupId = this.securityGroup.id;
    this.secretArn = this.server.secretArn;
    this.kmsKeyArn = settings.kmsKeyArn === undefined ? undefined : pulumi.output(settings.kmsKeyArn);
    this.registerOutputs({
      endpoint: this.endpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      databaseName: this.databaseName,
      securityGroupId: this.securityGroupId,
      secretArn: this.secretArn,
    });
  }

  /**
   * Returns the monitors of the cluster or of the DB instance, with thresholds for its size.
   *
   * @remarks
   * The alarm for the connections needs their maximum. Aurora derives it from `maxAcu`. For a DB instance, the alarm exists if
   * `parameters` sets `max_connections` to a number.
   *
   * @throws ArgumentsError if `region` is an output, because alarms are created for each Region
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    return databaseMonitors(this.componentName, this.settings, this.server, args);
  }

  private createSecurityGroup(): aws.ec2.SecurityGroup {
    const child = "security-group";
    return new aws.ec2.SecurityGroup(
      this.children.name(child),
      {
        region: this.children.region,
        vpcId: this.settings.network.vpcId,
        // Changing the description would replace the group.
        description: "Database",
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createSubnetGroup(): aws.rds.SubnetGroup {
    return new aws.rds.SubnetGroup(
      this.children.name("subnet-group"),
      {
        region: this.children.region,
        subnetIds: databaseSubnetIds(this.settings.network),
        tags: this.children.tags("subnet-group"),
      },
      this.children.options("subnet-group"),
    );
  }

  /** Creates the log group before RDS does, because RDS would create a group that never deletes events. */
  private createLogGroup(): aws.cloudwatch.LogGroup {
    const { identifier, server, logRetentionDays } = this.settings;
    return new aws.cloudwatch.LogGroup(
      this.children.name("log"),
      {
        region: this.children.region,
        name: `/aws/rds/${"serverless" in server ? "cluster" : "instance"}/${identifier}/postgresql`,
        retentionInDays: logRetentionDays,
        tags: this.children.tags("log"),
      },
      this.children.options("log"),
    );
  }

  private createMonitoringRole(): ServiceRole {
    const { partition, region, accountId } = arnScope(this.securityGroup);
    const { identifier, server } = this.settings;
    const databases = "serverless" in server ? `${identifier}*` : identifier;
    return createServiceRole(this.children, MONITORING_ROLE, {
      service: "monitoring.rds.amazonaws.com",
      scope: { accountId, sourceArn: pulumi.interpolate`arn:${partition}:rds:${region}:${accountId}:db:${databases}` },
      managedPolicyArns: {
        rds: pulumi.interpolate`arn:${partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
      },
    });
  }
}

/** Returns the isolated subnets, or the private subnets if there are no isolated ones. */
function databaseSubnetIds({ privateSubnetIds, isolatedSubnetIds = [] }: VpcLike): VpcLike["privateSubnetIds"] {
  if (isPlainValue(isolatedSubnetIds)) return isolatedSubnetIds.length > 0 ? isolatedSubnetIds : privateSubnetIds;
  // The output can be an empty array, as that of an awsx VPC without isolated subnets.
  return pulumi
    .all([isolatedSubnetIds, privateSubnetIds])
    .apply(([isolated, others]) => (isolated.length > 0 ? isolated : others));
}
