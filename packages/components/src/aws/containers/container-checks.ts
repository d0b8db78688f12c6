import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import { imageReference } from "../../shared/image-reference";
import { isSecretName, isSecretReference } from "../../shared/secret-names";
import type { EcsContainerArgs, EcsContainerHealthCheckArgs, EcsWritablePathArgs } from "./container-args";
import { checkSecret } from "./container-secrets";

const stringValue: Check<unknown> = (value) =>
  typeof value === "string" ? undefined : expected("wrong-type", "a string", "ECS accepts only strings.");

const variableName = matching(
  /^[A-Za-z_][A-Za-z0-9_.-]*$/,
  "the name of an environment variable",
  "Use letters, digits, and underscores.",
);

const userName = matching(
  /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?$/,
  'a user, optionally followed by ":" and a group',
  'Examples: "1000:1000", "node", and "image" for the user of the image.',
);

const absolutePath = matching(/^\/[^,:]*$/, "an absolute path in the container", 'Example: "/var/cache/nginx".');

// The size of a tmpfs is limited only by the memory of the task.
const MAX_TMPFS_MIB = 122_880;
const CONDITIONS = ["START", "COMPLETE", "SUCCESS", "HEALTHY"];

/** What a check of a container needs to know about the task. */
export interface ContainerContext {
  /** The location of the container's arguments: "" or "sidecars.proxy". */
  readonly path: string;
  /** The names of the other containers. */
  readonly otherContainers: readonly string[];
  readonly volumes: readonly string[];
}

/** Checks the arguments of a container and returns them with checked inputs. */
export function checkContainer<A extends EcsContainerArgs>(
  issues: ArgumentIssues,
  container: A,
  context: ContainerContext,
): A {
  const at = (name: string) => (context.path === "" ? name : `${context.path}.${name}`);
  const { user, readonlyRootFilesystem = true, workingDirectory, stopTimeoutSeconds } = container;
  if (user !== undefined) issues.check(at("user"), user, userName);
  issues.check(at("readonlyRootFilesystem"), readonlyRootFilesystem, booleanValue);
  if (workingDirectory !== undefined) issues.check(at("workingDirectory"), workingDirectory, absolutePath);
  if (stopTimeoutSeconds !== undefined) {
    issues.check(at("stopTimeoutSeconds"), stopTimeoutSeconds, integerBetween(2, 120));
  }
  checkWritablePaths(issues, at("writablePaths"), container);
  checkMounts(issues, at("mounts"), container, context.volumes);
  checkDependencies(issues, at("dependsOn"), container, context.otherContainers);
  return {
    ...container,
    image: issues.checkInput(at("image"), container.image, imageReference),
    environment: checkEnvironment(issues, at("environment"), container),
    secrets: checkSecrets(issues, at("secrets"), container),
    ...(container.containerHealthCheck !== undefined && {
      containerHealthCheck: checkHealth(issues, at("containerHealthCheck"), container.containerHealthCheck),
    }),
    ...(container.command !== undefined && { command: checkStrings(issues, at("command"), container.command) }),
    ...(container.entryPoint !== undefined && {
      entryPoint: checkStrings(issues, at("entryPoint"), container.entryPoint),
    }),
  };
}

function checkStrings(
  issues: ArgumentIssues,
  path: string,
  values: readonly pulumi.Input<string>[],
): pulumi.Input<string>[] {
  if (Array.isArray(values)) {
    return values.map((value: pulumi.Input<string>, index) =>
      issues.checkInput(`${path}[${index}]`, value, stringValue),
    );
  }
  issues.add(path, values, expected("wrong-type", "an array of strings", 'Example: ["node", "server.js"].'));
  return [];
}

function checkEnvironment(issues: ArgumentIssues, path: string, container: EcsContainerArgs) {
  const { environment = {}, allowPlain = [] } = container;
  if (!issues.check(path, environment, plainObject("an object of strings"))) return {};
  const variables = definedEntries(environment).map(([name, value]) => {
    const variablePath = `${path}.${name}`;
    if (!issues.check(variablePath, name, variableName)) return [name, ""] as const;
    const isAllowed = allowPlain.includes(name) || (isPlainValue(value) && isSecretReference(value));
    if (isSecretName(name) && !isAllowed) {
      issues.add(variablePath, undefined, {
        code: "not-allowed",
        statement: "the name looks like a secret, which anyone who can read the task definition could read",
        remedy: `Pass the ARN of a secret in secrets, or add "${name}" to allowPlain.`,
      });
    }
    return [name, issues.checkInput(variablePath, value, stringValue)] as const;
  });
  return Object.fromEntries(variables);
}

function checkSecrets(issues: ArgumentIssues, path: string, { secrets = {}, environment = {} }: EcsContainerArgs) {
  if (!issues.check(path, secrets, plainObject("an object of secrets"))) return {};
  const references = definedEntries(secrets).map(([name, secret]) => {
    const secretPath = `${path}.${name}`;
    issues.check(secretPath, name, variableName);
    if (Object.hasOwn(environment, name)) {
      issues.add(secretPath, undefined, {
        code: "duplicate",
        statement: "environment has a variable of the same name",
        remedy: "Remove one of them.",
      });
    }
    return [name, checkSecret(issues, secretPath, secret)] as const;
  });
  return Object.fromEntries(references);
}

/** Returns the entries of an object, without those that are `undefined`, such as variables with a condition. */
function definedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).filter(([, value]) => (value as unknown) !== undefined);
}

function checkWritablePaths(issues: ArgumentIssues, path: string, { writablePaths = [] }: EcsContainerArgs): void {
  if (!Array.isArray(writablePaths)) {
    issues.add(path, writablePaths, expected("wrong-type", "an array of paths", 'Example: ["/var/cache/nginx"].'));
    return;
  }
  const paths = new Set<string>();
  (writablePaths as readonly (string | EcsWritablePathArgs)[]).forEach((writable, index) => {
    const itemPath = `${path}[${index}]`;
    const args = typeof writable === "object" ? writable : { path: writable };
    if (!issues.checkNames(itemPath, args, ["path", "sizeMiB"])) return;
    if (!issues.check(typeof writable === "object" ? `${itemPath}.path` : itemPath, args.path, absolutePath)) return;
    if (args.sizeMiB !== undefined) {
      issues.check(`${itemPath}.sizeMiB`, args.sizeMiB, integerBetween(1, MAX_TMPFS_MIB));
    }
    if (paths.has(args.path)) {
      issues.add(itemPath, args.path, { code: "duplicate", statement: `"${args.path}" is already listed` });
    }
    paths.add(args.path);
  });
}

function checkMounts(
  issues: ArgumentIssues,
  path: string,
  { mounts = {} }: EcsContainerArgs,
  volumes: readonly string[],
): void {
  if (!issues.checkNames(path, mounts, volumes, "volume")) return;
  for (const [volume, mount] of Object.entries(mounts)) {
    const mountPath = `${path}.${volume}`;
    if (typeof mount === "string") issues.check(mountPath, mount, absolutePath);
    else if (issues.checkNames(mountPath, mount, ["path", "readOnly"])) {
      issues.check(`${mountPath}.path`, mount.path, absolutePath);
      if (mount.readOnly !== undefined) issues.check(`${mountPath}.readOnly`, mount.readOnly, booleanValue);
    }
  }
}

function checkDependencies(
  issues: ArgumentIssues,
  path: string,
  { dependsOn = {} }: EcsContainerArgs,
  otherContainers: readonly string[],
): void {
  if (!issues.checkNames(path, dependsOn, otherContainers, "container")) return;
  for (const [name, condition] of Object.entries(dependsOn)) {
    issues.check(`${path}.${name}`, condition, oneOf(CONDITIONS));
  }
}

const HEALTH_CHECK_LIMITS = {
  intervalSeconds: [5, 300],
  timeoutSeconds: [2, 60],
  retries: [1, 10],
  startPeriodSeconds: [0, 300],
} as const;

function checkHealth(
  issues: ArgumentIssues,
  path: string,
  check: EcsContainerHealthCheckArgs,
): EcsContainerHealthCheckArgs {
  if (!issues.checkNames(path, check, ["command", ...Object.keys(HEALTH_CHECK_LIMITS)])) return check;
  for (const [name, [minimum, maximum]] of Object.entries(HEALTH_CHECK_LIMITS)) {
    const value = check[name as keyof typeof HEALTH_CHECK_LIMITS];
    if (value !== undefined) issues.check(`${path}.${name}`, value, integerBetween(minimum, maximum));
  }
  return { ...check, command: checkStrings(issues, `${path}.command`, check.command) };
}
