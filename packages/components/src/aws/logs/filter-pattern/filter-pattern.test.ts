import { codesOf, issuesThrownBy, wordingOf } from "../../../../test/argument-issues";
import { ArgumentIssues } from "../../../shared/argument-issues";
import { filterPattern, readFilterPattern } from "./filter-pattern";

const issuesOf = (pattern: unknown) =>
  issuesThrownBy(() => {
    const issues = new ArgumentIssues("LogGroup", "orders");
    issues.check("pattern", pattern, filterPattern);
    issues.throwIfAny();
  });

describe("filterPattern", () => {
  it.each([
    ...["", '" "', "ERROR", "ERROR ARGUMENTS", "?ERROR ?ARGUMENTS", '"INTERNAL SERVER ERROR"', "ERROR -ARGUMENTS"],
    ...['ERROR -"status 404"', "%AUTHORIZED%", String.raw`%10\.10\.0\.1%`, "%^starting|^shutting down%", "Überlauf"],
    ...['{ $.eventType = "UpdateTrail" }', "{ $.sourceIPAddress != 123.123.* }", '{ $.arrayKey[0] = "value" }'],
    ...["{ $.eventType = %Trail% }", "{ $.arrayKey[*] = %val.{2}% }", "{ $.number[0] = 1e+3 }", "{ $.latency < 50 }"],
    ...[`{ $.['cluster.name'] = "c" }`, "{ $.SomeObject IS NULL }", "{ $.SomeOtherObject NOT EXISTS }"],
    ...[
      '{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }',
      "{ $.latency = * }",
      "{$.errorCode = 400}",
    ],
    '{ $.user.email = "a@b.c" || $.coordinates[0][1] = "nonmatch" && $.actions[2] = "nonmatch" }',
    '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    "{($.eventSource=kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion))}",
    String.raw`[ip=%127\.0\.0\.[1-9]%, user, username, timestamp, request =*.html*, status_code = 4*, bytes]`,
    "[..., request =*.html*, status_code = 404 || status_code = 410, bytes > 1000]",
    ...["[w1=ERROR, w2]", "[w1!=ERROR && w1!=WARNING, w2]", "[..., status_code=4*,]", "[ip, user, ...]"],
  ])("accepts %s", (pattern) => {
    expect(issuesOf(pattern)).toEqual([]);
  });

  const invalid = [
    ...[
      "ERROR: failed",
      "ERROR || WARN",
      "?ERROR REQUEST",
      '"not closed',
      "%open",
      "$.level = ERROR",
      "/error/",
      "ERROR -",
    ],
    ...["%(a|b)%", "%a!%", String.raw`%\bword%`, "%[%", "%%"],
    ...['{ $.level = "ERROR"', '{ $.level == "ERROR" }', '{ $.level =~ "ERROR" }', "{ $.level = 'ERROR' }", "{ }"],
    ...['{ level = "ERROR" }', '{ $.level = "ERROR }', "{ $.a = 1 AND $.b = 2 }", "{ $.a = 1 | $.b = 2 }", "{ $.a = }"],
    ...[
      "{ ($.a = 1 }",
      "{ $.a = 1) }",
      "{ $.a IS NOT NULL }",
      "{ $.a EXISTS }",
      '{ $.a > "5" }',
      "{ $.a }",
      "{ $ = 1 }",
    ],
    ...["{ $.a[*].b[*] = 1 }", "{ $.* = 1 || $.a.* = 1 || $.b.* = 1 || $.c.* = 1 }", "{ $.a = %x } ", "{ $.a = 1 } x"],
    ...[
      "{ $.a = %a% || $.a = %b% || $.a = %c% }",
      "[w1=ERROR, w2",
      "[w1 ~ ERROR]",
      "[= ERROR]",
      "[]",
      "[ERROR]",
      "[a b]",
      "[a] b",
    ],
    ...["x".repeat(1025), 5, undefined],
  ];

  it.each(invalid)("rejects %j", (pattern) => {
    expect(codesOf(issuesOf(pattern))).toEqual([
      typeof pattern !== "string"
        ? `${pattern === undefined ? "missing" : "wrong-type"} pattern`
        : `${pattern.length > 1024 ? "out-of-range" : "invalid-format"} pattern`,
    ]);
  });

  it("explains each mistake", () => {
    expect(invalid.map((pattern) => wordingOf(issuesOf(pattern))).join("\n")).toMatchSnapshot();
  });
});

describe("readFilterPattern", () => {
  it("returns what a pattern refers to", () => {
    expect(readFilterPattern('{ $.level = "100 %" && $.a[0] = %x% }')).toEqual({
      format: "json",
      fields: ["$.level", "$.a[0]"],
      hasRegularExpression: true,
    });
    expect(readFilterPattern("[ip, ..., status = 5*, bytes]").fields).toEqual(["ip", "status", "bytes"]);
    expect(readFilterPattern("ERROR")).toEqual({ format: "text", fields: [], hasRegularExpression: false });
  });
});
