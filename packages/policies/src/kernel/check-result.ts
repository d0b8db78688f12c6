import { type InputPath, inputPathOf } from "./input-path";
import { listBehind } from "./list";
import type { Violation } from "../model/rule-result";

/** One thing that a check reports: a message, or a message with the path or the object that the message refers to. */
export type Issue = string | { readonly at: object | string; readonly message: string };

/** What a check returns: nothing, one issue, or several issues. */
export type CheckResult = Issue | readonly (Issue | false | undefined)[] | false | undefined;

/** One thing that a stack rule's check reports. */
export interface StackIssue {
  /** The violating resource. */
  readonly resource: { readonly urn: string };
  /** A clause that contains no input values. */
  readonly message: string;
  /** A path in the inputs of `resource`, or an object that was read from them. */
  readonly at?: object | string;
}

/** Thrown if a check returns a value that is not a check result. The message contains no input values. */
export class InvalidCheckResultError extends Error {}

/** Converts an issue to a violation. An issue without a path is located at `fallback`. */
export function toViolation(issue: unknown, fallback: InputPath | undefined): Violation {
  if (typeof issue === "string") return { message: issue, ...(fallback && { path: fallback.toString() }) };
  const { at, message } = parseIssue(issue);
  const path = at === undefined ? fallback?.toString() : pathOf(at);
  return { message, ...(path !== undefined && { path }) };
}

/** Converts a stack rule's issue to a violation. */
export function toStackViolation(issue: unknown): Violation {
  const { at, message, resource } = parseIssue(issue);
  const urn = typeof resource === "object" && resource !== null ? (resource as { urn?: unknown }).urn : undefined;
  if (typeof urn !== "string")
    throw new InvalidCheckResultError("a stack rule's issue must name a resource of the graph");
  return { message, urn, ...(at !== undefined && { path: pathOf(at) }) };
}

interface ParsedIssue {
  readonly message: string;
  readonly at?: unknown;
  readonly resource?: unknown;
}

function parseIssue(issue: unknown): ParsedIssue {
  const message = typeof issue === "object" && issue !== null ? (issue as { message?: unknown }).message : undefined;
  if (typeof message !== "string")
    throw new InvalidCheckResultError("a check must return a message, { at, message }, an array of these, or nothing");
  return issue as ParsedIssue;
}

function pathOf(at: unknown): string {
  if (typeof at === "string") return at;
  const path = typeof at === "object" && at !== null ? (listBehind(at)?.path ?? inputPathOf(at)) : undefined;
  if (path === undefined)
    throw new InvalidCheckResultError("the `at` of an issue must be a path or an object that was read");
  return path.toString();
}
