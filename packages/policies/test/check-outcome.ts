import { checkItems } from "../src/kernel/run-check";
import { slotsOf } from "../src/kernel/list";
import { InputPath } from "../src/kernel/input-path";
import { CheckRun } from "../src/kernel/check-session";
import { createView } from "../src/kernel/view";
import { toValue } from "../src/kernel/plain-values";

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

/** Returns the violations, the undecided paths with a question mark, and the errors of a check, or "pass". */
export function outcomeOf(inputs: unknown, check: Check, { partial = false } = {}): string {
  const items = () => slotsOf([createView(toValue(inputs), new InputPath(), false)]);
  const { violations, undecided, assumed, error } = checkItems(new CheckRun(false, partial), items, check as never);
  const parts = [
    ...violations.map(({ path, message }) => (path ? `${path}: ${message}` : message)),
    ...undecided.map(({ path }) => `${path}?`),
    ...assumed.map(({ path }) => `assumed ${path}`),
    ...(error ? [error.message] : []),
  ];
  return parts.join(", ") || "pass";
}
