import {
  isList,
  isProperties,
  isSecretPropertyName,
  isSpecialValue,
  propertyMap,
  Scrubber,
  secretValuesOf,
  type Plan,
  type Resource,
  type Value,
} from "@roadbed/plan";
import { evaluate, rules, type ConfiguredRule, type Rule } from "@roadbed/policies";
import { untypedPlan } from "../../policies/src/authoring/example-plan";
import { redact } from "../src/redaction/redact-report";
import { reportedFindings } from "../src/verdict/report-model";

/**
 * Replaces the secrets in a violating example, which are values with a secret name and assignments in scripts, and adds a
 * password to each object.
 */
class Planter {
  readonly planted: string[] = [];

  plan(plan: Plan): Plan {
    return { ...plan, resources: plan.resources.map((resource) => this.#resource(resource)) };
  }

  #resource(resource: Resource): Resource {
    return { ...resource, inputs: this.#value(resource.inputs, "") as Resource["inputs"] };
  }

  #value(value: Value, name: string): Value {
    if (typeof value === "string")
      return isSecretPropertyName(name) && value !== "" ? this.#next() : this.#script(value);
    if (isList(value)) return value.map((element) => this.#value(element, name));
    if (isSpecialValue(value) || !isProperties(value)) return value;
    const label = typeof value.name === "string" ? value.name : "";
    return propertyMap([
      ...Object.entries(value).map(
        ([key, member]) => [key, this.#value(member, key === "value" ? label : key)] as const,
      ),
      ["adminPassword", this.#next()],
    ]);
  }

  #script(text: string): string {
    return text.replace(/((?:PASSWORD|SECRET|TOKEN|_KEY)(?:=|: ?)["']?)[^\s"'$`{(]{8,}/gi, (_, start: string) => {
      return start + this.#next();
    });
  }

  #next(): string {
    const secret = `Pl4nt-${this.planted.length}-secret`;
    this.planted.push(secret);
    return secret;
  }
}

const violatingPlans = (rule: Rule): readonly Plan[] =>
  rule.kind === "resource"
    ? rule.examples.fail.map(({ type, inputs, options = {} }) => untypedPlan({ example: [type, inputs, { options }] }))
    : rule.kind === "change"
      ? []
      : rule.examples.fail;

/** Returns the findings of one rule as JSON, as the gate reports them. */
function reportOf(plan: Plan, rule: Rule): string {
  const policies: readonly ConfiguredRule[] = [{ rule, level: "mandatory" }];
  const findings = reportedFindings(plan, evaluate(plan, policies).findings, { policies });
  return JSON.stringify(redact({ findings }, new Scrubber(secretValuesOf(plan))));
}

describe("the findings of every rule", () => {
  const examples = rules.flatMap((rule) =>
    violatingPlans(rule).flatMap((plan) => {
      const planter = new Planter();
      const planted = planter.plan(plan);
      return planter.planted.length === 0 ? [] : [{ rule, plan: planted, secrets: planter.planted }];
    }),
  );

  it("are tested, and most of them show values", () => {
    const ids = new Set(examples.map(({ rule }) => rule.id));
    expect(ids.size).toBe(rules.filter(({ kind }) => kind !== "change").length);
    expect(examples.filter(({ rule, plan }) => reportOf(plan, rule).includes("[secret]")).length).toBeGreaterThan(100);
  });

  it.each(examples.map((example) => [example.rule.id, example] as const))("hide secrets: %s", (_, example) => {
    const report = reportOf(example.plan, example.rule);
    expect(example.secrets.filter((secret) => report.includes(secret))).toEqual([]);
  });
});
