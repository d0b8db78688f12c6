import * as fc from "fast-check";
import { statements } from "./policy-generator";
import type { TestPolicy, TestStatement } from "./policy-evaluator";

/** Changes a policy document. The number selects what changes. */
export type PolicyEdit = (policy: TestPolicy, seed: number) => TestPolicy;

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const withStatements = (
  policy: TestPolicy,
  edit: (statements: readonly TestStatement[]) => readonly TestStatement[],
): TestPolicy => ({ ...policy, Statement: edit(listOf(policy.Statement)) });

/** Replaces one statement with others. */
const replaceOne =
  (edit: (statement: TestStatement, seed: number) => readonly TestStatement[]): PolicyEdit =>
  (policy, seed) =>
    withStatements(policy, (list) => {
      const at = seed % list.length;
      return list.flatMap((statement, index) => (index === at ? edit(statement, seed) : [statement]));
    });

const rotated = <T>(list: readonly T[], by: number): readonly T[] => [
  ...list.slice(by % list.length),
  ...list.slice(0, by % list.length),
];

const LISTS = ["Action", "NotAction", "Resource", "NotResource"] as const;

const mapLists = (statement: TestStatement, map: (list: readonly string[]) => string | readonly string[]) =>
  Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [
      name,
      LISTS.some((list) => list === name) ? map(listOf(value as string)) : (value as unknown),
    ]),
  ) as unknown as TestStatement;

/** Edits that leave the allowed requests unchanged. */
export const REWRITES: Readonly<Record<string, PolicyEdit>> = {
  "reorders statements": (policy, seed) => withStatements(policy, (list) => rotated(list, seed)),
  "reorders values": replaceOne((statement, seed) => [mapLists(statement, (list) => rotated(list, seed))]),
  "uses lists for single values": replaceOne((statement) => [mapLists(statement, (list) => list)]),
  "uses single values for lists": replaceOne((statement) => [
    mapLists(statement, (list) => (list.length === 1 ? (list[0] ?? []) : list)),
  ]),
  "changes the case of actions": replaceOne((statement) => [
    statement.Action === undefined
      ? statement
      : { ...statement, Action: listOf(statement.Action).map((action) => action.toUpperCase()) },
  ]),
  "splits a statement by action": replaceOne((statement) =>
    listOf(statement.Action ?? []).length < 2
      ? [statement]
      : listOf(statement.Action ?? []).map((Action) => ({ ...statement, Action })),
  ),
  "splits a statement by resource": replaceOne((statement) =>
    listOf(statement.Resource ?? []).length < 2
      ? [statement]
      : listOf(statement.Resource ?? []).map((Resource) => ({ ...statement, Resource })),
  ),
  "adds a Sid": replaceOne((statement, seed) => [{ ...statement, Sid: `Statement${seed}` }]),
  "repeats a statement": replaceOne((statement) => [statement, statement]),
  "adds a redundant statement": replaceOne((statement) =>
    statement.Action === undefined
      ? [statement]
      : [statement, { ...statement, Action: listOf(statement.Action)[0] ?? [] }],
  ),
  "writes accounts as ARNs": replaceOne((statement) => [
    JSON.parse(
      JSON.stringify(statement).replace(/"(\d{12})"/g, (_, account: string) => `"arn:aws:iam::${account}:root"`),
    ) as TestStatement,
  ]),
};

/** Edits that allow the same or fewer requests. */
export const NARROWINGS: Readonly<Record<string, PolicyEdit>> = {
  "removes a statement that allows": replaceOne((statement) => (statement.Effect === "Allow" ? [] : [statement])),
  "removes an action": replaceOne((statement) =>
    statement.Effect === "Allow" && statement.Action !== undefined
      ? [{ ...statement, Action: listOf(statement.Action).slice(1) }]
      : [statement],
  ),
  "removes a resource": replaceOne((statement) =>
    statement.Effect === "Allow" && statement.Resource !== undefined
      ? [{ ...statement, Resource: listOf(statement.Resource).slice(1) }]
      : [statement],
  ),
  "replaces a wildcard": replaceOne((statement) =>
    statement.Effect === "Allow" && statement.Resource !== undefined
      ? [{ ...statement, Resource: listOf(statement.Resource).map((pattern) => pattern.replace("*", "a")) }]
      : [statement],
  ),
  "adds a condition": replaceOne((statement) =>
    statement.Effect === "Allow"
      ? [{ ...statement, Condition: { ...statement.Condition, StringLikeIfExists: { "aws:UserAgent": "a*" } } }]
      : [statement],
  ),
  "denies more actions": replaceOne((statement) =>
    statement.Effect === "Deny" && statement.Action !== undefined
      ? [{ ...statement, Action: [...listOf(statement.Action), "s3:Get*"] }]
      : [statement],
  ),
  "adds a statement that denies": (policy, seed) =>
    withStatements(policy, (list) => [
      ...list,
      ...fc.sample(statements, { numRuns: 1, seed }).map((statement) => ({ ...statement, Effect: "Deny" as const })),
    ]),
};
