import { containsUnknown, type Value } from "@roadbed/plan";
import type { StackPlan } from "@roadbed/testing";
import { deployed } from "../../../test/network";
import { CLUSTER, LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { ALL_SERVICE_ARGUMENTS } from "../../../test/workload-arguments";
import { codesOf, issuesThrownBy } from "../../../test/argument-issues";
import { EcsService, EcsTask, type EcsServiceArgs } from "../index";

const create = (args: Partial<EcsServiceArgs> = {}) =>
  deployed(() => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args }));

interface Statement {
  readonly Sid?: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Returns `actions on resources` for each statement of each role's policy. */
function permissionsByRole(stack: StackPlan): Record<string, string[]> {
  const policies = stack.byType("aws:iam/rolePolicy:RolePolicy").map(({ name, inputs }) => {
    const { Statement } = inputs.policy as unknown as { readonly Statement: readonly Statement[] };
    return [name, Statement.map(({ Action, Resource }) => `${String(Action)} on ${String(Resource)}`)] as const;
  });
  return Object.fromEntries(policies);
}

describe("the roles of an EcsService", () => {
  it("allow exactly these actions at defaults", async () => {
    expect(permissionsByRole(await create())).toMatchSnapshot();
  });

  it("allow exactly these actions with all features", async () => {
    const execSettings = {
      kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/22222222",
      logGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:sessions",
    };
    const cluster = { ...CLUSTER, execSettings };
    expect(permissionsByRole(await create({ ...ALL_SERVICE_ARGUMENTS, cluster }))).toMatchSnapshot();
  });

  it("can be assumed only on behalf of resources of this account, where AWS supports it", async () => {
    const stack = await create(ALL_SERVICE_ARGUMENTS);
    const trust = stack.byType("aws:iam/role:Role").map(({ name, inputs }) => {
      const { Statement } = inputs.assumeRolePolicy as unknown as {
        Statement: { Principal: { Service: string }; Condition?: Record<string, Value> }[];
      };
      return [name, Statement[0]?.Principal.Service, Statement[0]?.Condition];
    });
    const scoped = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:123456789012:*" },
    };
    expect(trust).toEqual([
      ["orders-before-deploy-role", "lambda.amazonaws.com", undefined],
      ["orders-execution-role", "ecs-tasks.amazonaws.com", scoped],
      ["orders-hooks-role", "ecs.amazonaws.com", scoped],
      ["orders-infrastructure-role", "ecs.amazonaws.com", scoped],
      ["orders-task-role", "ecs-tasks.amazonaws.com", scoped],
    ]);
  });

  it("can pull images of public registries without permissions", async () => {
    const policies = permissionsByRole(await create({ image: "public.ecr.aws/nginx/nginx:1.29.0" }));
    expect(policies["orders-execution-role-policy"]).toEqual([expect.stringContaining("logs:")]);
  });
});

const textOf = (value: Value | undefined): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Returns `from -> to:port` for each security group rule. */
function connectionsOf(stack: StackPlan): string[] {
  const rules = [
    ...stack.byType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
    ...stack.byType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"),
  ];
  return rules
    .map(({ type, inputs }) => {
      const other = inputs.referencedSecurityGroupId ?? inputs.cidrIpv4 ?? inputs.cidrIpv6 ?? inputs.prefixListId;
      const [from, to] = type.includes("Ingress") ? [other, inputs.securityGroupId] : [inputs.securityGroupId, other];
      expect(containsUnknown([from ?? "", to ?? ""])).toBe(false);
      const port = inputs.fromPort === undefined ? "all" : JSON.stringify(inputs.fromPort);
      return `${type.includes("Ingress") ? "ingress" : "egress"} ${textOf(from)} -> ${textOf(to)}:${port}`;
    })
    .sort();
}

describe("the security group of an EcsService", () => {
  it("allows only HTTPS to the outside by default", async () => {
    expect(connectionsOf(await create())).toEqual(["egress orders-security-group-id -> 0.0.0.0/0:443"]);
  });

  it("allows everything to the outside on request", async () => {
    expect(connectionsOf(await create({ egress: "all" }))).toEqual([
      "egress orders-security-group-id -> 0.0.0.0/0:all",
    ]);
  });

  it("accepts connections from the load balancer only, and connects to the given targets only", async () => {
    expect(connectionsOf(await create(ALL_SERVICE_ARGUMENTS))).toEqual([
      "egress orders-security-group-id -> 0.0.0.0/0:443",
      "egress orders-security-group-id -> 10.0.0.0/8:587",
      "egress orders-security-group-id -> sg-1a1b2c3d:5432",
      "egress sg-0a1b2c3d -> orders-security-group-id:8443",
      "ingress orders-security-group-id -> sg-1a1b2c3d:5432",
      "ingress sg-0a1b2c3d -> orders-security-group-id:8443",
    ]);
  });

  it("lists the rules that owners of other groups have to add", async () => {
    const { outputs } = await deployed(() => {
      const orders = new EcsService("orders", {
        ...REQUIRED_ARGUMENTS,
        port: 8080,
        loadBalancer: { loadBalancer: { ...LOAD_BALANCER, acceptsRules: false } },
        connections: { database: { securityGroupId: "sg-1a1b2c3d", port: 5432 } },
      });
      return { rules: orders.requiredRules.map((rule) => ({ ...rule })) };
    });
    const own = "orders-security-group-id";
    expect(outputs.rules).toEqual([
      { direction: "ingress", securityGroupId: "sg-1a1b2c3d", referencedSecurityGroupId: own, port: 5432 },
      { direction: "egress", securityGroupId: "sg-0a1b2c3d", referencedSecurityGroupId: own, port: 8080 },
    ]);
  });
});

describe("allowTo", () => {
  it("connects services to each other", async () => {
    const stack = await deployed(() => {
      const orders = new EcsService("orders", { ...REQUIRED_ARGUMENTS, port: 8080 });
      new EcsService("shop", REQUIRED_ARGUMENTS).allowTo("orders", orders);
      new EcsTask("report", REQUIRED_ARGUMENTS).allowTo("orders", orders, 9090);
    });
    expect(connectionsOf(stack).filter((connection) => !connection.includes("0.0.0.0"))).toEqual([
      "egress report-security-group-id -> orders-security-group-id:9090",
      "egress shop-security-group-id -> orders-security-group-id:8080",
      "ingress report-security-group-id -> orders-security-group-id:9090",
      "ingress shop-security-group-id -> orders-security-group-id:8080",
    ]);
  });

  it("rejects invalid names and targets", async () => {
    await deployed(() => {
      const orders = new EcsService("orders", REQUIRED_ARGUMENTS);
      const issuesOf = (name: string, target: object) =>
        codesOf(issuesThrownBy(() => orders.allowTo(name, target as never)));
      expect(issuesOf("1", {})).toEqual([
        "invalid-format name",
        "missing target.securityGroupId",
        "missing target.port",
      ]);
      expect(issuesOf("database", { securityGroupId: "sg-1", port: 70_000 })).toEqual(["out-of-range target.port"]);
      orders.allowTo("database", { securityGroupId: "sg-1", port: 5432 });
      expect(issuesOf("database", { securityGroupId: "sg-1", port: 5432 })).toEqual(["duplicate name"]);
    });
  });
});
