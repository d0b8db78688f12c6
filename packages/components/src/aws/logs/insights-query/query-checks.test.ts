import { codesOf, issuesThrownBy, wordingOf } from "../../../../test/argument-issues";
import { ArgumentIssues } from "../../../shared/argument-issues";
import type { LogGroupClass } from "../log-group-args";
import * as queries from "../queries";
import { insightsQuery } from "./query-checks";

const issuesOf = (query: unknown, ...logClasses: LogGroupClass[]) =>
  issuesThrownBy(() => {
    const issues = new ArgumentIssues("LogQueries", "orders");
    issues.check("query", query, insightsQuery(new Set(logClasses)));
    issues.throwIfAny();
  });

describe("insightsQuery", () => {
  it.each([
    "fields @timestamp, @message | sort @timestamp desc | limit 25",
    "fields @timestamp # a | comment\n// another | one\n| filter @message like /a|b/ | stats count(*) by bin(5m)",
    `parse @message 'user=*, method:*, latency := *' as @user, @method, @latency | stats avg(@latency) by @method`,
    String.raw`parse @message /user=(?<user2>.*?), [/]x := (?<latency2>.*?)/ | display user2`,
    'filter (status >= 500 or path = "a | b") and duration / 1000 > 2 | sort by_path, bin(5m) desc | dedup server',
    "stats sum(bytes) / 1024 as kib by `a | b` | sort kib | limit any 5",
    "SOURCE logGroups(namePrefix: ['/aws']) | filterIndex id = 1 | pattern @message | diff | unmask @message",
    "join type=inner (SOURCE '/a' | filter x = 1) on id | countFrequent id | FIELDS id",
  ])("accepts %s", (query) => {
    expect(issuesOf(query)).toEqual([]);
  });

  const invalid = [
    ...[
      "",
      "fields @timestamp |",
      "fields @timestamp || limit 5",
      "@message like /x/",
      "fliter level = 1",
      "SELECT * FROM x",
    ],
    ...["filter @message like /x", 'filter level = "x', "filter (a = 1", "filter a = 1)", "fields | limit 5", "head 5"],
    ...["limit", "limit ten", "limit 0", "limit 100001", "sort @timestamp descending", "sort a asc, `b` up"],
    ...["parse @message", 'parse @message "a=*"', 'parse @message "a=*" as a, b', "parse @message /a=(.*)/"],
    ...["x".repeat(10_001), 5, undefined],
  ];

  it.each(invalid)("rejects %j", (query) => {
    expect(codesOf(issuesOf(query))).toEqual([
      typeof query !== "string"
        ? `${query === undefined ? "missing" : "wrong-type"} query`
        : `${query.length > 10_000 ? "out-of-range" : "invalid-format"} query`,
    ]);
  });

  it("explains each mistake", () => {
    expect(invalid.map((query) => wordingOf(issuesOf(query))).join("\n")).toMatchSnapshot();
  });

  it("rejects commands that a log class does not support", () => {
    const query = "filter a = 1 | Pattern @message";
    expect(issuesOf(query, "STANDARD")).toEqual([]);
    expect(wordingOf(issuesOf(query, "STANDARD", "INFREQUENT_ACCESS"))).toBe(
      'query: log groups of the class "INFREQUENT_ACCESS" do not support the command "pattern". Use another command, or log groups of the class "STANDARD".',
    );
  });
});

describe("the functions in queries", () => {
  it.each([
    ["containers", queries.containers()],
    ["kubernetesWorkloads", queries.kubernetesWorkloads({ namespace: "shop" })],
    ["vpcFlowLogs", queries.vpcFlowLogs()],
  ])("%s returns valid queries", (_, saved) => {
    expect(Object.values(saved).flatMap((query) => issuesOf(query))).toEqual([]);
    expect(saved).toMatchSnapshot();
  });

  it("kubernetesWorkloads rejects names that are not those of a namespace", () => {
    const namespace = 'x" or 1 = 1';
    expect(codesOf(issuesThrownBy(() => queries.kubernetesWorkloads({ namespace })))).toEqual([
      "invalid-format namespace",
    ]);
  });
});
