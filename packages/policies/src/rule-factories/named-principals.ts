import { createResourceRule, toExample } from "../authoring/define-rule";
import { policyOf } from "../authoring/example-policy";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";
import type { ResourceRule } from "../authoring/rule";
import type { RuleMeta } from "../model/rule-meta";
import { statementsIn } from "../views/data-policies";
import type { Statement } from "../views/policy-documents";
import { allowsPublicAccess } from "../conditions/public-access";

/** A resource type, and the property that contains its policy. */
interface PolicyProperty {
  readonly type: string;
  readonly property: string;
}

/** Returns a policy property. The compiler checks the type token and the property. */
export const policyProperty = <const T extends string>(
  type: T & TypeToken<T>,
  property: keyof InputsOf<T> & string,
): PolicyProperty => ({ type, property });

interface NamedPrincipals extends Pick<RuleMeta, "id" | "title" | "severity" | "why"> {
  readonly policies: readonly [PolicyProperty, ...PolicyProperty[]];
  /**
   * How to correct the program.
   *
   * @default a remedy that suggests specific principals or a condition on the organization
   */
  readonly remedy?: string;
}

const NAMED = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "*", Resource: "*" };
const EVERYONE = { ...NAMED, Principal: "*" };
const IN_ORGANIZATION = { ...EVERYONE, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

/** Creates a rule that requires resource policies not to allow public access. */
export function namedPrincipalsRule({
  policies,
  remedy = 'Set Principal to specific accounts or roles, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  ...meta
}: NamedPrincipals): ResourceRule {
  const readers = policies.map(
    ({ type, property }) => [type, (inputs: unknown) => statementsIn(inputs as object, property)] as const,
  );
  const examplesWith = (...statements: object[]) =>
    policies.flatMap(({ type, property }) =>
      statements.map((statement) => toExample(type, policyOf(statement, property))),
    );
  return createResourceRule({
    ...meta,
    remedy,
    readers: Object.fromEntries(readers),
    check: (statement) => allowsPublicAccess(statement as Statement) && "a statement allows public access",
    examples: () => ({
      pass: examplesWith(NAMED, IN_ORGANIZATION),
      fail: examplesWith(EVERYONE, [NAMED, EVERYONE]),
    }),
  });
}
