import { BlockList, isIP } from "node:net";

/** A policy document of the tests, which contains no unknown values. */
export interface TestPolicy {
  readonly Version: string;
  readonly Statement: TestStatement | readonly TestStatement[];
}

type Names = string | readonly string[];
type PrincipalElement = "*" | Readonly<Record<string, Names>>;
type ConditionValue = string | number | boolean;

/** A statement of a policy document of the tests. */
export interface TestStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: Names;
  readonly NotAction?: Names;
  readonly Resource?: Names;
  readonly NotResource?: Names;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue | readonly ConditionValue[]>>>>;
}

/** Who makes a request. */
export interface TestCaller {
  readonly kind: "AWS" | "Service" | "anonymous";
  /** All principals of the caller, from the session to the account. */
  readonly principals: readonly string[];
}

/** Callers, actions, resources, and condition contexts. Each combination is a request. */
export interface RequestUniverse {
  readonly callers: readonly TestCaller[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The condition keys of requests in lower case. A key with several values has an array. */
  readonly contexts: readonly TestContext[];
}

type TestContext = Readonly<Record<string, string | readonly string[]>>;

/**
 * Returns whether a policy document allows each request: a statement allows it, and none denies it. The evaluator follows
 * the documentation, one request at a time, and shares no code with the comparison.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function allowedRequests(policy: TestPolicy, universe: RequestUniverse): readonly boolean[] {
  const statements = arrayOf(policy.Statement).map((statement) => ({
    isDeny: statement.Effect === "Deny",
    callers: universe.callers.map((caller) => includesCaller(statement, caller)),
    actions: universe.actions.map((action) => includesAction(statement, action)),
    targets: universe.resources.flatMap((resource) =>
      universe.contexts.map((context) => includesTarget(statement, resource, context)),
    ),
  }));
  const targets = universe.resources.length * universe.contexts.length;
  return universe.callers.flatMap((_, caller) =>
    universe.actions.flatMap((__, action) =>
      Array.from({ length: targets }, (___, target) => {
        const applicable = statements.filter(
          (statement) => statement.callers[caller] && statement.actions[action] && statement.targets[target],
        );
        return applicable.length > 0 && !applicable.some(({ isDeny }) => isDeny);
      }),
    ),
  );
}

const arrayOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const includesCaller = ({ Principal, NotPrincipal }: TestStatement, caller: TestCaller) =>
  (Principal === undefined || isListed(Principal, caller)) &&
  (NotPrincipal === undefined || !isExempt(NotPrincipal, caller));

function includesAction({ Action, NotAction }: TestStatement, action: string): boolean {
  const isNamed = (patterns: Names) =>
    arrayOf(patterns).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase()));
  return (Action === undefined || isNamed(Action)) && (NotAction === undefined || !isNamed(NotAction));
}

function includesTarget(statement: TestStatement, resource: string, context: TestContext): boolean {
  const { Resource, NotResource, Condition = {} } = statement;
  const variables = (text: string) => text.replace(/\$\{([^}]*)\}/g, (_, key: string) => variable(key, context));
  const isNamed = (patterns: Names) => arrayOf(patterns).some((pattern) => isLike(variables(pattern), resource));
  return (
    (Resource === undefined || isNamed(Resource)) &&
    (NotResource === undefined || !isNamed(NotResource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        isMet(
          operator,
          context[key.toLowerCase()],
          arrayOf(values).map((value) => variables(String(value))),
        ),
      ),
    )
  );
}

/** A variable without a value matches nothing. */
const variable = (key: string, context: TestContext): string => {
  const value = context[key.toLowerCase()];
  return typeof value === "string" ? value : "\0";
};

function isLike(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}

const fullName = (name: string) => (/^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name);

function isListed(element: PrincipalElement, { kind, principals }: TestCaller): boolean {
  if (element === "*") return true;
  return Object.entries(element).some(([type, names]) =>
    arrayOf(names).some((name) =>
      type === "AWS" && name === "*" ? true : type === kind && principals.includes(fullName(name)),
    ),
  );
}

/** A caller is exempt only if all its principals are listed: the user, role and session, and the account. */
function isExempt(element: PrincipalElement, { kind, principals }: TestCaller): boolean {
  if (element === "*") return true;
  return Object.entries(element).some(([type, names]) => {
    const listed = arrayOf(names).map(fullName);
    if (type === "AWS" && listed.includes("*")) return true;
    return type === kind && principals.every((principal) => listed.includes(principal));
  });
}

/**
 * Whether a condition is met.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
function isMet(name: string, actual: string | readonly string[] | undefined, values: readonly string[]): boolean {
  const [operator = "", qualifier] = name.split(":").toReversed();
  if (operator === "Null") return values.includes(String(actual === undefined));
  const base = operator.replace(/IfExists$/, "");
  const matches = (value: string) => compare(base, value, values);
  if (qualifier === "ForAllValues") return actual === undefined || arrayOf(actual).every(matches);
  if (actual === undefined) return base !== operator || (qualifier === undefined && base.includes("Not"));
  return arrayOf(actual).some(matches);
}

function compare(operator: string, actual: string, values: readonly string[]): boolean {
  if (operator.includes("Not")) {
    const positive = operator === "NotIpAddress" ? "IpAddress" : operator.replace("Not", "");
    return !compare(positive, actual, values);
  }
  const test = COMPARISONS[operator];
  if (test === undefined) throw new Error(`unexpected operator ${operator}`);
  return values.some((value) => test(actual, value));
}

const COMPARISONS: Readonly<Record<string, (actual: string, value: string) => boolean>> = {
  StringEquals: (actual, value) => actual === value,
  StringEqualsIgnoreCase: (actual, value) => actual.toLowerCase() === value.toLowerCase(),
  StringLike: (actual, value) => isLike(value, actual),
  ArnLike: isArnLike,
  ArnEquals: isArnLike,
  Bool: (actual, value) => actual.toLowerCase() === value.toLowerCase(),
  NumericEquals: (actual, value) => Number(actual) === Number(value),
  NumericLessThan: (actual, value) => Number(actual) < Number(value),
  NumericLessThanEquals: (actual, value) => Number(actual) <= Number(value),
  NumericGreaterThan: (actual, value) => Number(actual) > Number(value),
  NumericGreaterThanEquals: (actual, value) => Number(actual) >= Number(value),
  DateLessThan: (actual, value) => Date.parse(actual) < Date.parse(value),
  DateGreaterThan: (actual, value) => Date.parse(actual) > Date.parse(value),
  IpAddress: (actual, value) => {
    const [address = "", length = "32"] = value.split("/");
    const list = new BlockList();
    list.addSubnet(address, Number(length), isIP(address) === 6 ? "ipv6" : "ipv4");
    return list.check(actual, isIP(actual) === 6 ? "ipv6" : "ipv4");
  },
};

/** Compares the six fields of an ARN one by one. */
function isArnLike(actual: string, pattern: string): boolean {
  const [fields, patterns] = [arnFields(actual), arnFields(pattern)];
  return fields.length === patterns.length && patterns.every((part, index) => isLike(part, fields[index] ?? ""));
}

function arnFields(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}
