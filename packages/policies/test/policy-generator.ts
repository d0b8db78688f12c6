import * as fc from "fast-check";
import type { RequestUniverse, TestCaller, TestPolicy, TestStatement } from "./policy-evaluator";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const arn = (account: string, resource: string) => `arn:aws:iam::${account}:${resource}`;
const [root, bob, alice, role] = ["root", "user/bob", "user/alice", "role/team/deploy"].map((name) =>
  arn(ACCOUNT, name),
);
const session = `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/ci`;
const otherRoot = arn(OTHER, "root");
const stranger = arn(OTHER, "role/reader");

const caller = (kind: TestCaller["kind"], ...principals: readonly (string | undefined)[]): TestCaller => ({
  kind,
  principals: principals.flatMap((principal) => principal ?? []),
});

const CALLERS = [
  caller("AWS", root),
  caller("AWS", bob, root),
  caller("AWS", alice, root),
  caller("AWS", session, role, root),
  caller("AWS", session.replace("/ci", "/other"), role, root),
  caller("AWS", otherRoot),
  caller("AWS", stranger, otherRoot),
  caller("Service", "lambda.amazonaws.com"),
  caller("Service", "events.amazonaws.com"),
  caller("anonymous"),
];
const ACTIONS = [
  "s3:GetObject",
  "s3:GetObjectAcl",
  "s3:PutObject",
  "s3:ListBucket",
  "sqs:SendMessage",
  "ec2:RunInstances",
];
const RESOURCES = [
  "arn:aws:s3:::a/x",
  "arn:aws:s3:::a/y/z",
  "arn:aws:s3:::b/x",
  "arn:aws:s3:::a/bob",
  "arn:aws:sqs:::q",
];
const CONTEXTS: RequestUniverse["contexts"] = [
  {},
  { "aws:sourceip": "10.0.0.7", "aws:username": "bob" },
  { "aws:sourceip": "10.0.1.7", "aws:username": "alice", "aws:tagkeys": ["env"] },
  {
    "aws:sourceip": "192.0.2.1",
    "aws:principalorgid": "o-1",
    "aws:securetransport": "true",
    "aws:tagkeys": ["env", "team"],
  },
  { "aws:principalorgid": "o-2", "aws:securetransport": "false", "aws:tagkeys": ["team"], "s3:max-keys": "5" },
  { "aws:principalorgid": "O-1", "aws:username": "x", "aws:tagkeys": ["cost", "env"], "s3:max-keys": "10" },
  {
    "aws:sourcearn": "arn:aws:sns:eu-west-1:111122223333:t",
    "s3:max-keys": "11",
    "aws:currenttime": "2026-06-01T00:00:00Z",
  },
  { "aws:sourcearn": "arn:aws:sns:eu-west-1:444455556666:t:u", "aws:currenttime": "2027-06-01T00:00:00Z" },
];

/** The callers, actions, resources, and contexts that the generated documents distinguish. */
export const UNIVERSE: RequestUniverse = {
  callers: CALLERS,
  actions: ACTIONS,
  resources: RESOURCES,
  contexts: CONTEXTS,
};

const oneOrMany = <T extends string>(values: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> =>
  fc.oneof(values, fc.uniqueArray(values, { minLength: 1, maxLength: 3 }));

const actions = fc.constantFrom(
  ...[
    "*",
    "s3:*",
    "s3:Get*",
    "s3:GetObject",
    "S3:getobject",
    "s3:GetObject*",
    "s3:*Object",
    "s3:PutObject",
    "s3:List?ucket",
  ],
  ...["sqs:*", "sqs:SendMessage", "ec2:RunInstances", "ec2:*", "*:*"],
);
const resources = fc.constantFrom(
  ...["*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::?/x", "arn:aws:s3:::a/y/*"],
  ...["arn:aws:s3:::b/x", "arn:aws:sqs:::q", "*x", "arn:aws:s3:::a/${aws:username}", "arn:aws:s3:::a/bob"],
);
const awsPrincipals = fc.constantFrom(
  ACCOUNT,
  root ?? "",
  bob ?? "",
  alice ?? "",
  role ?? "",
  session,
  OTHER,
  stranger,
);
const services = fc.constantFrom("lambda.amazonaws.com", "events.amazonaws.com");
const principals: fc.Arbitrary<TestStatement["Principal"]> = fc.oneof(
  fc.constant("*" as const),
  oneOrMany(awsPrincipals).map((AWS) => ({ AWS })),
  oneOrMany(services).map((Service) => ({ Service })),
  fc.record({ AWS: oneOrMany(awsPrincipals), Service: oneOrMany(services) }),
  fc.constant({ AWS: "*" }),
);

const condition = (operators: readonly string[], key: string, values: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...operators),
      fc.constantFrom(key, key.toLowerCase()),
      oneOrMany(fc.constantFrom(...values)),
    )
    .map(([operator, name, value]) => ({ [operator]: { [name]: value } }));

const conditions: fc.Arbitrary<TestStatement["Condition"]> = fc.oneof(
  condition(["IpAddress", "NotIpAddress"], "aws:SourceIp", ["10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/24", "192.0.2.1"]),
  condition(
    [
      "StringEquals",
      "StringNotEquals",
      "StringLike",
      "StringNotLike",
      "StringEqualsIfExists",
      "StringEqualsIgnoreCase",
    ],
    "aws:PrincipalOrgID",
    ["o-1", "o-2", "o-*", "O-1"],
  ),
  condition(["Bool", "BoolIfExists"], "aws:SecureTransport", ["true", "false"]),
  condition(["Null"], "aws:PrincipalOrgID", ["true", "false"]).map(({ Null }) => ({
    Null: Object.fromEntries(Object.entries(Null ?? {}).map(([key, value]) => [key, [value].flat()[0] ?? "true"])),
  })),
  condition(
    ["ForAllValues:StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringNotEquals", "ForAnyValue:StringLike"],
    "aws:TagKeys",
    ["env", "team", "c*"],
  ),
  condition(
    ["NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericEquals", "NumericNotEquals"],
    "s3:max-keys",
    ["5", "10", "11"],
  ),
  condition(["ArnLike", "ArnNotLike", "ArnEquals"], "aws:SourceArn", [
    "arn:aws:sns:*:111122223333:*",
    "arn:aws:sns:eu-west-1:*:t",
    "arn:*:*:*:*:*",
  ]),
  condition(["DateLessThan", "DateGreaterThan"], "aws:CurrentTime", ["2027-01-01T00:00:00Z", "2026-01-01"]),
  condition(["StringEquals", "StringLike"], "aws:PrincipalOrgID", ["${aws:username}", "o-1"]),
);

/** Statements of resource-based policies. */
export const statements: fc.Arbitrary<TestStatement> = fc
  .record({
    effect: fc.constantFrom("Allow" as const, "Allow" as const, "Allow" as const, "Deny" as const),
    principal: principals,
    notPrincipal: fc.integer({ max: 9, min: 0 }),
    action: oneOrMany(actions),
    notAction: fc.integer({ max: 9, min: 0 }),
    resource: oneOrMany(resources),
    notResource: fc.integer({ max: 9, min: 0 }),
    conditions: fc.array(conditions, { maxLength: 2 }),
  })
  .map(({ effect, principal, notPrincipal, action, notAction, resource, notResource, ...rest }) => ({
    Effect: effect,
    [notPrincipal === 0 ? "NotPrincipal" : "Principal"]: principal,
    [notAction === 0 ? "NotAction" : "Action"]: action,
    [notResource === 0 ? "NotResource" : "Resource"]: resource,
    ...(rest.conditions.length > 0 && {
      Condition: Object.assign({}, ...rest.conditions) as TestStatement["Condition"],
    }),
  }));

const policyOf = (Statement: readonly TestStatement[]): TestPolicy => ({ Version: "2012-10-17", Statement });

/** Policy documents. */
export const policies: fc.Arbitrary<TestPolicy> = fc.array(statements, { minLength: 1, maxLength: 4 }).map(policyOf);

/** The elements of a statement that exclude each other. */
const ELEMENTS: readonly (readonly (keyof TestStatement)[])[] = [
  ["Effect"],
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
  ["Condition"],
];

/** Replaces an element of a statement with that of another statement. */
function withElement(statement: TestStatement, other: TestStatement, names: readonly (keyof TestStatement)[]) {
  const isReplaced = ([name]: readonly [string, unknown]) => names.some((element) => element === name);
  const kept = Object.entries(statement).filter((entry) => !isReplaced(entry));
  return Object.fromEntries([...kept, ...Object.entries(other).filter(isReplaced)]) as unknown as TestStatement;
}

/** Names that a small edit replaces with each other. */
const SWAPS: readonly (readonly [string, string])[] = [
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
  ["IpAddress", "NotIpAddress"],
  ["StringEquals", "StringEqualsIfExists"],
  ["StringEquals", "StringNotEquals"],
  ["StringLike", "StringNotLike"],
  ["StringLike", "StringEquals"],
  ["Bool", "BoolIfExists"],
  ["ForAllValues:StringEquals", "ForAnyValue:StringEquals"],
  ["ForAllValues:StringEquals", "ForAllValues:StringNotEquals"],
  ["NumericLessThan", "NumericLessThanEquals"],
  ["NumericEquals", "NumericNotEquals"],
  ["DateLessThan", "DateGreaterThan"],
  ["ArnLike", "ArnNotLike"],
];

/** Replaces the name of an element or of a condition operator. */
function withSwap(statement: TestStatement, seed: number): TestStatement {
  const json = JSON.stringify(statement);
  const edited = SWAPS.flatMap(([a, b]) => [
    json.replace(`"${a}":`, `"${b}":`),
    json.replace(`"${b}":`, `"${a}":`),
  ]).filter((edit) => edit !== json);
  return JSON.parse(edited[seed % edited.length] ?? json) as TestStatement;
}

/** A short document, and the same document with another element in one of its statements. */
export const relatedPolicies: fc.Arbitrary<readonly [TestPolicy, TestPolicy]> = fc
  .tuple(fc.array(statements, { minLength: 1, maxLength: 2 }), statements, fc.constantFrom(...ELEMENTS), fc.nat())
  .map(([list, other, names, seed]) => {
    const at = seed % list.length;
    const edit = (statement: TestStatement) =>
      seed % 3 === 0 ? withElement(statement, other, names) : withSwap(statement, seed);
    return [policyOf(list), policyOf(list.map((statement, index) => (index === at ? edit(statement) : statement)))];
  });
