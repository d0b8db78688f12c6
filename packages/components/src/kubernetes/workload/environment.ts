import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { isSecretName, isSecretReference } from "../../shared/secret-names";
import { dnsSubdomain } from "../shared/kubernetes-names";
import type { WorkloadContainerArgs, WorkloadSecretKey } from "./container-args";

/** A variable whose value comes from the Secret that the component creates. */
interface CreatedSecretVariable {
  readonly key: string;
  readonly value: pulumi.Input<string>;
}

/** The environment variables of a container. */
export interface ContainerEnvironment {
  readonly plain: Readonly<Record<string, pulumi.Input<string>>>;
  readonly existing: Readonly<Record<string, WorkloadSecretKey>>;
  readonly created: Readonly<Record<string, CreatedSecretVariable>>;
}

const variableName = matching(
  /^[A-Za-z_][A-Za-z0-9_.-]*$/,
  "the name of an environment variable",
  "Use letters, digits, and underscores.",
);

/** Accepts strings. */
export const stringValue: Check<unknown> = (value) =>
  typeof value === "string" ? undefined : expected("wrong-type", "a string", "Kubernetes accepts only strings.");

const secretName = dnsSubdomain("the name of a Secret");

/** Accepts the keys of ConfigMaps and Secrets, which are also names of files. */
export const dataKey = matching(
  /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]{1,253}$/,
  "the name of a file",
  "Use up to 253 letters, digits, hyphens, underscores, and periods.",
);

/**
 * Checks the environment variables of a container.
 *
 * @param at - returns the path of an argument of the container
 * @param keyPrefix - the prefix of the container's keys in the Secret that the component creates
 */
export function checkEnvironment(
  issues: ArgumentIssues,
  at: (name: string) => string,
  container: WorkloadContainerArgs,
  keyPrefix: string,
): ContainerEnvironment {
  const { environment = {}, secretEnvironment = {}, allowPlain = [] } = container;
  const created: Record<string, CreatedSecretVariable> = {};
  const existing: Record<string, WorkloadSecretKey> = {};
  const plain = checkPlain(issues, at("environment"), environment, checkNames(issues, at("allowPlain"), allowPlain));
  if (issues.check(at("secretEnvironment"), secretEnvironment, plainObject("an object of secrets"))) {
    for (const [name, secret] of definedEntries(secretEnvironment)) {
      const path = at(`secretEnvironment.${name}`);
      issues.check(path, name, variableName);
      if (Object.hasOwn(plain, name)) {
        const statement = "environment has a variable of the same name";
        issues.add(path, undefined, { code: "duplicate", statement, remedy: "Remove one of them." });
      }
      if (isSecretKey(secret)) existing[name] = checkSecretKey(issues, path, secret);
      else created[name] = { key: `${keyPrefix}${name}`, value: issues.checkInput(path, secret, stringValue) };
    }
  }
  return { plain, existing, created };
}

function checkNames(issues: ArgumentIssues, path: string, names: readonly string[]): readonly string[] {
  if (!Array.isArray(names)) {
    issues.add(path, names, expected("wrong-type", "an array of strings", 'Example: ["PASSWORD_MIN_LENGTH"].'));
    return [];
  }
  return (names as readonly string[]).filter((name, index) => issues.check(`${path}[${index}]`, name, variableName));
}

function checkPlain(
  issues: ArgumentIssues,
  path: string,
  environment: Readonly<Record<string, pulumi.Input<string>>>,
  allowPlain: readonly string[],
): Record<string, pulumi.Input<string>> {
  if (!issues.check(path, environment, plainObject("an object of strings"))) return {};
  const variables = definedEntries(environment).map(([name, value]) => {
    const variablePath = `${path}.${name}`;
    if (!issues.check(variablePath, name, variableName)) return [name, ""] as const;
    const isAllowed = allowPlain.includes(name) || (isPlainValue(value) && isSecretReference(value));
    if (isSecretName(name) && !isAllowed) {
      issues.add(variablePath, undefined, {
        code: "not-allowed",
        statement: "the name looks like a secret, which anyone who can read pods could read",
        remedy: `Use a volume with secretFiles, or secretEnvironment, or add "${name}" to allowPlain.`,
      });
    }
    return [name, issues.checkInput(variablePath, value, stringValue)] as const;
  });
  return Object.fromEntries(variables);
}

function isSecretKey(secret: pulumi.Input<string> | WorkloadSecretKey): secret is WorkloadSecretKey {
  return isPlainValue<unknown>(secret) && typeof secret === "object" && (secret as unknown) !== null;
}

function checkSecretKey(issues: ArgumentIssues, path: string, secret: WorkloadSecretKey): WorkloadSecretKey {
  if (!issues.checkNames(path, secret, ["secretName", "key"])) return secret;
  return {
    secretName: issues.checkInput(`${path}.secretName`, secret.secretName, secretName),
    key: issues.checkInput(`${path}.key`, secret.key, dataKey),
  };
}

/** Returns the entries of an object, without those that are `undefined`, such as variables with a condition. */
export function definedEntries<T>(object: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(object).filter(([, value]) => (value as unknown) !== undefined);
}

/**
 * Returns the variables in the form of the Kubernetes API.
 *
 * @param createdSecretName - the name of the Secret that the component creates
 */
export function environmentVariables(
  { plain, existing, created }: ContainerEnvironment,
  createdSecretName: pulumi.Input<string> | undefined,
): kubernetes.types.input.core.v1.EnvVar[] {
  const fromSecret = (name: string, secret: WorkloadSecretKey) => ({
    name,
    valueFrom: { secretKeyRef: { name: secret.secretName, key: secret.key } },
  });
  return [
    // The API server does not store empty values.
    ...Object.entries(plain).map(([name, value]) => (value === "" ? { name } : { name, value })),
    ...Object.entries(existing).map(([name, secret]) => fromSecret(name, secret)),
    ...Object.entries(created).flatMap(([name, { key }]) =>
      createdSecretName === undefined ? [] : [fromSecret(name, { secretName: createdSecretName, key })],
    ),
  ];
}
