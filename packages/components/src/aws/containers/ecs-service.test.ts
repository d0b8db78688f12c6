import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { preview, unknownOutput } from "@roadbed/testing";
import { deployed } from "../../../test/network";
import { CLUSTER, LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, type EcsServiceArgs } from "../index";
import { childrenOf, planService } from "./service-plan";
import { ALL_SERVICE_ARGUMENTS } from "../../../test/workload-arguments";

const SERVICE = "aws:ecs/service:Service";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

const create = (args: Partial<EcsServiceArgs> = {}, options?: pulumi.ComponentResourceOptions) =>
  deployed(() => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args }, options));
const behindLoadBalancer = { port: 8080, loadBalancer: { loadBalancer: LOAD_BALANCER } };

describe("EcsService", () => {
  it("is a worker by default", async () => {
    expect((await create()).inventory()).toMatchSnapshot();
  });

  it("creates the resources of all features", async () => {
    expect((await create(ALL_SERVICE_ARGUMENTS)).inventory()).toMatchSnapshot();
  });

  it.each<[string, Partial<EcsServiceArgs>]>([
    ["a worker", {}],
    ["a service behind an Application Load Balancer", behindLoadBalancer],
    ["a canary deployment", { ...behindLoadBalancer, deployment: { strategy: "canary" } }],
    [
      "a Network Load Balancer",
      {
        port: 8080,
        loadBalancer: { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } },
        deployment: { strategy: "blueGreen" },
      },
    ],
    ["all features", ALL_SERVICE_ARGUMENTS],
  ])("allows the adoption of each child of %s", async (_, args) => {
    const plan = planService("orders", { ...REQUIRED_ARGUMENTS, ...args });
    const { resources } = await create(args);
    const created = resources.slice(1).map(({ name }) => name.replace("orders-", ""));
    expect(created.filter((child) => !childrenOf(plan).includes(child))).toEqual([]);
  });

  it("exposes its outputs", async () => {
    const { outputs } = await deployed(() => {
      const { url, serviceArn, serviceName, taskRoleArn, securityGroupId, logGroupName, port } = new EcsService(
        "orders",
        {
          ...REQUIRED_ARGUMENTS,
          port: 8080,
          loadBalancer: { loadBalancer: LOAD_BALANCER, path: "/orders/*" },
        },
      );
      return { url, serviceArn, serviceName, taskRoleArn, securityGroupId, logGroupName, port };
    });
    expect(outputs).toEqual({
      url: "https://shop.example.com/orders",
      serviceArn: "arn:aws:ecs:eu-west-1:123456789012:service/main/orders-service",
      serviceName: "orders-service",
      taskRoleArn: "arn:aws:iam::123456789012:role/orders-task-role",
      securityGroupId: "orders-security-group-id",
      logGroupName: "orders-logs",
      port: 8080,
    });
  });

  it.each([
    ["a host", { host: "api.example.com" }, "https://api.example.com"],
    ["a wildcard host", { host: "*.example.com", path: "/api/*" }, "https://shop.example.com/api"],
    ["no path", {}, "https://shop.example.com"],
  ])("has the URL of %s", async (_, args, expected) => {
    const { outputs } = await deployed(() => {
      const loadBalancer = { loadBalancer: LOAD_BALANCER, ...args };
      return { url: new EcsService("orders", { ...REQUIRED_ARGUMENTS, port: 8080, loadBalancer }).url };
    });
    expect(outputs.url).toBe(expected);
  });
});

describe("the ECS service", () => {
  it("ignores the number of tasks if it scales", async () => {
    const { options, inputs } = (await create()).get(SERVICE);
    expect([options.ignoreChanges, inputs.desiredCount]).toEqual([["desiredCount"], 2]);
    const fixed = (await create({ scaling: { count: 3 } })).get(SERVICE);
    expect([fixed.options.ignoreChanges ?? [], fixed.inputs.desiredCount]).toEqual([[], 3]);
  });

  it("uses the capacity providers of the cluster unless it has its own", async () => {
    const spot = [
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4 },
    ];
    const strategies = async (args: Partial<EcsServiceArgs>) =>
      (await create(args)).get(SERVICE).inputs.capacityProviderStrategies;
    expect(await strategies({})).toEqual([{ capacityProvider: "FARGATE", weight: 1 }]);
    expect(await strategies({ cluster: { ...CLUSTER, capacityProviderStrategies: spot } })).toEqual(spot);
    expect(await strategies({ capacityProviderStrategies: spot })).toEqual(spot);
  });

  it("runs in isolated subnets on request", async () => {
    const { networkConfiguration } = (await create({ subnets: "isolated" })).get(SERVICE).inputs;
    expect(networkConfiguration).toMatchObject({ subnets: ["subnet-2a1b2c3d"], assignPublicIp: false });
  });

  it("is created after the rules, permissions, and alarms that its tasks need, and after the capacity of the cluster", async () => {
    const stack = await deployed(() => {
      const capacity = new aws.ecs.CapacityProvider("capacity", {});
      const cluster = { ...CLUSTER, capacityDependencies: [capacity] };
      const connections = { database: { securityGroupId: "sg-1a1b2c3d", port: 5432 } };
      new EcsService("orders", {
        ...REQUIRED_ARGUMENTS,
        ...behindLoadBalancer,
        cluster,
        connections,
        deployment: { strategy: "canary" },
      });
    });
    const dependencies = stack.dependencies(stack.get(SERVICE)).map((dependency) => dependency.split(" ")[1]);
    expect(dependencies).toEqual(
      expect.arrayContaining([
        "capacity",
        "orders-errors",
        "orders-listener-rule",
        "orders-test-listener-rule",
        "orders-egress-https",
        "orders-to-database-egress",
        "orders-from-load-balancer-ingress",
        "orders-execution-role-policy",
        "orders-infrastructure-role-policy",
      ]),
    );
  });

  it("configures Service Connect", async () => {
    const stack = await create({ port: 8080, serviceConnect: true });
    expect(stack.get(SERVICE).inputs.serviceConnectConfiguration).toMatchObject({
      enabled: true,
      namespace: CLUSTER.serviceConnectNamespaceArn,
      services: [{ portName: "app", discoveryName: "orders", clientAlias: [{ dnsName: "orders", port: 8080 }] }],
    });
    const [container] = JSON.parse(stack.get(TASK_DEFINITION).inputs.containerDefinitions as string) as object[];
    expect(container).toMatchObject({ portMappings: [{ appProtocol: "http", name: "app", containerPort: 8080 }] });
    const client = (await create({ serviceConnect: true })).get(SERVICE).inputs.serviceConnectConfiguration;
    expect(client).not.toHaveProperty("services");
  });
});

describe("the task definition", () => {
  it("contains all containers and volumes", async () => {
    const { inputs } = (await create(ALL_SERVICE_ARGUMENTS)).get(TASK_DEFINITION);
    expect({
      ...inputs,
      containerDefinitions: JSON.parse(inputs.containerDefinitions as string) as object,
    }).toMatchSnapshot();
  });

  it("has a name for each project and stack", async () => {
    expect((await create()).get(TASK_DEFINITION).inputs.family).toBe("project-stack-orders");
  });
});

describe("autoscaling", () => {
  /** A metric with the only statistic and the dimensions that AWS documents for it. */
  const requestsInTargetGroup = (id: string) => ({
    id,
    returnData: false,
    metricStat: {
      stat: "Sum",
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCountPerTarget",
        dimensions: [{ name: "LoadBalancer" }, { name: "TargetGroup" }],
      },
    },
  });

  it("tracks the requests of both target groups", async () => {
    const scaling = { min: 1, max: 4, requestsPerTarget: 500 };
    const stack = await create({ ...behindLoadBalancer, scaling });
    const policies = stack.byType("aws:appautoscaling/policy:Policy");
    expect(policies.map(({ name }) => name)).toEqual(["orders-scaling-requests"]);
    expect(policies[0]?.inputs.targetTrackingScalingPolicyConfiguration).toMatchObject({
      targetValue: 500,
      customizedMetricSpecification: {
        metrics: [
          requestsInTargetGroup("r1"),
          requestsInTargetGroup("r2"),
          { id: "requests", expression: "FILL(r1, 0) + FILL(r2, 0)", returnData: true },
        ],
      },
    });
    expect(stack.get("aws:appautoscaling/target:Target").inputs).toMatchObject({
      resourceId: "service/main/orders-service",
      minCapacity: 1,
      maxCapacity: 4,
    });
  });

  it.each([
    ["production", {}, [2, 10]],
    ["development", { profile: "development" }, [1, 2]],
    ["a higher minimum", { scaling: { min: 20 } }, [20, 20]],
    ["a lower maximum", { scaling: { max: 1 } }, [1, 1]],
  ] as [string, Partial<EcsServiceArgs>, number[]][])("has the limits of %s", async (_, args, limits) => {
    const { minCapacity, maxCapacity } = (await create(args)).get("aws:appautoscaling/target:Target").inputs;
    expect([minCapacity, maxCapacity]).toEqual(limits);
  });
});

describe("the children of an EcsService", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await deployed(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      const tags = { team: "orders" };
      const args = { ...REQUIRED_ARGUMENTS, ...ALL_SERVICE_ARGUMENTS, region: "eu-central-1", tags };
      new EcsService("orders", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EcsService"));
    expect(children.length).toBeGreaterThan(30);
    const untagged = /RolePolicy|SecurityGroup(?:In|E)gressRule|appautoscaling\/(?:policy|scheduledAction)|Invocation/;
    for (const { provider, inputs, type, name } of children) {
      expect([name, provider]).toEqual([name, stack.get("pulumi:providers:aws").urn]);
      if (!type.startsWith("aws:iam/")) expect([name, inputs.region]).toEqual([name, "eu-central-1"]);
      if (!untagged.test(type)) expect([name, inputs.tags]).toEqual([name, { Name: name, team: "orders" }]);
    }
  });

  it("are created even if inputs are unknown", async () => {
    const unknown = () => unknownOutput<string>();
    const stack = await preview(
      () =>
        new EcsService("orders", {
          cluster: { clusterArn: unknown(), clusterName: unknown(), serviceConnectNamespaceArn: unknown() },
          network: { vpcId: unknown(), privateSubnetIds: unknownOutput<string[]>() },
          image: unknown(),
          port: 8080,
          command: [unknown()],
          environment: { STAGE: unknown() },
          secrets: { API_TOKEN: unknown() },
          secretsKmsKeyArns: [unknown()],
          logKmsKeyArn: unknown(),
          region: unknown(),
          tags: unknownOutput(),
          serviceConnect: true,
          connections: { database: { securityGroupId: unknown(), port: unknownOutput<number>(), acceptsRules: true } },
          loadBalancer: {
            loadBalancer: {
              loadBalancerArn: unknown(),
              listenerArn: unknown(),
              dnsName: unknown(),
              securityGroupId: unknown(),
              url: unknown(),
            },
          },
          deployment: { strategy: "canary", alarmNames: [unknown()] },
        }),
    );
    expect(stack.resources).toHaveLength(21);
  });

  it("are adopted", async () => {
    const adopt = { service: { import: "main/orders" }, "task-role": { aliases: [{ name: "orders-role" }] } };
    const stack = await create({ adopt });
    expect(stack.get(SERVICE).options.importId).toBe("main/orders");
    expect(stack.get("aws:iam/role:Role", "orders-task-role").options.aliases).toHaveLength(1);
  });
});

describe("an EcsService whose images come from a pipeline", () => {
  it("starts with the bootstrap image, and can pull both images", async () => {
    const bootstrapImage = "public.ecr.aws/nginx/nginx:1.29.0";
    const stack = await create({ bootstrapImage, deployment: { owner: "pipeline" } });
    expect(stack.get(SERVICE).options.ignoreChanges).toEqual(["desiredCount", "taskDefinition"]);
    expect(stack.get(TASK_DEFINITION).inputs.containerDefinitions).toContain(bootstrapImage);
    expect(stack.get("aws:iam/rolePolicy:RolePolicy").inputs.policy).toMatchObject({
      Statement: [
        { Sid: "PullImages", Resource: ["arn:aws:ecr:eu-west-1:123456789012:repository/shop/orders"] },
        {},
        {},
      ],
    });
  });
});

describe("an EcsService with an EBS volume", () => {
  it("lets ECS create an encrypted volume for each task", async () => {
    const volumes = { data: { ebs: { sizeGiB: 20, throughputMiBps: 250 } } };
    const stack = await create({ volumes, mounts: { data: "/data" } });
    expect(stack.get(TASK_DEFINITION).inputs.volumes).toEqual([{ name: "data", configureAtLaunch: true }]);
    expect(stack.get(SERVICE).inputs.volumeConfiguration).toMatchObject({
      name: "data",
      managedEbsVolume: { sizeInGb: 20, volumeType: "gp3", throughput: 250, encrypted: true, fileSystemType: "xfs" },
    });
    expect(stack.get("aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs.policyArn).toBe(
      "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
    );
  });
});
