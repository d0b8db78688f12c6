import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { Children } from "./children";
import { createServiceRole, serviceRoleChildren, type ServiceRoleArgs } from "./service-role";

const ROLE = "aws:iam/role:Role";
const create = (args: ServiceRoleArgs) =>
  preview(() => {
    const component = new pulumi.ComponentResource("test:index:Service", "orders");
    createServiceRole(new Children(component, "orders", {}), "role", args);
  });

describe("createServiceRole", () => {
  it("creates a role that the service can assume only on behalf of the given resource", async () => {
    const sourceArn = "arn:aws:ecs:eu-west-1:123456789012:*";
    const stack = await create({ service: "ecs-tasks.amazonaws.com", scope: { accountId: "123456789012", sourceArn } });
    expect(stack.get(ROLE).inputs.assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": sourceArn },
          },
        },
      ],
    });
  });

  it("creates no policy without statements", async () => {
    expect((await create({ service: "ec2.amazonaws.com" })).inventory()).toEqual([
      "aws:iam/role:Role orders-role",
      "test:index:Service orders",
    ]);
  });

  it("creates the children that serviceRoleChildren lists", async () => {
    const stack = await create({
      service: "ec2.amazonaws.com",
      statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }],
      managedPolicyArns: { ssm: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
    });
    const names = stack.resources.slice(1).map(({ name }) => name.replace("orders-", ""));
    expect(names.sort()).toEqual(serviceRoleChildren("role", ["ssm"]).sort());
  });
});
