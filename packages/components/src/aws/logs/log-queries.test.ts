import * as aws from "@pulumi/aws";
import { preview, unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween, deployed } from "../../../test/network";
import { LogGroup, LogQueries, type LogQueriesArgs } from "./index";
import { containers } from "./queries";

const QUERY = "aws:cloudwatch/queryDefinition:QueryDefinition";
const errors = 'filter level = "ERROR" | limit 50';

describe("LogQueries", () => {
  it("saves queries in a folder", async () => {
    const stack = await deployed(() => {
      const logGroups = [new LogGroup("shop"), "/aws/lambda/resize", { logGroupName: "/shop/orders" }];
      new LogQueries("orders", { logGroups, queries: { errors, ...containers() } });
    });
    expect(stack.get(QUERY, "orders-query-last-events").inputs).toMatchObject({
      name: "project/stack/orders/last-events",
      logGroupNames: ["shop-group", "/aws/lambda/resize", "/shop/orders"],
    });
    expect(stack.inventory()).toMatchSnapshot();
  });

  it("only creates an added query", async () => {
    const withQueries = (queries: LogQueriesArgs["queries"]) => () => new LogQueries("orders", { queries });
    const change = await changeBetween(withQueries({ errors }), withQueries({ all: "limit 5", errors }));
    expect(change).toEqual({ created: ["orders-query-all"], deleted: [], changed: {} });
  });

  it("passes its parent, provider, and Region to its children, also if inputs are unknown", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      const args = { folder: "shop", logGroups: [unknownOutput<string>()], region: "eu-west-1" };
      new LogQueries("orders", { queries: { errors }, ...args }, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:LogQueries"));
    expect(children.map(({ provider, inputs }) => [inputs.name, provider, inputs.region])).toEqual([
      ["shop/errors", stack.get("pulumi:providers:aws").urn, "eu-west-1"],
    ]);
  });
});

describe("the check of LogQueries arguments", () => {
  const issuesOf = (args: object) => issuesThrownBy(() => new LogQueries("orders", args as LogQueriesArgs));
  const ofClass = (logClass: string) => ({ logGroupName: `/shop/${logClass}`, logClass });
  const invalid: [args: object, codes: string[]][] = [
    [{}, ["missing queries"]],
    [{ queries: {} }, ["out-of-range queries"]],
    [{ queries: { errors }, logGroups: "/shop" }, ["wrong-type logGroups"]],
    [
      { queries: { "my errors": "fliter x = 1", b: 5 }, logGroups: ["a b", 5, {}, "/a", "/a", null], folder: "/shop" },
      [
        "invalid-format logGroups[0]",
        "wrong-type logGroups[1]",
        "missing logGroups[2].logGroupName",
        "wrong-type logGroups[5]",
        "duplicate logGroups[4]",
        "invalid-format folder",
        "invalid-format queries.my errors",
        "invalid-format queries.my errors",
        "wrong-type queries.b",
      ],
    ],
    [
      { queries: { patterns: "pattern @message" }, logGroups: ["INFREQUENT_ACCESS", "DELIVERY"].map(ofClass) },
      ["conflict logGroups[1]", "conflict queries.patterns"],
    ],
    [
      {
        queries: { errors },
        folder: "x".repeat(255),
        logGroups: Array.from({ length: 51 }, (_, index) => `/${index}`),
      },
      ["out-of-range logGroups", "out-of-range queries.errors"],
    ],
    [
      { queries: { errors }, region: "x", tags: 1, adopt: { errors: {} } },
      ["invalid-format region", "wrong-type tags", "unknown-argument adopt.errors"],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
