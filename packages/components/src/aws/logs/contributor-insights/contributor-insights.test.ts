import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../../test/argument-issues";
import { changeBetween, deployed } from "../../../../test/network";
import { LogGroup } from "../log-group";
import * as contributors from "../contributors";
import { ContributorInsights } from "./contributor-insights";
import type { ContributorInsightsArgs, ContributorRule } from "./contributor-insights-args";

const RULE = "aws:cloudwatch/contributorInsightRule:ContributorInsightRule";
const sources: ContributorRule = { format: "JSON", keys: ["$.client.ip"] };
const ssh: ContributorRule = {
  format: "CLF",
  fields: { 4: "source", 7: "port", 10: "bytes" },
  keys: ["source", "5"],
  sumOf: "bytes",
  filters: [
    { match: "port", equalTo: 22 },
    { match: "source", notIn: ["10.0.0.1"] },
  ],
  title: "Bytes of SSH",
};

describe("ContributorInsights", () => {
  const logGroups = ["/shop/orders", "/aws/lambda/orders-*"];
  const definitionOf = (stack: StackPlan, name: string): unknown =>
    JSON.parse(stack.get(RULE, name).inputs.ruleDefinition as unknown as string);

  it("writes the definitions that CloudWatch documents", async () => {
    const stack = await deployed(() => {
      new ContributorInsights("traffic", { logGroups: [...logGroups, new LogGroup("shop")], rules: { sources, ssh } });
    });
    expect(stack.get(RULE, "traffic-rule-ssh").inputs).toMatchObject({
      ruleName: "project-stack-traffic-ssh",
      ruleState: "ENABLED",
      tags: { Name: "traffic-rule-ssh" },
    });
    expect([definitionOf(stack, "traffic-rule-sources"), definitionOf(stack, "traffic-rule-ssh")]).toMatchSnapshot();
    expect(stack.inventory()).toMatchSnapshot();
  });

  it("accepts the rules for logs of AWS services", async () => {
    const rules = { ...contributors.vpcFlowLogs(), ...contributors.webAclLogs(), ...contributors.resolverQueryLogs() };
    const stack = await deployed(() => new ContributorInsights("network", { logGroups, rules, enabled: false }));
    expect(stack.byType(RULE).map(({ inputs }) => inputs.ruleState)).toEqual(Array(9).fill("DISABLED"));
    expect(definitionOf(stack, "network-rule-most-traffic")).toMatchObject({
      Contribution: { Keys: ["srcaddr", "dstaddr"], ValueOf: "bytes" },
      AggregateOn: "Sum",
    });
  });

  it("only creates an added rule", async () => {
    const withRules = (rules: ContributorInsightsArgs["rules"]) => () =>
      new ContributorInsights("traffic", { logGroups, rules });
    const change = await changeBetween(withRules({ sources }), withRules({ ssh, sources }));
    expect(change).toEqual({ created: ["traffic-rule-ssh"], deleted: [], changed: {} });
  });

  it("passes its parent, provider, and Region to its children, also if inputs are unknown", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      const args = { logGroups: [unknownOutput<string>()], rules: { sources }, region: unknownOutput<string>() };
      new ContributorInsights("traffic", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:ContributorInsights"));
    expect(children.map(({ name, provider }) => [name, provider])).toEqual([
      ["traffic-rule-sources", stack.get("pulumi:providers:aws").urn],
    ]);
  });

  it("returns the charts of its rules", async () => {
    const sets: unknown[] = [];
    await preview(() => {
      const insights = new ContributorInsights("webTraffic", { logGroups, rules: { "slow-paths": sources, ssh } });
      sets.push(insights.monitors({ region: "us-east-1" }), insights.ruleNames);
    });
    expect(sets).toMatchSnapshot();
  });
});

describe("the check of ContributorInsights arguments", () => {
  const issuesOf = (args: object) =>
    issuesThrownBy(() => new ContributorInsights("traffic", { logGroups: ["/shop"], rules: { sources }, ...args }));
  const ofRule = (rule: object) => ({ rules: { top: { ...sources, ...rule } } });
  const ofClf = (rule: object) => ({ rules: { top: { ...ssh, ...rule } } });
  const invalid: [what: string, args: object, codes: string[]][] = [
    ["no rules", { rules: {} }, ["out-of-range rules"]],
    [
      "log groups",
      {
        logGroups: [
          "*",
          "a b",
          "/a",
          { logGroupName: "/a" },
          "aws/*",
          { logGroupName: "/b", logClass: "INFREQUENT_ACCESS" },
          {},
          5,
        ],
      },
      [
        "invalid-format logGroups[0]",
        "invalid-format logGroups[1]",
        "invalid-format logGroups[4]",
        "conflict logGroups[5]",
        "missing logGroups[6].logGroupName",
        "wrong-type logGroups[7]",
        "duplicate logGroups[3]",
      ],
    ],
    ["no log groups", { logGroups: [] }, ["out-of-range logGroups"]],
    ["a log group instead of several", { logGroups: "/shop" }, ["wrong-type logGroups"]],
    [
      "rules of another type",
      { rules: { "my rule": sources, az1: sources, none: true } },
      ["invalid-format rules.my rule", "invalid-format rules.az1", "wrong-type rules.none"],
    ],
    ["another format", ofRule({ format: "json" }), ["not-allowed rules.top.format"]],
    [
      "misspelled properties, and titles of several lines",
      { rules: { top: { ...sources, sumof: "$.bytes" }, ips: { ...sources, title: "a\nb" } } },
      ["unknown-argument rules.top.sumof", "invalid-format rules.ips.title"],
    ],
    [
      "fields of another format",
      ofRule({ keys: ["ip", "$ip", "$.a[x]", 1], fields: { 1: "ip" } }),
      [
        "conflict rules.top.fields",
        "invalid-format rules.top.keys[0]",
        "invalid-format rules.top.keys[1]",
        "invalid-format rules.top.keys[2]",
        "wrong-type rules.top.keys[3]",
      ],
    ],
    [
      "unknown names of fields",
      ofClf({ keys: ["sorce"], sumOf: "$.bytes", filters: [{ match: "0", isPresent: true }] }),
      ["not-allowed rules.top.keys[0]", "not-allowed rules.top.sumOf", "not-allowed rules.top.filters[0].match"],
    ],
    [
      "fields without names",
      ofClf({ fields: undefined }),
      [
        "not-allowed rules.top.keys[0]",
        "not-allowed rules.top.sumOf",
        "not-allowed rules.top.filters[0].match",
        "not-allowed rules.top.filters[1].match",
      ],
    ],
    [
      "positions",
      ofClf({ fields: { 0: "source", "1.5": "port", 2: "1", 3: "bytes", 4: "bytes", 5: "größe" } }),
      [
        'invalid-format rules.top.fields["0"]',
        'invalid-format rules.top.fields["2"]',
        'duplicate rules.top.fields["4"]',
        'invalid-format rules.top.fields["5"]',
        'invalid-format rules.top.fields["1.5"]',
      ],
    ],
    [
      "numbers of keys and filters",
      ofRule({ keys: [], filters: Array(5).fill({ match: "$.a", isPresent: true }) }),
      ["out-of-range rules.top.keys", "out-of-range rules.top.filters"],
    ],
    ["a key twice", ofRule({ keys: ["$.a", "$.a"] }), ["duplicate rules.top.keys[1]"]],
    [
      "keys and filters that are no arrays",
      ofRule({ keys: "$.a", filters: {} }),
      ["wrong-type rules.top.keys", "wrong-type rules.top.filters"],
    ],
    [
      "operators",
      ofRule({
        filters: [
          { match: "$.a" },
          { match: "$.a", in: ["x"], equalTo: 1 },
          { match: "$.a", equals: 1 },
          { in: ["x"] },
        ],
      }),
      [
        "missing rules.top.filters[0]",
        "conflict rules.top.filters[1]",
        "unknown-argument rules.top.filters[2].equals",
        "missing rules.top.filters[3].match",
      ],
    ],
    [
      "operands",
      ofRule({
        filters: [
          { match: "$.a", equalTo: "REJECT" },
          { match: "$.a", in: "x" },
          { match: "$.a", startsWith: ["", "ä", 1] },
          { match: "$.a", isPresent: "yes" },
        ],
      }),
      [
        "wrong-type rules.top.filters[0].equalTo",
        "wrong-type rules.top.filters[1].in",
        "invalid-format rules.top.filters[2].startsWith[0]",
        "invalid-format rules.top.filters[2].startsWith[1]",
        "wrong-type rules.top.filters[2].startsWith[2]",
        "wrong-type rules.top.filters[3].isPresent",
      ],
    ],
    ["a long name", { rules: { ["x".repeat(120)]: sources } }, [`out-of-range rules.${"x".repeat(120)}`]],
    [
      "a long definition",
      { logGroups: Array.from({ length: 20 }, (_, index) => `/${"x".repeat(500)}${index}`) },
      ["out-of-range rules.sources"],
    ],
    [
      "common arguments",
      { enabled: "yes", region: "x", tags: 1 },
      ["wrong-type enabled", "invalid-format region", "wrong-type tags"],
    ],
    ["unknown children", { adopt: { sources: {} } }, ["unknown-argument adopt.sources"]],
  ];

  it.each(invalid)("reports %s", (_, args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([, args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
