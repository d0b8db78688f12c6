import { policyOf } from "../example-policy";
import type { About, ResourceRule } from "../model";
import { defineRule } from "../rule";
import type { Props, Token } from "../tokens";
import { statementsIn } from "../views/data-policies";
import { admitsEveryone } from "../views/everyone";

/** A type of resource, and its property that holds the policy. */
interface Holder {
  readonly type: string;
  readonly property: string;
}

/** A holder whose names the compiler has checked. */
export const holder = <const T extends string>(type: T & Token<T>, property: keyof Props<T> & string): Holder => ({
  type,
  property,
});

interface NamedPrincipals extends Pick<About, "id" | "title" | "severity" | "why"> {
  readonly holders: readonly [Holder, ...Holder[]];
  /** @default to name the principals, or to add a condition on the organization */
  readonly remedy?: string;
}

const NAMED = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*", Resource: "*" };
const EVERYONE = { ...NAMED, Principal: "*" };
const OF_ONE_ORGANIZATION = { ...EVERYONE, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

/** A rule that the policies of some resources let nobody in but whom they name. */
export function namedPrincipalsRule({
  holders,
  remedy = 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  ...about
}: NamedPrincipals): ResourceRule {
  const readers = holders.map(
    ({ type, property }) => [type, (props: object) => statementsIn(props, property)] as const,
  );
  const withPolicies = (...policies: object[]) =>
    holders.flatMap(({ type, property }) => policies.map((policy) => [type, policyOf(policy, property)] as const));
  const rule = {
    ...about,
    remedy,
    on: { readers: Object.fromEntries(readers) },
    check: (statement: ReturnType<typeof statementsIn>[number]) =>
      admitsEveryone(statement) && "a statement allows everyone",
    examples: {
      pass: withPolicies(NAMED, OF_ONE_ORGANIZATION),
      fail: withPolicies(EVERYONE, [NAMED, EVERYONE]),
    },
  };
  return defineRule(rule as never);
}
