import { AUTO, MANAGED } from "../../../test/eks-cluster";
import { deployed, previewed } from "../../../test/network";
import { issuesThrownBy, codesOf } from "../../../test/argument-issues";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const ENTRY = "aws:eks/accessEntry:AccessEntry";
const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const PROVIDER = "pulumi:providers:kubernetes";
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

const create = (args: EksClusterArgs) => deployed(() => new EksCluster("main", args));

describe("the access to an EksCluster", () => {
  it("is given to the listed principals only", async () => {
    const stack = await create({
      ...AUTO,
      access: {
        platform: { principalArn: role("platform"), policy: "clusterAdmin" },
        orders: { principalArn: role("orders"), policy: "edit", namespaces: ["orders", "orders-*"] },
        support: { principalArn: role("support"), policy: "view" },
        operations: { principalArn: role("operations"), policy: "admin" },
      },
    });
    const entries = stack.byType(ENTRY).map(({ inputs: { principalArn, type } }) => [principalArn, type]);
    expect(entries).toEqual(["operations", "orders", "platform", "support"].map((name) => [role(name), "STANDARD"]));
    const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
    expect(stack.byType(ASSOCIATION).map(({ inputs }) => [inputs.policyArn, inputs.accessScope])).toEqual([
      [policy("AmazonEKSAdminPolicy"), { type: "cluster" }],
      [policy("AmazonEKSEditPolicy"), { type: "namespace", namespaces: ["orders", "orders-*"] }],
      [policy("AmazonEKSClusterAdminPolicy"), { type: "cluster" }],
      [policy("AmazonEKSViewPolicy"), { type: "cluster" }],
    ]);
  });

  it("associates the new policy after the old one, which AWS cannot tell apart", async () => {
    expect((await create(AUTO)).get(ASSOCIATION).options.deleteBeforeReplace).toBe(true);
  });
});

describe("the private endpoint of an EksCluster", () => {
  it("can be reached from the given sources on port 443 only", async () => {
    const stack = await create({
      ...AUTO,
      apiAccessFrom: { ci: { securityGroupId: "sg-0a1b2c3d" }, office: "10.20.0.0/16" },
    });
    const common = { securityGroupId: "sg-0a1b2c3d4e5f60718", ipProtocol: "tcp", fromPort: 443, toPort: 443 };
    expect(stack.byType(RULE).map(({ inputs }) => inputs)).toMatchObject([
      { ...common, referencedSecurityGroupId: "sg-0a1b2c3d", description: "Kubernetes API from ci" },
      { ...common, cidrIpv4: "10.20.0.0/16", description: "Kubernetes API from office" },
    ]);
  });

  it("has no further rules by default", async () => {
    expect((await create({ ...AUTO, apiAccessFrom: {}, kubernetesObjects: false })).byType(RULE)).toEqual([]);
  });
});

describe("the kubeconfig of an EksCluster", () => {
  /** Returns the kubeconfig, parsed. */
  async function kubeconfig(program: () => unknown): Promise<unknown> {
    const { kubeconfig: content } = (await deployed(program)).outputs;
    return typeof content === "string" ? JSON.parse(content) : content;
  }

  const user = (args: string[], env?: object) => ({
    users: [{ user: { exec: { command: "aws", args, interactiveMode: "Never", ...(env && { env: [env] }) } } }],
  });
  const args = [
    "--region",
    "eu-west-1",
    "eks",
    "get-token",
    "--cluster-name",
    "project-stack-main",
    "--output",
    "json",
  ];

  it("contains no credentials, but the command that obtains them", async () => {
    const config = await kubeconfig(() => ({ kubeconfig: new EksCluster("main", AUTO).kubeconfig }));
    const name = "arn:aws:eks:eu-west-1:123456789012:cluster/project-stack-main";
    expect(config).toMatchObject({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { "certificate-authority-data": "Y2VydGlmaWNhdGU=" } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      "current-context": name,
      ...user(args),
    });
  });

  it("can use a role or a profile", async () => {
    const withRole = await kubeconfig(() => ({
      kubeconfig: new EksCluster("main", { ...AUTO, kubeconfigOptions: { roleArn: role("deploy") } }).kubeconfig,
    }));
    expect(withRole).toMatchObject(user([...args, "--role-arn", role("deploy")]));
    const withProfile = await kubeconfig(() => ({
      kubeconfig: new EksCluster("main", AUTO).kubeconfigFor({ profile: "dev" }),
    }));
    expect(withProfile).toMatchObject(user(args, { name: "AWS_PROFILE", value: "dev" }));
  });

  it("rejects invalid credentials", async () => {
    await previewed(() => {
      const cluster = new EksCluster("main", AUTO);
      const issues = issuesThrownBy(() => cluster.kubeconfigFor({ roleArn: "deploy", user: "me" } as never));
      expect(codesOf(issues)).toEqual(["unknown-argument user"]);
      expect(codesOf(issuesThrownBy(() => cluster.kubeconfigFor({ roleArn: "deploy" })))).toEqual([
        "invalid-format roleArn",
      ]);
    });
  });
});

describe("the Kubernetes provider of an EksCluster", () => {
  it("uses server-side apply, and does not replace objects when the kubeconfig changes", async () => {
    expect((await create(AUTO)).get(PROVIDER).inputs).toMatchObject({
      enableServerSideApply: "true",
      clusterIdentifier: "arn:aws:eks:eu-west-1:123456789012:cluster/project-stack-main",
    });
  });

  it("is created only when it is used", async () => {
    const stack = await previewed(() => new EksCluster("main", { ...MANAGED, kubernetesObjects: false }));
    expect(stack.byType(PROVIDER)).toEqual([]);
  });

  it("exists once", async () => {
    const stack = await previewed(() => {
      const cluster = new EksCluster("main", AUTO);
      expect(cluster.kubernetesProvider).toBe(cluster.provider);
    });
    expect(stack.byType(PROVIDER)).toHaveLength(1);
  });

  it("warns if nothing but nodes can reach the endpoint", async () => {
    const args = { ...AUTO, kubernetesObjects: false, apiAccessFrom: {} };
    const stack = await previewed(() => ({ urn: new EksCluster("main", args).provider.urn }));
    expect(stack.diagnostics).toMatchObject([
      {
        severity: "warning",
        message: expect.stringContaining("The API endpoint of project-stack-main is private") as string,
      },
    ]);
  });
});
