import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { EKS_CLUSTER } from "../../../test/eks";
import { changeBetween, deployed } from "../../../test/network";
import { consume, Queue } from "../index";
import { IrsaRole, PodIdentity, type IrsaRoleArgs, type PodIdentityArgs } from "./index";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const ASSOCIATION = "aws:eks/podIdentityAssociation:PodIdentityAssociation";

const TARGET_ROLE = "arn:aws:iam::210987654321:role/reports";
const METRICS_POLICY = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy";
const required = { cluster: EKS_CLUSTER, namespace: "shop", serviceAccount: "orders" };
const withAllFeatures = {
  ...required,
  permissions: [{ Effect: "Allow" as const, Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }],
  policies: { metrics: METRICS_POLICY },
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies IrsaRoleArgs;

const createIdentity = (args?: Partial<PodIdentityArgs>, options?: pulumi.ComponentResourceOptions) =>
  preview(() => new PodIdentity("orders", { ...required, ...args }, options));
const createIrsaRole = (args?: Partial<IrsaRoleArgs>, options?: pulumi.ComponentResourceOptions) =>
  preview(() => new IrsaRole("orders", { ...required, ...args }, options));

/** Returns the statements of the role's own policy. */
const statementsIn = (stack: StackPlan) => (stack.get(ROLE_POLICY).inputs.policy as { Statement?: unknown }).Statement;

describe("PodIdentity", () => {
  it.each<[string, Partial<PodIdentityArgs>]>([
    ["default arguments", {}],
    ["all features", { ...withAllFeatures, targetRoleArn: TARGET_ROLE }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await createIdentity(args)).inventory()).toMatchSnapshot();
  });

  it("trusts exactly one service account of one cluster", async () => {
    expect((await createIdentity()).get(ROLE).inputs.assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
              "aws:RequestTag/kubernetes-namespace": "shop",
              "aws:RequestTag/kubernetes-service-account": "orders",
            },
          },
        },
      ],
    });
  });

  it("has exactly the permissions that it is given", async () => {
    const stack = await deployed(() => {
      const queue = new Queue("invoices");
      new PodIdentity("orders", { ...required, permissions: [consume(queue)] });
    });
    expect(stack.resources.find(({ name }) => name === "orders-role-policy")?.inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
          ],
          Resource: "arn:aws:sqs:eu-west-1:123456789012:invoices-queue",
        },
      ],
    });
  });

  it("associates the role with the service account when the role has its permissions and the agent runs", async () => {
    const stack = await deployed(() => {
      const agent = new aws.eks.Addon("agent", { clusterName: "shop", addonName: "eks-pod-identity-agent" });
      const cluster = { ...EKS_CLUSTER, identityDependencies: [agent] };
      new PodIdentity("orders", { ...withAllFeatures, cluster });
    });
    const association = stack.get(ASSOCIATION);
    expect(association.inputs).toMatchObject({
      clusterName: "shop",
      namespace: "shop",
      serviceAccount: "orders",
      roleArn: "arn:aws:iam::123456789012:role/orders-role",
    });
    const dependencies = stack.dependencies(association).map((dependency) => dependency.split(" ")[1]);
    expect(dependencies).toEqual(expect.arrayContaining(["agent", "orders-role-metrics", "orders-role-policy"]));
  });

  it("can use a role of another account, which trusts the external ID of the association", async () => {
    const stack = await createIdentity({ targetRoleArn: TARGET_ROLE });
    expect(stack.get(ASSOCIATION).inputs.targetRoleArn).toBe(TARGET_ROLE);
    expect(statementsIn(stack)).toEqual([
      { Sid: "AssumeTargetRole", Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: TARGET_ROLE },
    ]);
  });

  it("only creates resources when permissions are added", async () => {
    expect(
      await changeBetween(
        () => new PodIdentity("orders", required),
        () => new PodIdentity("orders", { ...required, policies: { metrics: METRICS_POLICY } }),
      ),
    ).toEqual({ created: ["orders-role-metrics"], deleted: [], changed: {} });
  });

  it("adopts an existing role", async () => {
    const stack = await createIdentity({ adopt: { role: { import: "orders" } } });
    expect(stack.get(ROLE).options.importId).toBe("orders");
  });
});

describe("IrsaRole", () => {
  it.each<[string, Partial<IrsaRoleArgs>]>([
    ["default arguments", {}],
    ["all features", withAllFeatures],
  ])("creates these resources with %s", async (_, args) => {
    expect((await createIrsaRole(args)).inventory()).toMatchSnapshot();
  });

  it("trusts exactly one service account and audience", async () => {
    const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    expect((await createIrsaRole()).get(ROLE).inputs.assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${issuer}:sub`]: "system:serviceaccount:shop:orders",
              [`${issuer}:aud`]: "sts.amazonaws.com",
            },
          },
        },
      ],
    });
  });

  it("has exactly the permissions that it is given", async () => {
    expect(statementsIn(await createIrsaRole(withAllFeatures))).toEqual(withAllFeatures.permissions);
  });

  it("returns the annotation of the service account", async () => {
    const stack = await deployed(() => ({
      annotations: new IrsaRole("orders", required).serviceAccountAnnotations,
    }));
    expect(stack.outputs.annotations).toEqual({
      "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/orders-role",
    });
  });
});

describe("the children of an identity", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new PodIdentity("orders", { ...withAllFeatures, targetRoleArn: TARGET_ROLE }, { provider });
      new IrsaRole("reports", withAllFeatures, { provider });
    });
    const children = ["PodIdentity", "IrsaRole"].flatMap((component) =>
      stack.descendants(stack.get(`roadbed:aws:${component}`)),
    );
    for (const { type, provider, inputs } of children) {
      expect([type, provider]).toEqual([type, stack.get("pulumi:providers:aws").urn]);
      if (!type.startsWith("aws:iam/")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
      if (type === ROLE || type === ASSOCIATION) expect(inputs.tags).toMatchObject({ team: "orders" });
    }
    expect(children).toHaveLength(7);
  });

  it("are created even if inputs are unknown", async () => {
    const unknown = {
      cluster: {
        clusterName: unknownOutput<string>(),
        clusterArn: unknownOutput<string>(),
        oidcProviderArn: unknownOutput<string>(),
        oidcIssuerUrl: unknownOutput<string>(),
      },
      namespace: unknownOutput<string>(),
      serviceAccount: unknownOutput<string>(),
      policies: { metrics: unknownOutput<string>() },
      region: unknownOutput<string>(),
      tags: unknownOutput<Record<string, string>>(),
    };
    const targetRoleArn = unknownOutput<string>();
    expect((await createIdentity({ ...unknown, targetRoleArn })).resources).toHaveLength(5);
    expect((await createIrsaRole(unknown)).resources).toHaveLength(3);
  });
});
