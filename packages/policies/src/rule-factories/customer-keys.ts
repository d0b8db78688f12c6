import { allInputs, createResourceRule, toExample } from "../authoring/define-rule";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";
import type { ResourceRule } from "../authoring/rule";

/** A resource type that AWS encrypts with an AWS managed or AWS owned key unless the program names a key. */
interface CustomerKey<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly on: T & TypeToken<T>;
  /** The property that names the key, or the object that contains it. */
  readonly property: keyof InputsOf<T> & string;
  /** Whether the inputs name a key. @default whether `property` is set */
  readonly isNamed?: (props: InputsOf<T>) => boolean;
  readonly remedy: string;
  /** Example inputs that name a key. */
  readonly named: InputsOf<T>;
  /** Example inputs that set `property` without naming a key. */
  readonly unnamed?: InputsOf<T>;
}

/** Creates a rule that a resource is encrypted with a customer managed key. */
export function customerKeyRule<const T extends string>({
  on,
  property,
  isNamed = (props) => property in props,
  named,
  unnamed,
  ...meta
}: CustomerKey<T>): ResourceRule {
  const failing = unnamed === undefined ? [{}] : [{}, unnamed];
  return createResourceRule({
    ...meta,
    severity: "low",
    topic: "customer-keys",
    why: "By default AWS encrypts with a key that you can neither audit nor revoke. With a customer managed key you control who can decrypt the data.",
    readers: { [on]: allInputs },
    check: (props) =>
      !isNamed(props as InputsOf<T>) && { at: property, message: "not encrypted with a customer managed key" },
    examples: () => ({ pass: [toExample(on, named)], fail: failing.map((inputs) => toExample(on, inputs)) }),
  });
}

/** Creates such a rule for a resource type whose property is the ARN of the key. */
export const customerKeyArnRule = <const T extends string>(
  id: string,
  title: string,
  on: T & TypeToken<T>,
  property: keyof InputsOf<T> & string,
): ResourceRule =>
  customerKeyRule({
    ...{ id, title, on, property },
    remedy: `Set ${property}: key.arn.`,
    named: { [property]: "arn:aws:kms:eu-west-1:123456789012:key/1" } as InputsOf<T>,
  });
