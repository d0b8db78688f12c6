import * as kubernetes from "@pulumi/kubernetes";
import { isSecret, preview, unknownOutput, type Value } from "@roadbed/testing";
import {
  ALL_FEATURES,
  controllerOf,
  IMAGE,
  previewWorkload,
  REQUIRED_ARGUMENTS,
  TASK_ARGUMENTS,
} from "../../../test/kubernetes-workload";
import { changeBetween } from "../../../test/network";
import { Namespace, Workload, type WorkloadArgs } from "../index";

const kinds = Object.entries(ALL_FEATURES);

describe("Workload", () => {
  it.each<[string, WorkloadArgs]>([
    ["default arguments", REQUIRED_ARGUMENTS],
    ["one pod", { ...REQUIRED_ARGUMENTS, replicas: 1 }],
    ["no ports", { ...TASK_ARGUMENTS, probes: { readiness: false } }],
    ["a shared volume", { ...REQUIRED_ARGUMENTS, volumes: { data: { path: "/data", claim: { size: "10Gi" } } } }],
    ...kinds.map(([kind, args]) => [`all features of a ${kind}`, args] as [string, WorkloadArgs]),
  ])("creates these resources with %s", async (_, args) => {
    expect((await preview(() => new Workload("orders", args))).inventory()).toMatchSnapshot();
  });

  it.each<[string, WorkloadArgs]>([
    ["default arguments", REQUIRED_ARGUMENTS],
    ["all features of a Deployment", ALL_FEATURES.Deployment],
  ])("writes these objects with %s", async (_, args) => {
    const { resources } = await preview(() => new Workload("orders", args));
    const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
    expect(Object.fromEntries(objects.map(({ name, inputs }) => [name, inputs]))).toMatchSnapshot();
  });

  it.each(kinds)("writes this specification of a %s around its pods", async (_, args) => {
    const { inputs, options } = controllerOf(await preview(() => new Workload("orders", args)));
    const withoutPods = JSON.stringify(inputs.spec, (key, value: unknown) => (key === "template" ? "pods" : value), 2);
    expect(`${withoutPods}\n${JSON.stringify(options.ignoreChanges ?? [])}`).toMatchSnapshot();
  });

  it.each(kinds)("passes its parent, provider, and labels to all children of a %s", async (_, args) => {
    const stack = await preview(() => {
      const provider = new kubernetes.Provider("staging", { context: "staging" });
      new Workload("orders", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:kubernetes:Workload"));
    expect(children.length).toBeGreaterThan(3);
    for (const { provider, inputs } of children) {
      expect(provider).toBe(stack.get("pulumi:providers:kubernetes").urn);
      expect(inputs.metadata).toMatchObject({
        namespace: "shop",
        labels: { team: "shop", "app.kubernetes.io/name": "orders", "app.kubernetes.io/managed-by": "pulumi" },
      });
    }
  });

  it("creates its objects after the restrictions of its namespace", async () => {
    const stack = await preview(() => {
      const namespace = new Namespace("shop", { quota: { pods: 10 } });
      new Workload("orders", { ...REQUIRED_ARGUMENTS, namespace });
    });
    expect(stack.dependencies(controllerOf(stack))).toEqual(
      expect.arrayContaining([
        "kubernetes:core/v1:ResourceQuota shop-quota",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy shop-deny-ingress",
        "kubernetes:networking.k8s.io/v1:NetworkPolicy orders-network-policy",
        "kubernetes:core/v1:ServiceAccount orders-service-account",
      ]),
    );
  });

  it("adds features without replacing anything", async () => {
    const change = await changeBetween(
      () => new Workload("orders", REQUIRED_ARGUMENTS),
      () =>
        new Workload("orders", {
          ...REQUIRED_ARGUMENTS,
          scaling: { maxReplicas: 4 },
          volumes: { settings: { path: "/etc/app", configFiles: { level: "info" } } },
          ingress: { host: "shop.example.com", tlsSecretName: "shop-tls", className: "nginx" },
        }),
    );
    expect(change).toEqual({
      created: ["orders-autoscaler", "orders-ingress", "orders-volume-settings"],
      deleted: [],
      changed: { "orders-deployment": ["spec"] },
    });
  });

  it("is created even if inputs are unknown", async () => {
    const unknown = unknownOutput<string>();
    const stack = await previewWorkload({
      ...{ namespace: unknown, image: unknown, environment: { LEVEL: unknown }, secretEnvironment: { KEY: unknown } },
      ...{ command: [unknown], args: [unknown], labels: { team: unknown }, podAnnotations: { a: unknown } },
      volumes: { a: { path: "/a", secretFiles: { key: unknown } }, b: { path: "/b", existingClaim: unknown } },
      allowFrom: { office: { cidrBlock: unknown }, web: { namespaceName: unknown } },
      ingress: { host: unknown, tlsSecretName: unknown, className: unknown },
      httpRoute: { gateway: { name: unknown, namespaceName: unknown }, hosts: [unknown] },
      ...{ imagePullSecrets: [unknown], tracing: { endpoint: unknown } },
    });
    expect(stack.resources).toHaveLength(10);
  });

  it("exposes names that do not depend on other resources, and its children", async () => {
    await preview(() => {
      const orders = new Workload("orders", { ...REQUIRED_ARGUMENTS, workloadName: "orders-api" });
      expect([orders.workloadName, orders.serviceAccountName]).toEqual(["orders-api", "orders-api"]);
      expect(orders.podSelector).toEqual({
        "app.kubernetes.io/name": "orders-api",
        "app.kubernetes.io/instance": "orders-api",
      });
      expect(orders.controller).toBeInstanceOf(kubernetes.apps.v1.Deployment);
      expect(orders.service).toBeInstanceOf(kubernetes.core.v1.Service);
    });
  });

  it("outputs the host of its Service and the URL of its Ingress or HTTPRoute", async () => {
    const stack = await preview(() => {
      const web = new Workload("web", { ...REQUIRED_ARGUMENTS, ingress: ALL_FEATURES.Deployment.ingress });
      const { httpRoute } = ALL_FEATURES.Deployment;
      const api = new Workload("api", { ...REQUIRED_ARGUMENTS, httpRoute });
      return { host: web.serviceHost, url: web.url, route: api.url };
    });
    expect(stack.outputs).toEqual({
      host: "web.shop.svc",
      url: "https://shop.example.com/orders",
      route: "https://api.example.com",
    });
  });

  it("does not store the content of secrets in plain text", async () => {
    const stack = await preview(
      () =>
        new Workload("orders", {
          ...REQUIRED_ARGUMENTS,
          secretEnvironment: { API_KEY: "s3cr3t-1" },
          volumes: { key: { path: "/run/key", secretFiles: { key: "s3cr3t-2" } } },
          sidecars: { proxy: { image: IMAGE, resources: { memory: "64Mi" }, secretEnvironment: { KEY: "s3cr3t-3" } } },
        }),
    );
    const plain = JSON.stringify(stack.resources, (_, value: Value) => (isSecret(value) ? "[secret]" : value));
    for (const secret of ["s3cr3t-1", "s3cr3t-2", "s3cr3t-3"]) {
      expect(plain).not.toContain(secret);
      expect(plain).not.toContain(Buffer.from(secret).toString("base64"));
    }
  });
});
