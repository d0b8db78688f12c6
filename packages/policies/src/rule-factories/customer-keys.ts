import { specifiesCustomerKey } from "../conditions/customer-keys";
import { allInputs, createResourceRule, toExample } from "../authoring/define-rule";
import type { InputsOf, TypeToken } from "../authoring/resource-type-tokens";
import type { ResourceRule } from "../authoring/rule";

/** A resource type that AWS encrypts with an AWS managed or AWS owned key unless the program specifies a key. */
interface CustomerKey<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly on: T & TypeToken<T>;
  /** The property that specifies the key, or the object that contains it. */
  readonly property: keyof InputsOf<T> & string;
  /**
   * Whether the inputs specify a customer managed key.
   *
   * @default whether `property` specifies a customer managed key
   */
  readonly specifiesKey?: (props: InputsOf<T>) => boolean;
  readonly remedy: string;
  /** Example inputs that specify a key. */
  readonly passing: InputsOf<T>;
  /** Example inputs that set `property` without specifying a key. */
  readonly failing?: InputsOf<T>;
}

/** Creates a rule that requires a resource to be encrypted with a customer managed key. */
export function customerKeyRule<const T extends string>({
  on,
  property,
  specifiesKey = (props) => specifiesCustomerKey<Readonly<Record<string, unknown>>>(props, property),
  passing,
  failing,
  ...meta
}: CustomerKey<T>): ResourceRule {
  const failingInputs = failing === undefined ? [{}] : [{}, failing];
  return createResourceRule({
    ...meta,
    severity: "low",
    topic: "customer-keys",
    why: "By default, AWS encrypts with a key that you can neither audit nor revoke. With a customer managed key, you control who can decrypt the data.",
    readers: { [on]: allInputs },
    check: (props) =>
      !specifiesKey(props as InputsOf<T>) && { at: property, message: "not encrypted with a customer managed key" },
    examples: () => ({ pass: [toExample(on, passing)], fail: failingInputs.map((inputs) => toExample(on, inputs)) }),
  });
}

/** Creates a rule that requires a property to specify the ARN of a customer managed key. */
export const customerKeyArnRule = <const T extends string>(
  id: string,
  title: string,
  on: T & TypeToken<T>,
  property: keyof InputsOf<T> & string,
): ResourceRule =>
  customerKeyRule({
    ...{ id, title, on, property },
    remedy: `Set ${property}: key.arn.`,
    passing: { [property]: "arn:aws:kms:eu-west-1:123456789012:key/1" } as InputsOf<T>,
  });
