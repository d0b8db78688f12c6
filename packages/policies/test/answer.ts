import { judgeFacts } from "../src/kernel/judge";
import { slotsOf } from "../src/kernel/list";
import { Place } from "../src/kernel/place";
import { Run } from "../src/kernel/run";
import { present } from "../src/kernel/view";
import { toValue } from "../src/values";

export interface Port {
  readonly port?: number;
  readonly open?: boolean;
  readonly ranges?: readonly string[];
  readonly more?: readonly string[];
}
export interface Inputs {
  readonly name?: string;
  readonly other?: string;
  readonly flag?: boolean;
  readonly ports?: readonly Port[];
  readonly words?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly nested?: { readonly deep?: { readonly value?: string } };
}
export type Check = (props: Inputs) => unknown;

/** What a check says of inputs: violations, open questions with a question mark, errors; "pass" if nothing. */
export function answer(inputs: unknown, check: Check, { partial = false } = {}): string {
  const facts = () => slotsOf([present(toValue(inputs), new Place(), false)]);
  const { violations, undecided, assumed, error } = judgeFacts(new Run(false, partial), facts, check as never);
  const parts = [
    ...violations.map(({ path, message }) => (path ? `${path}: ${message}` : message)),
    ...undecided.map(({ path }) => `${path}?`),
    ...assumed.map(({ path }) => `assumed ${path}`),
    ...(error ? [error.message] : []),
  ];
  return parts.join(", ") || "pass";
}
