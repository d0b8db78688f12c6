import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { LOAD_BALANCER, NETWORK, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, LoadBalancer, NetworkLoadBalancer, type EcsServiceLoadBalancerArgs } from "../index";

type ListenerArgs = Omit<EcsServiceLoadBalancerArgs, "loadBalancer"> & { readonly strategy?: "canary" | "rolling" };

const network = { ...NETWORK, publicSubnetIds: ["subnet-4a1b2c3d", "subnet-5a1b2c3d"] };

/** Returns the issues of the last of several services that share a load balancer. */
async function issuesOf(type: "application" | "network", ...services: readonly ListenerArgs[]) {
  const { outputs } = await preview(() => {
    const loadBalancer =
      type === "network"
        ? new NetworkLoadBalancer("web", { network, ports: [8080, 9090] })
        : new LoadBalancer("web", {
            network,
            domain: { names: ["example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" },
          });
    const names = ["orders", "invoices", "refunds"];
    return {
      issues: services.flatMap(({ strategy = "rolling", ...listener }, index) =>
        issuesThrownBy(
          () =>
            new EcsService(names[index] ?? "", {
              ...REQUIRED_ARGUMENTS,
              port: 8080,
              loadBalancer: { loadBalancer, ...listener },
              deployment: { strategy },
            }),
        ),
      ),
    };
  });
  return outputs.issues as unknown as ReturnType<typeof issuesThrownBy>;
}

const COLLISIONS: [description: string, type: "application" | "network", services: ListenerArgs[], code: string][] = [
  ["the same default path", "application", [{}, {}], "duplicate loadBalancer.path"],
  [
    "the same paths and hosts in another order",
    "application",
    [
      { path: ["/a", "/b"], host: "api.example.com" },
      { path: ["/b", "/a"], host: "api.example.com" },
    ],
    "duplicate loadBalancer.path",
  ],
  [
    "the same priority",
    "application",
    [
      { path: "/a", priority: 10 },
      { path: "/b", priority: 10 },
    ],
    "duplicate loadBalancer.priority",
  ],
  [
    "the priority of the other rule for test traffic",
    "application",
    [
      { path: "/a", priority: 10, strategy: "canary" },
      { path: "/b", priority: 9 },
    ],
    "duplicate loadBalancer.priority",
  ],
  [
    "a rule for test traffic with the other priority",
    "application",
    [
      { path: "/a", priority: 10 },
      { path: "/b", priority: 11, strategy: "canary" },
    ],
    "duplicate loadBalancer.priority",
  ],
  [
    "a rule after the rule of a service for all paths",
    "application",
    [{ priority: 10 }, { path: "/api/*", priority: 20 }],
    "conflict loadBalancer.priority",
  ],
  [
    "a rule for all paths before the rule of another service",
    "application",
    [
      { path: "/api/*", host: "api.example.com", priority: 20 },
      { host: "*.example.com", priority: 10 },
    ],
    "conflict loadBalancer.priority",
  ],
  ["the same port", "network", [{}, {}], "duplicate loadBalancer.port"],
  [
    "the port of the other test listener",
    "network",
    [{ testTraffic: { port: 9090 }, strategy: "canary" }, { port: 9090 }],
    "duplicate loadBalancer.port",
  ],
];

describe("services that share a load balancer", () => {
  it.each(COLLISIONS)("cannot use %s", async (_, type, services, code) => {
    expect(codesOf(await issuesOf(type, ...services))).toEqual([code]);
  });

  it("explain each collision", async () => {
    const issues = await Promise.all(COLLISIONS.map(([, type, services]) => issuesOf(type, ...services)));
    expect(issues.map(wordingOf).join("\n")).toMatchSnapshot();
  });

  it.each<[string, "application" | "network", ListenerArgs[]]>([
    ["other paths", "application", [{ path: "/a" }, { path: "/b" }, {}]],
    ["paths of the paths of other services", "application", [{}, { path: "/api/*" }, { path: "/api/v1/*" }]],
    ["the same paths of other hosts", "application", [{ host: "a.example.com" }, { host: "b.example.com" }]],
    ["the same path with an explicit priority", "application", [{}, { priority: 10 }]],
    [
      "adjacent priorities without test traffic",
      "application",
      [
        { path: "/a", priority: 10 },
        { path: "/b", priority: 11 },
      ],
    ],
    ["other ports", "network", [{ port: 8080 }, { port: 9090 }]],
  ])("can use %s", async (_, type, services) => {
    expect(await issuesOf(type, ...services)).toEqual([]);
  });

  it("cannot have the same name", async () => {
    const { outputs } = await preview(() => {
      const loadBalancer = new NetworkLoadBalancer("web", { network, ports: [8080] });
      const create = () =>
        new EcsService("orders", { ...REQUIRED_ARGUMENTS, port: 8080, loadBalancer: { loadBalancer } });
      create();
      return { issues: wordingOf(issuesThrownBy(create)) };
    });
    expect(outputs.issues).toBe('name: the program already has a service with the name "orders". Use another name.');
  });

  it("are not compared with the services of other programs in the same process", () => {
    const create = () =>
      preview(
        () =>
          new EcsService("orders", {
            ...REQUIRED_ARGUMENTS,
            port: 8080,
            loadBalancer: { loadBalancer: LOAD_BALANCER },
          }),
      );
    return expect(Promise.all([create(), create()])).resolves.toHaveLength(2);
  });
});
