import { UNKNOWN, type Resource } from "@roadbed/plan";
import { resource } from "../../test/plans";
import { ResourceGraph } from "./graph";
import { isNotEmpty } from "../kernel/connectives";
import { checkStack } from "../kernel/run-check";
import { CheckRun } from "../kernel/check-run";

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

/** Whether the last resource meets the first by a property. */
function meets(property: string, ...resources: readonly Resource[]): string {
  const graph = new ResourceGraph(resources);
  const [to = component, from = component] = [resources[0], resources.at(-1)];
  return graph.matchReference(from, property, to);
}

describe("whether a property means a resource", () => {
  const [a, b] = [group("a"), group("b")];
  const known = group("a", { id: "sg-1" });
  const byArn = group("a", { outputs: { arn: "arn:aws:ec2:eu-west-1:1:security-group/sg-1" } });

  it.each<[string, readonly Resource[], string]>([
    ["yes by an equal id", [known, rule("sg-1")], "yes"],
    ["no by another id", [known, rule("sg-2")], "no"],
    ["yes by the id at the end of the ARN", [byArn, rule("sg-1")], "yes"],
    ["no by a text, when the resource is yet to be created", [a, rule("sg-1")], "no"],
    ["yes by a known text that comes from the resource", [a, rule("sg-1", [a])], "yes"],
    ["no by a known text that comes from it and is another id", [known, rule("sg-2", [known])], "no"],
    ["yes by an unknown that comes from it alone", [a, b, rule(UNKNOWN, [a])], "yes"],
    ["no by an unknown that comes from another", [a, b, rule(UNKNOWN, [b])], "no"],
    ["maybe by an unknown of several", [a, b, rule(UNKNOWN, [a, b])], "maybe"],
    ["yes by as many unknowns as there are sources", [a, b, rule([UNKNOWN, UNKNOWN], [a, b])], "yes"],
    [
      "yes by an unknown that other kinds of resources come into",
      [a, resource(NODES, "n", {}), rule(UNKNOWN, [a])],
      "yes",
    ],
    ["maybe by an unknown from nowhere", [a, rule(UNKNOWN)], "maybe"],
    ["maybe by an unknown from a component, which may hold it", [a, component, rule(UNKNOWN, [component])], "maybe"],
    ["maybe by an unknown from outside of the plan", [a, rule(UNKNOWN, [group("elsewhere")])], "maybe"],
    ["no by nothing", [a, rule(undefined)], "no"],
    ["no by a text of another kind", [a, rule({ text: "a" })], "no"],
  ])("is %s", (_, resources, expected) => {
    expect(meets("securityGroupId", ...resources)).toBe(expected);
  });

  it("is maybe by a text, where the resource has a name that is not known yet, and nothing else is called so", () => {
    const unnamed = resource("aws:autoscaling/group:Group", "a", { name: UNKNOWN });
    const other = resource("aws:autoscaling/group:Group", "b", { name: "web" });
    const policy = (autoscalingGroupName: string) =>
      resource("aws:autoscaling/policy:Policy", "p", { autoscalingGroupName });
    expect(meets("autoscalingGroupName", unnamed, policy("web"))).toBe("maybe");
    expect(meets("autoscalingGroupName", unnamed, other, policy("web"))).toBe("no");
    expect(meets("autoscalingGroupName", unnamed, policy("sg-0a1b2c3d4e5f60718"))).toBe("no");
    const graph = new ResourceGraph([unnamed, policy("web")]);
    const judged = checkStack(new CheckRun(false, false), () =>
      isNotEmpty(graph.referrers(unnamed, "aws:autoscaling/policy:Policy", "autoscalingGroupName"))
        ? "found"
        : undefined,
    );
    expect([judged.violations.length, judged.undecided.length]).toEqual([0, 1]);
  });

  it("goes along paths, through lists, and to names and ARNs", () => {
    const table = resource("aws:dynamodb/table:Table", "t", { name: "orders" });
    const target = resource("aws:appautoscaling/target:Target", "s", { resourceId: "table/orders" });
    expect(meets("resourceId", table, target)).toBe("yes");
    const logs = resource("aws:cloudwatch/logGroup:LogGroup", "l", { name: "/trails/all" });
    const trail = resource("aws:cloudtrail/trail:Trail", "c", {
      cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:1:log-group:/trails/all:*",
    });
    expect(meets("cloudWatchLogsGroupArn", logs, trail)).toBe("yes");
    const deployment = resource("kubernetes:apps/v1:Deployment", "d", { metadata: { name: "web" } });
    const scaler = resource("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", "h", {
      spec: { scaleTargetRef: { name: "web" } },
    });
    expect(meets("spec.scaleTargetRef.name", deployment, scaler)).toBe("yes");
    const service = resource("aws:ecs/service:Service", "s", {
      loadBalancers: [{ containerName: "x" }, { targetGroupArn: "tg" }],
    });
    expect(meets("loadBalancers.targetGroupArn", group("a", { id: "tg" }), service)).toBe("yes");
  });
});

/** What a stack rule says: names of resources, with a question mark where open. */
function found(graph: ResourceGraph, check: (graph: ResourceGraph) => unknown): readonly string[] {
  const name = (urn = "") => urn.split("::").at(-1) ?? "";
  const { violations, undecided, error } = checkStack(new CheckRun(false, false), () => check(graph));
  return [
    ...violations.map(({ urn }) => name(urn)),
    ...undecided.map(({ subject, urn, path }) => `${name(subject ?? urn)}? ${path} of ${name(urn)}`),
    ...(error ? [error.message] : []),
  ];
}

describe("who refers to a resource", () => {
  const hasRules = (graph: ResourceGraph) =>
    graph
      .byType(GROUP)
      .filter((owner) => isNotEmpty(graph.referrers(owner, RULE, "securityGroupId")))
      .map((owner) => ({ resource: owner, message: "has rules" }));

  it("is found for each, by dependency and by text", () => {
    const [a, b, c] = [group("a"), group("b", { id: "sg-b" }), group("c")];
    expect(found(new ResourceGraph([a, b, c, rule(UNKNOWN, [a]), rule("sg-b", [], "other")]), hasRules)).toEqual([
      "a",
      "b",
    ]);
  });

  it("may be open for one resource and known for another", () => {
    const [a, b, c] = [group("a"), group("b"), group("c")];
    const graph = new ResourceGraph([a, b, c, rule(UNKNOWN, [a, b], "ab"), rule(UNKNOWN, [b], "b-rule")]);
    expect(found(graph, hasRules)).toEqual(["b", "a? securityGroupId of ab"]);
  });

  it("is open for all if many rules may mean anything, without trying every pair", () => {
    const groups = Array.from({ length: 3_000 }, (_, index) => group(`g${index}`));
    const rules = Array.from({ length: 3_000 }, (_, index) => rule(UNKNOWN, [], `r${index}`));
    const open = found(new ResourceGraph([...groups, ...rules]), hasRules);
    expect(new Set(open.map((text) => text.slice(0, text.indexOf("?")))).size).toBe(3_000);
  });

  it("leaves out what is only read, but lets others refer to it", () => {
    const theirs = group("theirs", { external: true });
    expect(found(new ResourceGraph([theirs, rule(UNKNOWN, [theirs])]), hasRules)).toEqual([]);
    const mine = group("mine");
    expect(found(new ResourceGraph([theirs, mine, rule(UNKNOWN, [theirs])]), hasRules)).toEqual([]);
  });

  it("reads the inputs of others like those of the resource itself", () => {
    const open = (graph: ResourceGraph) =>
      graph
        .byType(RULE)
        .map(
          (one) => (one.props as { cidrIpv4?: string }).cidrIpv4 === "0.0.0.0/0" && { resource: one, message: "open" },
        );
    const graph = new ResourceGraph([
      resource(RULE, "a", { cidrIpv4: "0.0.0.0/0" }),
      resource(RULE, "b", { cidrIpv4: UNKNOWN }),
      resource(RULE, "c", {}),
    ]);
    expect(found(graph, open)).toEqual(["a", "b? cidrIpv4 of b"]);
  });

  it("must be told with the resource it is about", () => {
    expect(found(new ResourceGraph([]), () => [{ message: "nobody" }])).toEqual([
      "an issue of a stack rule must name a resource of the graph",
    ]);
  });
});

describe("whether a value is an output of a type", () => {
  const [a, b, nodes] = [group("a"), group("b"), resource(NODES, "n", {})];
  const isOutput = (from: Resource, ...others: readonly Resource[]) =>
    new ResourceGraph([from, ...others]).isOutputOf(from, "securityGroupId", GROUP);

  it("is so of an unknown that comes from resources of the type", () => {
    expect(isOutput(rule(UNKNOWN, [a]), a)).toBe(true);
    expect(isOutput(rule(UNKNOWN, [a, b]), a, b)).toBe(true);
  });

  it("is not of what is known, also if the program says that it comes from one", () => {
    expect(isOutput(rule("sg-1", [a]), a)).toBe(false);
    expect(isOutput(rule(undefined, [a]), a)).toBe(false);
  });

  it("is not where anything else may have come into it", () => {
    expect(isOutput(rule(UNKNOWN), a)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [a, nodes]), a, nodes)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [a, component]), a, component)).toBe(false);
    expect(isOutput(rule(UNKNOWN, [b]), a)).toBe(false);
  });
});
