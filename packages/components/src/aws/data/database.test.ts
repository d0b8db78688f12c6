import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { changeBetween, deployed } from "../../../test/network";
import { Database, type DatabaseArgs, type DatabaseCapacity } from "./index";

const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const INSTANCE = "aws:rds/instance:Instance";
const SUBNETS = "aws:rds/subnetGroup:SubnetGroup";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const network = {
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  isolatedSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
};
const args = { network, engineVersion: "17" } satisfies DatabaseArgs;
const onInstance = {
  ...args,
  capacity: { instance: { instanceClass: "db.t4g.medium" } },
} satisfies DatabaseArgs;

const create = (given: DatabaseArgs): Promise<StackPlan> => preview(() => new Database("orders", given));

describe("Database", () => {
  it.each<[string, DatabaseArgs]>([
    ["default arguments", args],
    ["a DB instance", onInstance],
    ["the development profile", { ...args, profile: "development" }],
  ])("creates these resources with %s", async (_, given) => {
    expect((await create(given)).inventory()).toMatchSnapshot();
  });

  it("is encrypted, protected, and backed up, and has a generated password, by default", async () => {
    const { options, inputs } = (await create(args)).get(CLUSTER);
    expect(options.protect).toBe(true);
    expect(inputs).toMatchObject({
      engine: "aurora-postgresql",
      engineVersion: "17",
      clusterIdentifier: "project-stack-orders",
      databaseName: "app",
      masterUsername: "owner",
      manageMasterUserPassword: true,
      storageEncrypted: true,
      iamDatabaseAuthenticationEnabled: true,
      backupRetentionPeriod: 14,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "project-stack-orders-final",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 4 },
    });
  });

  it("can be deleted without a snapshot in the development profile", async () => {
    const { options, inputs } = (await create({ ...args, profile: "development" })).get(CLUSTER);
    expect([options.protect ?? false, inputs.deletionProtection, inputs.skipFinalSnapshot]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("is a DB instance with a standby if the program asks for it", async () => {
    expect((await create(onInstance)).get(INSTANCE).inputs).toMatchObject({
      engine: "postgres",
      identifier: "project-stack-orders",
      instanceClass: "db.t4g.medium",
      allocatedStorage: 20,
      maxAllocatedStorage: 100,
      storageType: "gp3",
      multiAz: true,
      publiclyAccessible: false,
    });
  });

  it.each([
    ["a major version", "17", true],
    ["a minor version", "17.5", false],
  ])("lets AWS install minor versions only for %s", async (_, engineVersion, automatic) => {
    const cluster = await create({ ...args, engineVersion });
    expect(cluster.get(CLUSTER_INSTANCE, "orders-instance-1").inputs.autoMinorVersionUpgrade).toBe(automatic);
    const instance = await create({ ...onInstance, engineVersion });
    expect(instance.get(INSTANCE).inputs.autoMinorVersionUpgrade).toBe(automatic);
  });

  it("is placed in isolated subnets, or in private subnets if there are no isolated ones", async () => {
    expect((await create(args)).get(SUBNETS).inputs.subnetIds).toEqual(network.isolatedSubnetIds);
    const { isolatedSubnetIds, ...withoutIsolated } = network;
    expect(isolatedSubnetIds).toHaveLength(2);
    const stack = await create({ ...args, network: withoutIsolated });
    expect(stack.get(SUBNETS).inputs.subnetIds).toEqual(network.privateSubnetIds);
  });

  it.each<[string, "private" | "isolated", string[]]>([
    ["is empty", "private", []],
    ["contains IDs", "isolated", network.isolatedSubnetIds],
  ])("reads an output of isolated subnets that %s", async (_, kind, isolatedSubnetIds) => {
    const stack = await create({
      ...args,
      network: { ...network, isolatedSubnetIds: pulumi.output(isolatedSubnetIds) },
    });
    expect(stack.get(SUBNETS).inputs.subnetIds).toEqual(network[`${kind}SubnetIds`]);
  });

  it("accepts no connections until a workload asks for them", async () => {
    const { resources } = await create(args);
    expect(resources.filter(({ type }) => type.startsWith("aws:vpc/securityGroup"))).toEqual([]);
  });

  it("rejects connections without TLS", async () => {
    const stack = await create({ ...args, parameters: { log_min_duration_statement: "1000" } });
    expect(stack.get("aws:rds/clusterParameterGroup:ClusterParameterGroup").inputs).toMatchObject({
      family: "aurora-postgresql17",
      parameters: [
        { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
        { name: "log_min_duration_statement", value: "1000", applyMethod: "pending-reboot" },
      ],
    });
  });

  it("creates the log group before RDS does", async () => {
    const stack = await create(args);
    const logGroup = stack.get("aws:cloudwatch/logGroup:LogGroup");
    expect(logGroup.inputs).toMatchObject({
      name: "/aws/rds/cluster/project-stack-orders/postgresql",
      retentionInDays: 30,
    });
    expect(stack.get(CLUSTER).dependencies).toContain(logGroup.urn);
  });

  it("lets RDS assume the role for monitoring on behalf of its instances only", async () => {
    const stack = await deployed(() => new Database("orders", args));
    expect(stack.get("aws:iam/role:Role").inputs.assumeRolePolicy).toMatchObject({
      Statement: [
        {
          Principal: { Service: "monitoring.rds.amazonaws.com" },
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:rds:eu-west-1:123456789012:db:project-stack-orders*" },
          },
        },
      ],
    });
  });

  it("adds readers without replacing anything", async () => {
    expect(
      await changeBetween(
        () => new Database("orders", args),
        () => new Database("orders", { ...args, capacity: { serverless: { instances: 3, maxAcu: 8 } } }),
      ),
    ).toEqual({
      created: ["orders-instance-3"],
      deleted: [],
      changed: { "orders-cluster": ["serverlessv2ScalingConfiguration"] },
    });
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    for (const given of [args, onInstance]) {
      const stack = await preview(() => {
        const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
        new Database("orders", { ...given, region: "eu-west-1", tags: { team: "orders" } }, { provider });
      });
      for (const { type, provider, inputs } of stack.descendants(stack.get("roadbed:aws:Database"))) {
        expect([type, provider]).toEqual([type, stack.get("pulumi:providers:aws").urn]);
        if (!type.startsWith("aws:iam/")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
        if (!type.includes("Attachment")) expect(inputs.tags).toMatchObject({ team: "orders" });
      }
    }
  });

  it("is created even if inputs are unknown", async () => {
    const unknown: Omit<DatabaseArgs, "engineVersion"> = {
      network: { vpcId: unknownOutput(), privateSubnetIds: unknownOutput(), isolatedSubnetIds: unknownOutput() },
      kmsKeyArn: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    };
    expect((await create({ ...args, ...unknown })).resources).toHaveLength(10);
    const capacity: DatabaseCapacity = { instance: { instanceClass: unknownOutput() } };
    expect((await create({ ...args, ...unknown, capacity })).resources).toHaveLength(8);
  });

  it("encrypts the storage, the password, and the insights with a customer managed key", async () => {
    const stack = await create({ ...args, kmsKeyArn: KEY });
    expect(stack.get(CLUSTER).inputs).toMatchObject({ kmsKeyId: KEY, masterUserSecretKmsKeyId: KEY });
    expect(stack.get(CLUSTER_INSTANCE, "orders-instance-2").inputs.performanceInsightsKmsKeyId).toBe(KEY);
  });
});
