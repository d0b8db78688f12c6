import * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { deployed } from "../../../test/network";
import {
  CLUSTER,
  IMAGE,
  LOAD_BALANCER,
  NETWORK,
  NETWORK_LOAD_BALANCER,
  REQUIRED_ARGUMENTS,
} from "../../../test/workload";
import { EcsService, type EcsServiceArgs } from "../index";
import { planService } from "./service-plan";
import { isSecretName } from "../../shared/secret-names";

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object | null, name = "orders") =>
  issuesThrownBy(() => planService(name, (args && { ...REQUIRED_ARGUMENTS, ...args }) as EcsServiceArgs));

const web = (loadBalancer: object = {}, args: object = {}) => ({
  port: 8080,
  loadBalancer: { loadBalancer: LOAD_BALANCER, ...loadBalancer },
  ...args,
});
const network = (loadBalancer: object = {}) => web({ loadBalancer: NETWORK_LOAD_BALANCER, ...loadBalancer });
const deployment = (args: object) => web({}, { deployment: args });

const INVALID: [description: string, args: object | null, ...codes: string[]][] = [
  ["no arguments", null, "wrong-type args"],
  ["an unknown argument", { imag: "" }, "unknown-argument imag"],
  ["no image", { image: undefined }, "missing image"],
  ["an image without a tag", { image: "nginx" }, "invalid-format image"],
  ["an image with a port but without a tag", { image: "localhost:5000/nginx" }, "invalid-format image"],
  ["the tag latest", { image: `${IMAGE.split(":")[0] ?? ""}:latest` }, "not-allowed image"],
  ["no cluster", { cluster: undefined }, "missing cluster"],
  ["a cluster name as the cluster", { cluster: "main" }, "wrong-type cluster"],
  ["a cluster without a name", { cluster: { clusterArn: CLUSTER.clusterArn } }, "missing cluster.clusterName"],
  ["an invalid cluster ARN", { cluster: { ...CLUSTER, clusterArn: "main" } }, "invalid-format cluster.clusterArn"],
  [
    "instances without capacity",
    { cluster: { ...CLUSTER, capacityType: "ec2" } },
    "missing capacityProviderStrategies",
  ],
  [
    "capacity providers without weights",
    {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 1, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", base: 1, weight: 0 },
      ],
    },
    "conflict capacityProviderStrategies",
    "conflict capacityProviderStrategies",
  ],
  ["no network", { network: undefined }, "missing network"],
  [
    "no isolated subnets",
    { network: { ...NETWORK, isolatedSubnetIds: undefined }, subnets: "isolated" },
    "missing network.isolatedSubnetIds",
  ],
  ["public subnets", { subnets: "public" }, "not-allowed subnets"],
  ["a size that Fargate does not offer", { cpu: 256, memoryMiB: 8192 }, "not-allowed memoryMiB"],
  ["another architecture", { architecture: "arm64" }, "not-allowed architecture"],
  ["too little ephemeral storage", { ephemeralStorageGiB: 20 }, "out-of-range ephemeralStorageGiB"],
  ["a privileged port", { port: 80 }, "conflict port"],
  ["a port out of range", { port: 70_000 }, "out-of-range port"],
  ["a secret in the environment", { environment: { DB_PASSWORD: "hunter2" } }, "not-allowed environment.DB_PASSWORD"],
  ["a number in the environment", { environment: { PORT: 8080 } }, "wrong-type environment.PORT"],
  ["the name of a secret", { secrets: { API_TOKEN: "api-token" } }, "invalid-format secrets.API_TOKEN"],
  [
    "a variable that is also a secret",
    { environment: { MODE: "a" }, secrets: { MODE: "arn:aws:ssm:eu-west-1:123456789012:parameter/mode" } },
    "duplicate secrets.MODE",
  ],
  [
    "a relative path",
    { writablePaths: ["tmp", "/run", "/run"] },
    "invalid-format writablePaths[0]",
    "duplicate writablePaths[2]",
  ],
  ["a mount without a volume", { mounts: { data: "/data" } }, "unknown-argument mounts.data"],
  ["a volume of two kinds", { volumes: { data: {} } }, "missing volumes.data.type"],
  [
    "an invalid EFS volume",
    { volumes: { data: { efs: { fileSystemArn: "fs-1" } } } },
    "invalid-format volumes.data.efs.fileSystemArn",
  ],
  [
    "an invalid EBS volume",
    { volumes: { data: { ebs: { sizeGiB: 0, volumeType: "io2" } } } },
    "out-of-range volumes.data.ebs.sizeGiB",
    "missing volumes.data.ebs.iops",
  ],
  ["a sidecar named like the main container", { sidecars: { app: { image: IMAGE } } }, "invalid-format sidecars.app"],
  ["a sidecar without an image", { sidecars: { proxy: {} } }, "missing sidecars.proxy.image"],
  ["an unknown dependency", { dependsOn: { proxy: "START" } }, "unknown-argument dependsOn.proxy"],
  [
    "conditions that never become true",
    { sidecars: { a: { image: IMAGE }, b: { image: IMAGE } }, dependsOn: { a: "HEALTHY", b: "SUCCESS" } },
    "conflict dependsOn.a",
    "conflict dependsOn.b",
  ],
  ["an egress rule without a destination", { egress: { smtp: { port: 587 } } }, "missing egress.smtp"],
  ["another word than all", { egress: "none" }, "not-allowed egress"],
  ["a connection without a port", { connections: { db: { securityGroupId: "sg-1" } } }, "missing connections.db.port"],
  ["a retention period", { logRetentionDays: 31 }, "not-allowed logRetentionDays"],
  ["a load balancer without a port", { loadBalancer: { loadBalancer: LOAD_BALANCER } }, "missing port"],
  [
    "a load balancer without a listener",
    web({ loadBalancer: { ...LOAD_BALANCER, listenerArn: undefined } }),
    "missing loadBalancer.loadBalancer.listenerArn",
  ],
  ["a relative request path", web({ path: "orders" }), "invalid-format loadBalancer.path"],
  ["too many conditions", web({ path: ["/a", "/b", "/c", "/d", "/e"] }), "out-of-range loadBalancer.path"],
  ["a priority without room for test traffic", web({ priority: 1 }), "out-of-range loadBalancer.priority"],
  [
    "a slow timeout",
    web({ healthCheck: { intervalSeconds: 10, timeoutSeconds: 10 } }),
    "conflict loadBalancer.healthCheck.timeoutSeconds",
  ],
  ["a listener port of an Application Load Balancer", web({ port: 443 }), "conflict loadBalancer.port"],
  ["a path of a Network Load Balancer", network({ path: "/orders" }), "conflict loadBalancer.path"],
  ["test traffic of a rolling deployment", web({ testTraffic: {} }), "conflict loadBalancer.testTraffic"],
  ["a misspelled strategy", deployment({ strategy: "bluegreen" }), "not-allowed deployment.strategy"],
  ["a strategy without traffic", { deployment: { strategy: "canary" } }, "conflict deployment.strategy"],
  ["bake minutes of a rolling deployment", deployment({ bakeMinutes: 5 }), "conflict deployment.bakeMinutes"],
  ["a long bake time", deployment({ strategy: "blueGreen", bakeMinutes: 1441 }), "out-of-range deployment.bakeMinutes"],
  [
    "no traffic for the canary",
    deployment({ strategy: "canary", canary: { percent: 0 } }),
    "out-of-range deployment.canary.percent",
  ],
  [
    "small steps",
    deployment({ strategy: "linear", linear: { stepPercent: 2 } }),
    "out-of-range deployment.linear.stepPercent",
  ],
  [
    "steps of another strategy",
    deployment({ strategy: "linear", canary: { percent: 5 } }),
    "conflict deployment.canary",
  ],
  [
    "a circuit breaker of a canary",
    deployment({ strategy: "canary", rollbackOn: ["circuitBreaker"] }),
    "conflict deployment.rollbackOn",
  ],
  ["alarms that do not exist", { deployment: { rollbackOn: ["alarms"] } }, "conflict deployment.rollbackOn"],
  [
    "hooks of a rolling deployment",
    deployment({ hooks: [{ stages: ["PRE_SCALE_UP"], pause: {} }] }),
    "conflict deployment.hooks",
  ],
  [
    "a pause during the traffic shift",
    deployment({ strategy: "canary", hooks: [{ stages: ["PRODUCTION_TRAFFIC_SHIFT"], pause: {} }] }),
    "not-allowed deployment.hooks[0].stages[0]",
  ],
  [
    "a pause that Pulumi would wait for",
    deployment({ strategy: "canary", hooks: [{ stages: ["PRE_SCALE_UP"], pause: { timeoutMinutes: 1440 } }] }),
    "conflict deployment.hooks[0].pause.timeoutMinutes",
  ],
  [
    "a deployment that cannot proceed",
    deployment({ minimumHealthyPercent: 100, maximumPercent: 100 }),
    "conflict deployment.maximumPercent",
  ],
  ["more tasks than the maximum", { scaling: { min: 5, max: 2 } }, "conflict scaling.min"],
  ["requests without a load balancer", { scaling: { requestsPerTarget: 100 } }, "conflict scaling.requestsPerTarget"],
  [
    "a schedule without limits",
    { scaling: { schedules: { night: { expression: "cron(0 0 * * ? *)" } } } },
    "missing scaling.schedules.night",
  ],
  ["a latency without a load balancer", { alarms: { p99Seconds: 1 } }, "conflict alarms.p99Seconds"],
  [
    "Service Connect without a namespace",
    { serviceConnect: true, cluster: { ...CLUSTER, serviceConnectNamespaceArn: undefined } },
    "missing serviceConnect.namespaceArn",
  ],
  ["a name for other services without a port", { serviceConnect: { name: "orders" } }, "conflict serviceConnect.name"],
  ["an empty command", { taskBeforeDeploy: { command: [] } }, "missing taskBeforeDeploy.command"],
  [
    "a command that a pipeline would not run",
    { deployment: { owner: "pipeline" }, taskBeforeDeploy: { command: ["migrate"] } },
    "conflict taskBeforeDeploy",
  ],
  [
    "a command that needs an EBS volume",
    { volumes: { data: { ebs: { sizeGiB: 8 } } }, taskBeforeDeploy: { command: ["migrate"] } },
    "conflict taskBeforeDeploy",
  ],
  ["a bootstrap image without a pipeline", { bootstrapImage: IMAGE }, "conflict bootstrapImage"],
  ["an unknown child", { adopt: { services: { import: "main/orders" } } }, "unknown-argument adopt.services"],
];

describe("the check of EcsService arguments", () => {
  it.each(INVALID)("rejects %s", (_, args, ...codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(INVALID.map(([, args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it("reports all issues at once", () => {
    const issues = issuesOf(
      {
        profile: "staging",
        image: "nginx:latest",
        cpu: 100,
        port: 80,
        environment: { API_KEY: "a" },
        loadBalancer: { loadBalancer: LOAD_BALANCER, path: "orders", priority: 0 },
        scaling: { min: -1, cpuPercent: 200 },
        deployment: { strategy: "canary", rollbackOn: ["circuitBreaker"] },
        tags: { "aws:team": "orders" },
        region: "Frankfurt",
      },
      "orders-service-of-the-shop",
    );
    expect(codesOf(issues)).toEqual([
      "not-allowed profile",
      "conflict port",
      "out-of-range name",
      "invalid-format loadBalancer.path",
      "out-of-range loadBalancer.priority",
      "conflict deployment.rollbackOn",
      "not-allowed cpu",
      'not-allowed tags["aws:team"]',
      "invalid-format region",
      "not-allowed image",
      "not-allowed environment.API_KEY",
      "out-of-range scaling.min",
      "out-of-range scaling.cpuPercent",
    ]);
  });

  it("limits the name to leave room for generated suffixes", () => {
    expect(issuesOf(web(), "a".repeat(20))).toEqual([]);
    expect(codesOf(issuesOf(web(), "a".repeat(21)))).toEqual(["out-of-range name"]);
    expect(issuesOf({}, "a".repeat(36))).toEqual([]);
    expect(codesOf(issuesOf({}, "a".repeat(37)))).toEqual(["out-of-range name"]);
  });

  it("accepts only names that are valid for all children", () => {
    expect(codesOf(issuesOf({}, "my_orders"))).toEqual(["invalid-format name"]);
  });

  it("checks outputs when they resolve", async () => {
    const program = () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, image: pulumi.output("nginx") });
    await expect(deployed(program)).rejects.toThrow(
      'EcsService "orders": image: expected an image with a tag or a digest',
    );
  });

  it("accepts variables that refer to secrets, and those that are allowed", () => {
    const environment = {
      DB_PASSWORD_FILE: "/run/secrets/db",
      API_TOKEN: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:api",
      PASSWORD_MIN_LENGTH: "12",
      JWT_PUBLIC_KEY: "-----BEGIN PUBLIC KEY-----",
      LEGACY_TOKEN: "none",
    };
    expect(issuesOf({ environment, allowPlain: ["LEGACY_TOKEN"] })).toEqual([]);
  });
});

describe("isSecretName", () => {
  it.each([
    "DB_PASSWORD",
    "dbPassword",
    "API_KEY",
    "APIKEY",
    "STRIPE_SECRET",
    "GITHUB_TOKEN",
    "AWS_SECRET_ACCESS_KEY",
    "private-key",
  ])("recognizes %s", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "STAGE",
    "SECRET_ARN",
    "TOKEN_URL",
    "PASSWORD_FILE",
    "SECRET_NAME",
    "JWT_PUBLIC_KEY",
    "KEYBOARD",
    "PRIMARY_KEY",
    "TOKENIZER",
  ])("accepts %s", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
