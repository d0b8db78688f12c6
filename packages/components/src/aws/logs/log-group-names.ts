import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, objectOrResource, oneOf } from "../../shared/checks";
import type { LogGroupClass, LogGroupLike } from "./log-group-args";

/** Accepts log classes. */
export const knownLogClass = oneOf(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]);

/** Accepts the names of log groups. */
export const logGroupName: Check<unknown> = (name) => {
  const what = "the name of a log group";
  const remedy = 'Use up to 512 letters, digits, and characters "_-/.#", not beginning with "aws/".';
  if (typeof name !== "string") return expected("wrong-type", what, remedy);
  return /^(?!aws\/)[\w\-/.#]{1,512}$/.test(name) ? undefined : expected("invalid-format", what, remedy);
};

const logGroup = objectOrResource(
  "the name of a log group, or a component that has a log group",
  'Examples: service, new LogGroup("orders"), "/shop/orders".',
  "logGroupName",
);

/** A log group that already exists when the resources of a component are created. */
export interface LogGroupReference {
  readonly name: pulumi.Input<string>;
  /** The log class; `undefined` if it is not known. */
  readonly logClass: LogGroupClass | undefined;
}

/** Checks a log group or its name. */
export function checkLogGroup(
  issues: ArgumentIssues,
  path: string,
  value: LogGroupLike | pulumi.Input<string>,
): LogGroupReference {
  if (!isLogGroup(value)) return { name: issues.checkInput(path, value, nameOrComponent), logClass: undefined };
  const isUsable = issues.check(path, value, logGroup);
  const name = isUsable ? issues.checkInput(`${path}.logGroupName`, value.logGroupName, logGroupName) : "";
  const { logClass } = value;
  if (!isUsable || logClass === undefined) return { name, logClass: undefined };
  return { name, logClass: issues.check(`${path}.logClass`, logClass, knownLogClass) ? logClass : undefined };
}

/** Reports strings that are no names, and other values. */
const nameOrComponent: Check<unknown> = (value) => (typeof value === "string" ? logGroupName(value) : logGroup(value));

const isLogGroup = (value: LogGroupLike | pulumi.Input<string>): value is LogGroupLike =>
  typeof value === "object" && (value as unknown) !== null && !pulumi.Output.isInstance(value) && !("then" in value);
