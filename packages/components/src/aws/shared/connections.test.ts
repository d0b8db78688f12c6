import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { Children } from "./children";
import { createConnection, type Connection, type ConnectionArgs } from "./connections";

const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** Returns the plan of a component that connects the groups `sg-a` and `sg-b`, and the connection. */
async function connect(ends: Partial<ConnectionArgs>) {
  let connection: Connection | undefined;
  const stack = await preview(() => {
    const component = new pulumi.ComponentResource("test:index:Client", "orders");
    const children = new Children(component, "orders", { region: "eu-west-1", tags: { team: "orders" } });
    connection = createConnection(children, "to-database", {
      client: { securityGroupId: "sg-a", acceptsRules: true },
      target: { securityGroupId: "sg-b", acceptsRules: true },
      port: 5432,
      description: "Connections from orders to its database",
      ...ends,
    });
    const required = connection.requiredRules.map(({ direction, ...rule }) => ({ direction, ...rule }));
    return { required };
  });
  return { stack, connection };
}

describe("createConnection", () => {
  it("adds one rule to each security group, with the tags and the Region of the component", async () => {
    const { stack } = await connect({});
    const common = {
      region: "eu-west-1",
      description: "Connections from orders to its database",
      ...{ ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
    };
    expect(stack.get(EGRESS)).toMatchObject({
      name: "orders-to-database-egress",
      inputs: {
        ...common,
        ...{ securityGroupId: "sg-a", referencedSecurityGroupId: "sg-b" },
        tags: { Name: "orders-to-database-egress", team: "orders" },
      },
    });
    expect(stack.get(INGRESS)).toMatchObject({
      name: "orders-to-database-ingress",
      inputs: { ...common, securityGroupId: "sg-b", referencedSecurityGroupId: "sg-a" },
    });
  });

  it("adds no rule to a group that does not accept rules, and returns the rule that its owner has to add", async () => {
    const { stack, connection } = await connect({ target: { securityGroupId: "sg-b" } });
    expect(stack.inventory()).toEqual([`${EGRESS} orders-to-database-egress`, "test:index:Client orders"]);
    expect(connection?.ingressRule).toBeUndefined();
    expect(stack.outputs.required).toEqual([
      { direction: "ingress", securityGroupId: "sg-b", referencedSecurityGroupId: "sg-a", port: 5432 },
    ]);
  });

  it("returns the egress rule that the owner of the client's group has to add", async () => {
    const { stack } = await connect({ client: { securityGroupId: "sg-a", acceptsRules: false } });
    expect(stack.outputs.required).toEqual([
      { direction: "egress", securityGroupId: "sg-a", referencedSecurityGroupId: "sg-b", port: 5432 },
    ]);
  });
});
