import { makeSecret, UNKNOWN } from "@roadbed/plan";
import { toProperties } from "../kernel/plain-values";
import { readersOf } from "../authoring/define-view";
import { ingress } from "../views/ingress";
import { attachedPolicies } from "../views/managed-policies";
import { aclIngress } from "../views/network-acl-entries";
import { policyDocuments } from "../views/policy-documents";
import { roleBindings, roleRules } from "../views/rbac";
import { compareAccess } from "./compare-access";

/** The views of rules that read who can access what. */
const VIEWS = [policyDocuments, attachedPolicies, ingress, aclIngress, roleRules, roleBindings];

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const compare = (before: object, after: object) =>
  compareAccess(rolePolicy, toProperties({ policy: before }), toProperties({ policy: after }));

const statementsOf = (count: number, statement: (index: number) => object) => ({
  Version: "2012-10-17",
  Statement: Array.from({ length: count }, (_, index) => ({ Effect: "Allow", Action: "s3:*", ...statement(index) })),
});

describe("compareAccess", () => {
  it("compares all types whose access rules read", () => {
    const types = VIEWS.flatMap((view) => readersOf<unknown, string>(view).map(([type]) => type));
    expect(types.filter((type) => compareAccess(type, undefined, toProperties({})) === undefined)).toEqual([]);
  });

  it("decides policies of the maximum size", () => {
    const before = statementsOf(100, (index) => ({ Resource: `arn:aws:s3:::bucket-${index}/*` }));
    const after = statementsOf(100, (index) => ({ Resource: `arn:aws:s3:::bucket-${index % 99}/*` }));
    expect(compare(before, after)?.verdict).toBe("narrower");
    expect(compare(after, before)?.changes).toEqual([
      { verdict: "broader", at: "policy.Statement[99]", message: "allows more resources" },
    ]);
  });

  it("does not decide policies that are too complex", () => {
    const policyOf = (end: string) => statementsOf(1, () => ({ Resource: `${"a".repeat(310_000)}${end}` }));
    expect(compare(policyOf("a"), policyOf("*"))?.changes).toEqual([
      { verdict: "undecided", at: "policy", message: "is too complex to compare" },
    ]);
  });

  it("contains no values of the inputs in its messages", () => {
    const before = statementsOf(1, () => ({
      Resource: makeSecret("hunter2"),
      Condition: { Unsupported: { key: "a" } },
    }));
    const after = statementsOf(1, () => ({ Resource: [makeSecret("hunter3"), UNKNOWN] }));
    expect(JSON.stringify(compare(before, after))).not.toContain("hunter");
  });

  it.each([
    ["a statement", { Statement: UNKNOWN }],
    ["an effect", { Statement: [{ Effect: UNKNOWN, Action: "s3:*", Resource: "*" }] }],
    ["an action", { Statement: { Effect: "Allow", Action: [UNKNOWN], Resource: "*" } }],
    ["a condition", { Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: UNKNOWN } }],
  ])("does not decide whether %s that becomes known allows more", (_, before) => {
    const after = { Statement: { Effect: "Allow", Action: "s3:Get*", Resource: "*" } };
    expect(compare(before, after)?.verdict).not.toBe("same");
    expect(compare(before, before)?.verdict).toBe("same");
  });
});
