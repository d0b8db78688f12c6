import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { Bucket } from "../storage";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { CLUSTER, LOAD_BALANCER, NETWORK_LOAD_BALANCER, NETWORK, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { planService } from "./service-plan";

const issuesOf = (args: object) => issuesThrownBy(() => planService("orders", { ...REQUIRED_ARGUMENTS, ...args }));

const web = (loadBalancer: object) => ({
  port: 8080,
  loadBalancer: { loadBalancer: { ...LOAD_BALANCER, ...loadBalancer } },
});
const hook = (args: object) => ({
  port: 8080,
  loadBalancer: { loadBalancer: LOAD_BALANCER },
  deployment: { strategy: "blueGreen", hooks: [{ stages: ["PRE_SCALE_UP"], pause: {}, ...args }] },
});

const INVALID: [description: string, args: object, ...codes: string[]][] = [
  [
    "a cluster name with a space",
    { cluster: { ...CLUSTER, clusterName: "my cluster" } },
    "invalid-format cluster.clusterName",
  ],
  [
    "an empty name of a capacity provider",
    { capacityProviderStrategies: [{ capacityProvider: "", weight: 1 }] },
    "invalid-format capacityProviderStrategies[0].capacityProvider",
  ],
  ["the name of a VPC", { network: { ...NETWORK, vpcId: "main" } }, "invalid-format network.vpcId"],
  [
    "CIDR blocks as subnets",
    { network: { ...NETWORK, privateSubnetIds: ["10.0.0.0/24"] } },
    "invalid-format network.privateSubnetIds",
  ],
  [
    "a network without subnets",
    { network: { vpcId: "vpc-0a1b2c3d", privateSubnetIds: [] } },
    "missing network.privateSubnetIds",
  ],
  ["an output as the network", { network: pulumi.output(NETWORK) }, "wrong-type network"],
  ["a secret without an ARN", { secrets: { KEY: {} } }, "missing secrets.KEY.secretArn"],
  ["a member of a string", { secrets: { KEY: { secret: "api", key: "token" } } }, "wrong-type secrets.KEY.secret"],
  ["a secret itself instead of its ARN", { secrets: { KEY: "hunter2" } }, "invalid-format secrets.KEY"],
  ["an empty command", { command: "" }, "wrong-type command"],
  [
    "a number in the command of a migration",
    { taskBeforeDeploy: { command: ["migrate", 1] } },
    "wrong-type taskBeforeDeploy.command[1]",
  ],
  [
    "the name of a security group",
    { connections: { db: { securityGroupId: "database", port: 5432 } } },
    "invalid-format connections.db.securityGroupId",
  ],
  [
    "a word for acceptsRules",
    { connections: { db: { securityGroupId: "sg-0a1b2c3d", port: 5432, acceptsRules: "yes" } } },
    "wrong-type connections.db.acceptsRules",
  ],
  ["an array of rules", { egress: [{ port: 587 }] }, "wrong-type egress"],
  [
    "the ARN of another kind of load balancer",
    web({ loadBalancerArn: NETWORK_LOAD_BALANCER.loadBalancerArn }),
    "invalid-format loadBalancer.loadBalancer.loadBalancerArn",
  ],
  [
    "the ARN of a rule as the listener",
    web({ listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener-rule/app/main/1/2/3" }),
    "invalid-format loadBalancer.loadBalancer.listenerArn",
  ],
  [
    "a load balancer with the name of a security group",
    web({ securityGroupId: "web" }),
    "invalid-format loadBalancer.loadBalancer.securityGroupId",
  ],
  [
    "a load balancer with a word for acceptsRules",
    web({ acceptsRules: "no" }),
    "wrong-type loadBalancer.loadBalancer.acceptsRules",
  ],
  ["details that are not an object", hook({ details: "smoke test" }), "wrong-type deployment.hooks[0].details"],
  ["an empty alarm name", { deployment: { alarmNames: [""] } }, "invalid-format deployment.alarmNames[0]"],
  ["a single alarm name", { deployment: { alarmNames: "errors" } }, "wrong-type deployment.alarmNames"],
  ["the name of a topic", { ...web({}), alarms: { topicArns: ["on-call"] } }, "invalid-format alarms.topicArns[0]"],
  [
    "an offset as a time zone",
    { scaling: { schedules: { night: { expression: "rate(1 hour)", timeZone: "+01:00", min: 0 } } } },
    "invalid-format scaling.schedules.night.timeZone",
  ],
  [
    "an unknown time zone",
    { scaling: { schedules: { night: { expression: "rate(1 hour)", timeZone: "CET+1", min: 0 } } } },
    "not-allowed scaling.schedules.night.timeZone",
  ],
  ["a number as scaling", { scaling: 3 }, "wrong-type scaling"],
  [
    "a misspelled strategy, and nothing else",
    { deployment: { strategy: "blue-green", bakeMinutes: 5 } },
    "not-allowed deployment.strategy",
  ],
  ["an import without an ID", { adopt: { service: { import: "" } } }, "invalid-format adopt.service.import"],
  ["a single alias", { adopt: { service: { aliases: "orders" } } }, "wrong-type adopt.service.aliases"],
  [
    "null in several places",
    { port: null, environment: { MODE: null }, tags: null },
    "wrong-type port",
    "wrong-type environment.MODE",
    "wrong-type tags",
  ],
];

describe("the references of an EcsService", () => {
  it.each(INVALID)("cannot be %s", (_, args, ...codes) => {
    expect(codesOf(issuesOf(args)).sort()).toEqual(codes.sort());
  });

  it("are explained", () => {
    expect(INVALID.map(([, args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it("cannot be resources of other types", async () => {
    await preview(() => {
      const bucket = new Bucket("invoices");
      const references = { cluster: bucket, network: bucket, connections: { bucket }, secrets: { KEY: bucket } };
      expect(codesOf(issuesOf(references)).sort()).toEqual([
        "wrong-type cluster",
        "wrong-type connections.bucket",
        "wrong-type network",
        "wrong-type secrets.KEY",
      ]);
      expect(wordingOf(issuesOf({ cluster: bucket }))).toContain("got a resource of type roadbed:aws:Bucket");
      return {};
    });
  });

  it("do not appear in messages if they can be secrets", () => {
    expect(wordingOf(issuesOf({ secrets: { KEY: "hunter2" } }))).not.toContain("hunter2");
  });

  it("can be outputs", () => {
    const cluster = { clusterArn: pulumi.output(CLUSTER.clusterArn), clusterName: pulumi.output("main") };
    const network = { vpcId: pulumi.output("vpc-0a1b2c3d"), privateSubnetIds: pulumi.output(["subnet-0a1b2c3d"]) };
    const connections = { db: { securityGroupId: pulumi.output("sg-0a1b2c3d"), port: 5432 } };
    expect(issuesOf({ cluster, network, connections })).toEqual([]);
  });
});
