import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { ServiceRole } from "../shared/service-role";
import {
  instanceChildren,
  type DatabaseSettings,
  type InstanceSettings,
  type ServerlessSettings,
} from "./database-checks";

/** The resources that make up a database server. */
export interface DatabaseServer {
  /** The Aurora cluster; `undefined` for a DB instance. */
  readonly cluster?: aws.rds.Cluster;
  /** The instances of the cluster by child. */
  readonly clusterInstances: Readonly<Record<string, aws.rds.ClusterInstance>>;
  /** The parameters of the cluster; `undefined` for a DB instance. */
  readonly clusterParameterGroup?: aws.rds.ClusterParameterGroup;
  /** The DB instance; `undefined` for a cluster. */
  readonly instance?: aws.rds.Instance;
  /** The parameters of the DB instance; `undefined` for a cluster. */
  readonly parameterGroup?: aws.rds.ParameterGroup;
  /** The host name of the writer. */
  readonly endpoint: pulumi.Output<string>;
  /** The host name of the readers. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** The ARN of the secret with the user name and the password. */
  readonly secretArn: pulumi.Output<string>;
}

/** The resources and settings that a database server depends on. */
export interface DatabaseDependencies {
  readonly port: number;
  readonly protect: boolean;
  readonly securityGroup: aws.ec2.SecurityGroup;
  readonly subnetGroup: aws.rds.SubnetGroup;
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly monitoringRole: ServiceRole;
}

/**
 * Returns the ARN of the secret that RDS generates. Unlike a callback of `apply`, the path shows policy rules where the ARN comes
 * from.
 */
function secretArnOf({ masterUserSecrets }: Pick<aws.rds.Cluster, "masterUserSecrets">): pulumi.Output<string> {
  const secret = masterUserSecrets[0];
  if (secret === undefined) throw new TypeError("expected an output, whose elements are outputs");
  return secret.secretArn;
}

const PARAMETER_GROUP = "parameter-group";
const MONITORING_SECONDS = 60;

/** Creates an Aurora cluster and its instances. */
export function createCluster(
  children: Children,
  settings: DatabaseSettings,
  serverless: ServerlessSettings,
  dependencies: DatabaseDependencies,
): DatabaseServer {
  const engine = "aurora-postgresql";
  const clusterParameterGroup = new aws.rds.ClusterParameterGroup(
    children.name(PARAMETER_GROUP),
    parameterGroupArgs(children, engine, settings),
    children.options(PARAMETER_GROUP),
  );
  const cluster = new aws.rds.Cluster(
    children.name("cluster"),
    {
      ...commonArgs(children, "cluster", settings, dependencies),
      engine,
      clusterIdentifier: settings.identifier,
      databaseName: settings.databaseName,
      masterUsername: settings.masterUsername,
      dbClusterParameterGroupName: clusterParameterGroup.name,
      serverlessv2ScalingConfiguration: { minCapacity: serverless.minAcu, maxCapacity: serverless.maxAcu },
      enabledCloudwatchLogsExports: ["postgresql"],
      // Otherwise, changes would wait for the maintenance window, and the next preview would show them again.
      applyImmediately: true,
    },
    children.options("cluster", { protect: dependencies.protect, dependsOn: [dependencies.logGroup] }),
  );
  const clusterInstances = instanceChildren(serverless).map((child) => {
    const instance = createClusterInstance(children, child, settings, cluster, dependencies);
    return [child, instance] as const;
  });
  return {
    cluster,
    clusterInstances: Object.fromEntries(clusterInstances),
    clusterParameterGroup,
    endpoint: cluster.endpoint,
    readerEndpoint: cluster.readerEndpoint,
    secretArn: secretArnOf(cluster),
  };
}

function createClusterInstance(
  children: Children,
  child: string,
  settings: DatabaseSettings,
  cluster: aws.rds.Cluster,
  { monitoringRole, protect }: DatabaseDependencies,
): aws.rds.ClusterInstance {
  return new aws.rds.ClusterInstance(
    children.name(child),
    {
      region: children.region,
      identifier: `${settings.identifier}-${child.replace("instance-", "")}`,
      clusterIdentifier: cluster.id,
      engine: cluster.engine as pulumi.Output<aws.rds.EngineType>,
      instanceClass: "db.serverless",
      publiclyAccessible: false,
      autoMinorVersionUpgrade: isMajorVersion(settings),
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: settings.kmsKeyArn,
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn: monitoringRole.role.arn,
      copyTagsToSnapshot: true,
      applyImmediately: true,
      tags: children.tags(child),
    },
    children.options(child, { protect, dependsOn: Object.values(monitoringRole.attachments) }),
  );
}

/** Creates a DB instance. */
export function createInstance(
  children: Children,
  settings: DatabaseSettings,
  size: InstanceSettings,
  dependencies: DatabaseDependencies,
): DatabaseServer {
  const engine = "postgres";
  const parameterGroup = new aws.rds.ParameterGroup(
    children.name(PARAMETER_GROUP),
    parameterGroupArgs(children, engine, settings),
    children.options(PARAMETER_GROUP),
  );
  const { monitoringRole, protect, logGroup } = dependencies;
  const instance = new aws.rds.Instance(
    children.name("instance"),
    {
      ...commonArgs(children, "instance", settings, dependencies),
      ...sizeOf(size),
      engine,
      identifier: settings.identifier,
      dbName: settings.databaseName,
      username: settings.masterUsername,
      parameterGroupName: parameterGroup.name,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: isMajorVersion(settings),
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: settings.kmsKeyArn,
      monitoringInterval: MONITORING_SECONDS,
      monitoringRoleArn: monitoringRole.role.arn,
    },
    children.options("instance", { protect, dependsOn: [logGroup, ...Object.values(monitoringRole.attachments)] }),
  );
  return {
    clusterInstances: {},
    instance,
    parameterGroup,
    endpoint: instance.address,
    readerEndpoint: instance.address,
    secretArn: secretArnOf(instance),
  };
}

const sizeOf = ({ instanceClass, storageGiB, maxStorageGiB, multiAz }: InstanceSettings) => ({
  instanceClass: instanceClass as pulumi.Input<aws.rds.InstanceType>,
  allocatedStorage: storageGiB,
  maxAllocatedStorage: maxStorageGiB,
  storageType: "gp3" as const,
  multiAz,
});

/** Returns the inputs that clusters and DB instances share. */
function commonArgs(
  children: Children,
  child: string,
  settings: DatabaseSettings,
  { port, securityGroup, subnetGroup }: DatabaseDependencies,
) {
  const { engineVersion, backupRetentionDays, protection, identifier, kmsKeyArn, finalSnapshot } = settings;
  return {
    region: children.region,
    engineVersion,
    port,
    dbSubnetGroupName: subnetGroup.name,
    vpcSecurityGroupIds: [securityGroup.id],
    manageMasterUserPassword: true,
    masterUserSecretKmsKeyId: kmsKeyArn,
    storageEncrypted: true,
    kmsKeyId: kmsKeyArn,
    iamDatabaseAuthenticationEnabled: true,
    backupRetentionPeriod: backupRetentionDays,
    copyTagsToSnapshot: true,
    deletionProtection: protection,
    skipFinalSnapshot: !finalSnapshot,
    finalSnapshotIdentifier: finalSnapshot ? `${identifier}-final` : undefined,
    tags: children.tags(child),
  };
}

function parameterGroupArgs(children: Children, engine: string, { engineVersion, parameters }: DatabaseSettings) {
  const all = { "rds.force_ssl": "1", ...parameters };
  return {
    region: children.region,
    family: `${engine}${engineVersion.split(".")[0] ?? ""}`,
    description: "Parameters of the database",
    // AWS rejects static parameters that are to be applied at once. "pending-reboot" is valid for all parameters.
    parameters: Object.entries(all).map(([name, value]) => ({ name, value, applyMethod: "pending-reboot" })),
    tags: children.tags(PARAMETER_GROUP),
  };
}

const isMajorVersion = ({ engineVersion }: DatabaseSettings): boolean => !engineVersion.includes(".");
