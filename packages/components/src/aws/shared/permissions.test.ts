import * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues } from "../../shared/argument-issues";
import { checkPermissions, type PermissionInput } from "./permissions";

const queue = "arn:aws:sqs:eu-west-1:123456789012:orders";
const statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queue } as const;

/** Returns the issues of permissions of any type, as in JavaScript programs. */
function issuesOf(permissions: unknown) {
  const issues = new ArgumentIssues("EcsService", "orders");
  checkPermissions(issues, "permissions", permissions as readonly PermissionInput[]);
  return issuesThrownBy(() => {
    issues.throwIfAny();
  });
}

const INVALID: [description: string, permissions: unknown, ...codes: string[]][] = [
  ["a single statement", statement, "wrong-type permissions"],
  ["the name of an action", ["sqs:SendMessage"], "wrong-type permissions[0]"],
  ["an output as a permission", [pulumi.output(statement)], "wrong-type permissions[0]"],
  ["statements that are not an array", [{ statements: statement }], "wrong-type permissions[0].statements"],
  ["an invalid statement of a permission", [{ statements: [queue] }], "wrong-type permissions[0].statements[0]"],
  ["an unknown effect", [{ ...statement, Effect: "allow" }], "not-allowed permissions[0].Effect"],
  [
    "a misspelled property",
    [{ ...statement, Action: undefined, Actions: "sqs:SendMessage" }],
    "unknown-argument permissions[0].Actions",
    "missing permissions[0].Action",
  ],
  ["a principal", [{ ...statement, Principal: "*" }], "not-allowed permissions[0].Principal"],
  ["no resource", [{ Effect: "Allow", Action: "sqs:*" }], "missing permissions[0].Resource"],
  ["no actions", [statement, { ...statement, Action: [] }], "wrong-type permissions[1].Action"],
  ["a number as an action", [{ ...statement, Action: [1] }], "wrong-type permissions[0].Action"],
];

describe("checkPermissions", () => {
  it.each(INVALID)("rejects %s", (_, permissions, ...codes) => {
    expect(codesOf(issuesOf(permissions))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(INVALID.map(([, permissions]) => wordingOf(issuesOf(permissions))).join("\n")).toMatchSnapshot();
  });

  it("accepts permissions and statements whose values are outputs", () => {
    const output = pulumi.output(queue);
    expect(issuesOf([])).toEqual([]);
    expect(
      issuesOf([{ statements: [statement] }, { Effect: "Deny", NotAction: ["sqs:*"], NotResource: [output, queue] }]),
    ).toEqual([]);
    expect(issuesOf([{ ...statement, Resource: output }])).toEqual([]);
  });
});
