import { isList, isProperties, type Properties, type Value } from "@roadbed/plan";
import { rules } from "../../catalog";
import type { ResourceRule, Rule } from "../../authoring/rule";
import { untypedPlan } from "../../authoring/example-plan";
import { evaluate } from "../../evaluation/evaluate";

/** Matches the keys in the examples of the rules. */
const KEY = /^(arn|arn:aws:kms:.*|alias\/.*)$/;
/** Matches the properties that specify keys. The other ARNs in the examples belong to other resources. */
const KEY_PROPERTY = /key|^id$/i;

/** Returns a value in which every key is an alias of an AWS managed key. */
function withAwsManagedKeys(value: Value, alias: string, property = ""): Value {
  if (isList(value)) return value.map((element) => withAwsManagedKeys(element, alias, property));
  if (isProperties(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, withAwsManagedKeys(member, alias, name)]),
    );
  return typeof value === "string" && KEY.test(value) && KEY_PROPERTY.test(property) ? alias : value;
}

const isResourceRule = (rule: Rule): rule is ResourceRule => rule.kind === "resource";

/** The passing examples with a key, once for each rule that requires a customer managed key. */
const examples = rules
  .filter(isResourceRule)
  .filter(({ title }) => title.includes("customer managed key"))
  .flatMap((rule) => rule.examples.pass.map((example) => ({ rule, id: rule.id, ...example })))
  .filter(({ inputs }) => JSON.stringify(withAwsManagedKeys(inputs, "")) !== JSON.stringify(inputs));

const kindsFor = (rule: Rule, type: string, inputs: Properties) =>
  evaluate(untypedPlan({ example: [type, inputs] }), [{ rule, level: "mandatory" }]).findings.map(({ kind }) => kind);

describe("rules that require a customer managed key", () => {
  it("have passing examples with a key", () => expect(new Set(examples.map(({ id }) => id)).size).toBeGreaterThan(50));

  it.each(examples)("$id reports the alias of an AWS managed key for $type", ({ rule, type, inputs }) => {
    for (const alias of ["alias/aws/service", "arn:aws:kms:eu-west-1:123456789012:alias/aws/service"])
      expect(kindsFor(rule, type, withAwsManagedKeys(inputs, alias) as Properties)).toEqual(["violation"]);
  });

  it.each(examples)("$id accepts the alias of a customer managed key for $type", ({ rule, type, inputs }) =>
    expect(kindsFor(rule, type, withAwsManagedKeys(inputs, "alias/orders") as Properties)).toEqual([]),
  );
});
