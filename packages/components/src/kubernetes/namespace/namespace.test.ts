import * as kubernetes from "@pulumi/kubernetes";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { changeBetween } from "../../../test/network";
import { Namespace, type NamespaceArgs } from "../index";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
const allFeatures = {
  namespaceName: "shop-eu",
  podSecurityLevel: "baseline",
  podSecurityVersion: "v1.33",
  egress: "dnsOnly",
  quota: { pods: 100, "requests.memory": "65536Mi", "count/jobs.batch": 20 },
  containerLimits: {
    min: { cpu: "10m" },
    defaultRequests: { cpu: 0.1, memory: "64Mi" },
    defaultLimits: { memory: "1024Mi" },
    max: { cpu: 4, memory: "8Gi" },
  },
  labels: { team: "shop" },
  annotations: { "example.com/contact": "shop@example.com" },
} satisfies NamespaceArgs;

const create = (args?: NamespaceArgs): Promise<StackPlan> => preview(() => new Namespace("shop", args));

describe("Namespace", () => {
  it.each<[string, NamespaceArgs]>([
    ["default arguments", {}],
    ["all features", allFeatures],
    ["no restrictions", { denyIngress: false, mountDefaultToken: true }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("enforces the restricted Pod Security Standard and is protected by default", async () => {
    const { inputs, options } = (await create()).get(NAMESPACE, "shop-namespace");
    expect(options.protect).toBe(true);
    expect(inputs.metadata).toEqual({
      name: "shop",
      labels: {
        "app.kubernetes.io/managed-by": "pulumi",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.34",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.34",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.34",
      },
    });
  });

  it("still audits and warns about the restricted standard if it enforces another one", async () => {
    const { inputs } = (await create(allFeatures)).get(NAMESPACE, "shop-namespace");
    expect(inputs.metadata).toMatchObject({
      name: "shop-eu",
      labels: {
        team: "shop",
        "pod-security.kubernetes.io/enforce": "baseline",
        "pod-security.kubernetes.io/enforce-version": "v1.33",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
      annotations: { "example.com/contact": "shop@example.com" },
    });
  });

  it("is not protected in the development profile", async () => {
    const stack = await create({ profile: "development" });
    expect(stack.get(NAMESPACE, "shop-namespace").options.protect ?? false).toBe(false);
  });

  it("denies incoming connections, and outgoing ones other than DNS queries if egress is dnsOnly", async () => {
    const stack = await create(allFeatures);
    expect(stack.get(POLICY, "shop-deny-ingress").inputs.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress"] });
    expect(stack.get(POLICY, "shop-dns-egress").inputs.spec).toEqual({
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          ports: [
            { port: 53, protocol: "UDP" },
            { port: 53, protocol: "TCP" },
          ],
        },
      ],
    });
  });

  it("writes amounts in the form in which the API server stores them", async () => {
    const stack = await create(allFeatures);
    expect(stack.get("kubernetes:core/v1:ResourceQuota").inputs.spec).toEqual({
      hard: { pods: "100", "requests.memory": "64Gi", "count/jobs.batch": "20" },
    });
    expect(stack.get("kubernetes:core/v1:LimitRange").inputs.spec).toEqual({
      limits: [
        {
          type: "Container",
          min: { cpu: "10m" },
          defaultRequest: { cpu: "100m", memory: "64Mi" },
          default: { memory: "1Gi" },
          max: { cpu: "4", memory: "8Gi" },
        },
      ],
    });
  });

  it("prevents pods that use the default service account from receiving credentials", async () => {
    const { inputs } = (await create()).get("kubernetes:core/v1:ServiceAccountPatch");
    expect(inputs).toMatchObject({ metadata: { name: "default" }, automountServiceAccountToken: false });
  });

  it("adds restrictions without replacing anything", async () => {
    expect(
      await changeBetween(
        () => new Namespace("shop"),
        () => new Namespace("shop", { quota: { pods: 100 }, egress: "dnsOnly", containerLimits: { max: { cpu: 4 } } }),
      ),
    ).toEqual({ created: ["shop-dns-egress", "shop-limits", "shop-quota"], deleted: [], changed: {} });
  });

  it("passes its parent, provider, and labels to all children", async () => {
    const stack = await preview(() => {
      const provider = new kubernetes.Provider("staging", { context: "staging" });
      new Namespace("shop", allFeatures, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:kubernetes:Namespace"));
    expect(children).toHaveLength(6);
    for (const { type, provider, inputs } of children) {
      expect(provider).toBe(stack.get("pulumi:providers:kubernetes").urn);
      if (!type.endsWith("Patch")) expect(inputs.metadata).toMatchObject({ labels: { team: "shop" } });
    }
  });

  it("passes the namespace and its restrictions to workloads as dependencies", async () => {
    await preview(() => {
      const { namespaceDependencies, ...shop } = new Namespace("shop", allFeatures);
      expect(namespaceDependencies).toEqual([
        ...[shop.namespace, shop.denyIngressPolicy, shop.dnsEgressPolicy, shop.resourceQuota, shop.limitRange],
      ]);
    });
  });

  it("is created even if inputs are unknown", async () => {
    const args: NamespaceArgs = { labels: { team: unknownOutput() }, annotations: { contact: unknownOutput() } };
    expect((await create(args)).resources).toHaveLength(4);
  });
});
