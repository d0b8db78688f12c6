import { UNKNOWN, type Resource } from "@roadbed/plan";
import { resource } from "../../test/plans";
import { ResourceGraph } from "./graph";
import { isNotEmpty } from "../kernel/connectives";
import { checkStack } from "../kernel/run-check";
import { CheckRun } from "../kernel/check-session";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const NODES = "aws:eks/nodeGroup:NodeGroup";

const group = (name: string, more: Partial<Resource> = {}) => resource(GROUP, name, {}, more);
const rule = (securityGroupId: unknown, sources: readonly Resource[] = [], name = "rule") =>
  resource(
    RULE,
    name,
    { securityGroupId },
    { propertyDependencies: { securityGroupId: sources.map(({ urn }) => urn) } },
  );

const component = resource("acme:net:Module", "module", {}, { custom: false });

/** Returns whether a property of the last resource references the first. */
function match(property: string, ...resources: readonly Resource[]): string {
  const graph = new ResourceGraph(resources);
  const [to = component, from = component] = [resources[0], resources.at(-1)];
  return graph.matchReference(from, property, to);
}

describe("matchReference", () => {
  const [a, b] = [group("a"), group("b")];
  const known = group("a", { id: "sg-1" });
  const byArn = group("a", { outputs: { arn: "arn:aws:ec2:eu-west-1:1:security-group/sg-1" } });

  it.each<[string, readonly Resource[], string]>([
    ["an equal ID", [known, rule("sg-1")], "yes"],
    ["another ID", [known, rule("sg-2")], "no"],
    ["the ID at the end of the ARN", [byArn, rule("sg-1")], "yes"],
    ["a known string if the resource does not exist yet", [a, rule("sg-1")], "no"],
    ["a known string that depends on the resource", [a, rule("sg-1", [a])], "yes"],
    ["a known string that depends on the resource but is another ID", [known, rule("sg-2", [known])], "no"],
    ["an unknown that depends on the resource alone", [a, b, rule(UNKNOWN, [a])], "yes"],
    ["an unknown that depends on another resource", [a, b, rule(UNKNOWN, [b])], "no"],
    ["an unknown that depends on several resources", [a, b, rule(UNKNOWN, [a, b])], "maybe"],
    ["as many unknowns as dependencies", [a, b, rule([UNKNOWN, UNKNOWN], [a, b])], "yes"],
    [
      "an unknown that also depends on resources of other types",
      [a, resource(NODES, "n", {}), rule(UNKNOWN, [a])],
      "yes",
    ],
    ["an unknown without dependencies", [a, rule(UNKNOWN)], "maybe"],
    [
      "an unknown that depends on a component, which may contain the resource",
      [a, component, rule(UNKNOWN, [component])],
      "maybe",
    ],
    ["an unknown that depends on a resource outside the plan", [a, rule(UNKNOWN, [group("elsewhere")])], "maybe"],
    ["an absent property", [a, rule(undefined)], "no"],
    ["a value that is not a string", [a, rule({ key: "a" })], "no"],
  ])("compares %s", (_, resources, expected) => {
    expect(match("securityGroupId", ...resources)).toBe(expected);
  });

  it("returns maybe for a name that only a resource with an unknown name could have", () => {
    const unnamed = resource("aws:autoscaling/group:Group", "a", { name: UNKNOWN });
    const other = resource("aws:autoscaling/group:Group", "b", { name: "web" });
    const policy = (autoscalingGroupName: string) =>
      resource("aws:autoscaling/policy:Policy", "p", { autoscalingGroupName });
    expect(match("autoscalingGroupName", unnamed, policy("web"))).toBe("maybe");
    expect(match("autoscalingGroupName", unnamed, other, policy("web"))).toBe("no");
    expect(match("autoscalingGroupName", unnamed, policy("sg-0a1b2c3d4e5f60718"))).toBe("no");
    const graph = new ResourceGraph([unnamed, policy("web")]);
    const checked = checkStack(new CheckRun(false, false), () =>
      isNotEmpty(graph.referrers(unnamed, "aws:autoscaling/policy:Policy", "autoscalingGroupName"))
        ? "found"
        : undefined,
    );
    expect([checked.violations.length, checked.undecided.length]).toEqual([0, 1]);
  });

  it("follows paths and lists, and compares names and ARNs", () => {
    const table = resource("aws:dynamodb/table:Table", "t", { name: "orders" });
    const target = resource("aws:appautoscaling/target:Target", "s", { resourceId: "table/orders" });
    expect(match("resourceId", table, target)).toBe("yes");
    const logs = resource("aws:cloudwatch/logGroup:LogGroup", "l", { name: "/trails/all" });
    const trail = resource("aws:cloudtrail/trail:Trail", "c", {
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:1:log-group:/trails/all:*",
    });
    expect(match("cloudWatchLogsGroupArn", logs, trail)).toBe("yes");
    const deployment = resource("kubernetes:apps/v1:Deployment", "d", { metadata: { name: "web" } });
    const scaler = resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "h", {
      spec: { scaleTargetRef: { name: "web" } },
    });
    expect(match("spec.scaleTargetRef.name", deployment, scaler)).toBe("yes");
    const service = resource("aws:ecs/service:Service", "s", {
      loadBalancers: [{ containerName: "x" }, { targetGroupArn: "tg" }],
    });
    expect(match("loadBalancers.targetGroupArn", group("a", { id: "tg" }), service)).toBe("yes");
  });
});

/** Returns the names of the resources that a stack rule reports, with a question mark after undecided ones. */
function report(graph: ResourceGraph, check: (graph: ResourceGraph) => unknown): readonly string[] {
  const name = (urn = "") => urn.split("::").at(-1) ?? "";
  const { violations, undecided, error } = checkStack(new CheckRun(false, false), () => check(graph));
  return [
    ...violations.map(({ urn }) => name(urn)),
    ...undecided.map(({ subject, urn, path }) => `${name(subject ?? urn)}? ${path} of ${name(urn)}`),
    ...(error ? [error.message] : []),
  ];
}

describe("referrers", () => {
  const hasRules = (graph: ResourceGraph) =>
    graph
      .byType(GROUP)
      .filter((owner) => isNotEmpty(graph.referrers(owner, RULE, "securityGroupId")))
      .map((owner) => ({ resource: owner, message: "has rules" }));

  it("finds the referrers of each resource by dependency and by ID", () => {
    const [a, b, c] = [group("a"), group("b", { id: "sg-b" }), group("c")];
    expect(report(new ResourceGraph([a, b, c, rule(UNKNOWN, [a]), rule("sg-b", [], "other")]), hasRules)).toEqual([
      "a",
      "b",
    ]);
  });

  it("can be undecided for one resource and known for another", () => {
    const [a, b, c] = [group("a"), group("b"), group("c")];
    const graph = new ResourceGraph([a, b, c, rule(UNKNOWN, [a, b], "ab"), rule(UNKNOWN, [b], "b-rule")]);
    expect(report(graph, hasRules)).toEqual(["b", "a? securityGroupId of ab"]);
  });

  it("is undecided for all resources without comparing every pair if the references are unknown", () => {
    const groups = Array.from({ length: 3_000 }, (_, index) => group(`g${index}`));
    const rules = Array.from({ length: 3_000 }, (_, index) => rule(UNKNOWN, [], `r${index}`));
    const open = report(new ResourceGraph([...groups, ...rules]), hasRules);
    expect(new Set(open.map((entry) => entry.slice(0, entry.indexOf("?")))).size).toBe(3_000);
  });

  it("does not report external resources but follows references to them", () => {
    const external = group("external", { external: true });
    expect(report(new ResourceGraph([external, rule(UNKNOWN, [external])]), hasRules)).toEqual([]);
    const managed = group("managed");
    expect(report(new ResourceGraph([external, managed, rule(UNKNOWN, [external])]), hasRules)).toEqual([]);
  });

  it("reads unknown inputs of other resources as undecided", () => {
    const open = (graph: ResourceGraph) =>
      graph
        .byType(RULE)
        .map(
          (entry) =>
            (entry.props as { cidrIpv4?: string }).cidrIpv4 === "0.0.0.0/0" && { resource: entry, message: "open" },
        );
    const graph = new ResourceGraph([
      resource(RULE, "a", { cidrIpv4: "0.0.0.0/0" }),
      resource(RULE, "b", { cidrIpv4: UNKNOWN }),
      resource(RULE, "c", {}),
    ]);
    expect(report(graph, open)).toEqual(["a", "b? cidrIpv4 of b"]);
  });

  it("rejects an issue without a resource", () => {
    expect(report(new ResourceGraph([]), () => [{ message: "no resource" }])).toEqual([
      "a stack rule's issue must name a resource of the graph",
    ]);
  });
});

describe("isOutputOf", () => {
  const [a, b, nodes] = [group("a"), group("b"), resource(NODES, "n", {})];
  const isOutput = (from: Resource, ...others: readonly Resource[]) =>
    new ResourceGraph([from, ...others]).isOutputOf(from, "securityGroupId", GROUP);

  it("is true for an unknown that depends only on resources of the type", () => {
    expect(isOutput(rule(UNKNOWN, [a]), a)).toBe(true);
    expect(isOutput(rule(UNKNOWN, [a, b]), a, b)).toBe(true);
  });

  it("is false for known values, even if they depend on a resource of the type", () => {
    expect(isOutput(rule("sg-1", [a]), a)).toBe(false);
    expect(isOutput(rule(undefined, [a]), a)).toBe(false);
  });

  it("is false for an unknown that may depend on anything else", () => {
    expect(isOutput(rule(UNKNOWN), a)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [a, nodes]), a, nodes)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [a, component]), a, component)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [b]), a)).toBe(false);
  });
});
