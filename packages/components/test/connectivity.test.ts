import * as kubernetes from "@pulumi/kubernetes";
import type { StackPlan } from "@roadbed/testing";
import { EcsService, EcsTask, EksNodeGroup, EksNodePool, LoadBalancer, NetworkLoadBalancer, Vpc } from "../src/aws";
import { AUTO_MODE_CLUSTER, EKS_CLUSTER } from "./eks";
import { previewed } from "./network";
import { CLUSTER, IMAGE } from "./workload";

/** Creates all components that need connections to other networks when they start, in a new network. */
function program(): void {
  const network = new Vpc("network");
  const workload = { cluster: CLUSTER, network, image: IMAGE };
  const loadBalancer = new LoadBalancer("web", { network, allowHttp: true });
  new NetworkLoadBalancer("broker", { network, ports: [8883] });
  const taskBeforeDeploy = { command: ["migrate"] };
  new EcsService("orders", { ...workload, port: 8080, loadBalancer: { loadBalancer }, taskBeforeDeploy });
  new EksNodeGroup("general", {
    ...{ cluster: EKS_CLUSTER, network, instanceTypes: ["m7i.large"] },
    ...{ maxNodes: 3, releaseVersion: "1.35.0-20260120" },
  });
  const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "{}" });
  new EksNodePool("batch", { cluster: AUTO_MODE_CLUSTER, network, kubernetesProvider, limits: { cpu: 64 } });
  new EcsTask("report", { ...workload, schedule: { expression: "rate(1 day)" } });
}

/** Returns the names of the resources that are created before a resource, and deleted after it. */
function earlierResources(stack: StackPlan, name: string): readonly string[] {
  const byUrn = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  const found = new Set<string>();
  const visit = (urn: string): void => {
    if (found.has(urn)) return;
    found.add(urn);
    byUrn.get(urn)?.dependencies.forEach(visit);
  };
  stack.resources.filter((resource) => resource.name === name).forEach(({ urn }) => visit(urn));
  return [...found].map((urn) => byUrn.get(urn)?.name ?? urn);
}

describe("a network that the same program creates", () => {
  let stack: StackPlan;
  beforeAll(async () => {
    stack = await previewed(program);
  });

  // AWS rejects a public load balancer in a VPC without an internet gateway.
  it.each(["web-lb", "broker-lb"])("gets its internet gateway before the load balancer %s", (name) => {
    expect(earlierResources(stack, name)).toContain("network-internet-gateway");
  });

  // A task cannot pull its image before, and a node cannot join its cluster, so the first deployment would fail.
  it.each(["orders-service", "orders-before-deploy-run", "report-schedule", "general-nodes-az1", "batch-node-pool"])(
    "gets its routes, gateways, and endpoints before %s starts tasks or nodes",
    (name) => {
      expect(earlierResources(stack, name)).toEqual(
        expect.arrayContaining([
          "network-internet-gateway",
          "network-nat-az1",
          "network-private-az1-default",
          "network-private-az1-association",
          "network-private-az2-default",
          "network-gateway-s3",
        ]),
      );
    },
  );

  it("passes the resources to wait for through Vpc.fromExisting", async () => {
    const through = await previewed(() => {
      const network = Vpc.fromExisting(new Vpc("network"));
      new LoadBalancer("web", { network, allowHttp: true });
    });
    expect(earlierResources(through, "web-lb")).toContain("network-internet-gateway");
  });
});
