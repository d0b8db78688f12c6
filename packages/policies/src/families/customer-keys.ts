import type { ResourceRule } from "../model";
import { defineRule } from "../rule";
import type { Props, Token } from "../tokens";

/** Something that is encrypted with a key of AWS unless the program names one. */
interface CustomerKey<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly on: T & Token<T>;
  /** The property that names the key, or holds what does. */
  readonly property: keyof Props<T> & string;
  /** Whether that property really names a key; left out, it does if it is there. */
  readonly isNamed?: (props: Props<T>) => boolean;
  readonly remedy: string;
  /** What names a key, and what does not though the property is there. */
  readonly named: Props<T>;
  readonly unnamed?: Props<T>;
}

/** A rule that something is encrypted with a key that its owner can watch and take away. */
export function customerKeyRule<const T extends string>({
  property,
  isNamed = (props) => property in props,
  named,
  unnamed,
  ...about
}: CustomerKey<T>): ResourceRule {
  const rule = {
    ...about,
    severity: "low",
    topic: "customer-keys",
    why: "AWS encrypts with a key of its own, whose use nobody sees and nobody can end; with a key of yours you can.",
    check: (props: Props<T>) =>
      !isNamed(props) && { at: property, message: "it is not encrypted with a key of one's own" },
    examples: { pass: [named], fail: [{} as Props<T>, ...(unnamed === undefined ? [] : [unnamed])] },
  } as const;
  return defineRule(rule as never);
}

/** The plain case: the property is the key. */
export const keyProperty = <const T extends string>(
  id: string,
  title: string,
  on: T & Token<T>,
  property: keyof Props<T> & string,
): ResourceRule =>
  customerKeyRule({
    ...{ id, title, on, property },
    remedy: `Set ${property}: key.arn.`,
    named: { [property]: "arn:aws:kms:eu-west-1:123456789012:key/1" } as Props<T>,
  });
