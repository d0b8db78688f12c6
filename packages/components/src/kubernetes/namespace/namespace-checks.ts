import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, matching, oneOf, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { quote } from "../../shared/wording";
import { checkAnnotations, checkLabels, MANAGED_BY_LABEL } from "../shared/kubernetes-labels";
import { dnsLabel } from "../shared/kubernetes-names";
import { canonicalQuantity, cpu, memory, milliQuantity } from "../shared/quantity";
import {
  NAMESPACE_ARGUMENTS,
  NAMESPACE_DEFAULTS,
  type NamespaceArgs,
  type NamespaceContainerLimitsArgs,
  type NamespaceContainerResources,
  type NamespaceDefaults,
} from "./namespace-args";

/** Amounts of CPU and memory in the form in which the API server stores them. */
type StoredResources = Readonly<Record<string, string>>;

/** The checked arguments of a Namespace with all defaults. */
export type NamespaceSettings = Omit<NamespaceArgs, "labels" | "annotations" | "quota" | "containerLimits"> &
  NamespaceDefaults & {
    readonly namespaceName: string;
    readonly labels: Record<string, pulumi.Input<string>>;
    readonly annotations: Record<string, pulumi.Input<string>>;
    /** Undefined without a quota. */
    readonly hardQuota: StoredResources | undefined;
    /** The properties of the LimitRange item; undefined without limits. */
    readonly limits: Readonly<Record<string, StoredResources>> | undefined;
  };

const POD_SECURITY = "pod-security.kubernetes.io";

/** The keys of the labels that set the Pod Security level and version of a namespace. */
export const POD_SECURITY_LABELS = ["enforce", "audit", "warn"].flatMap((mode) => [
  `${POD_SECURITY}/${mode}`,
  `${POD_SECURITY}/${mode}-version`,
]);

const namespaceName = dnsLabel("the name of a namespace");

const podSecurityVersion = matching(
  /^(?:latest|v1\.(?:0|[1-9]\d{0,2}))$/,
  'a Kubernetes version, or "latest"',
  'Example: "v1.34".',
);

// https://kubernetes.io/docs/concepts/policy/resource-quotas/
const quotaResource = matching(
  /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[a-z0-9](?:[-a-zA-Z0-9_.]*[a-zA-Z0-9])?$/,
  "the name of a resource",
  'Examples: "requests.memory", "limits.cpu", "pods", "count/jobs.batch".',
);

/**
 * Checks the arguments of a Namespace.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkNamespaceArgs(name: string, args: NamespaceArgs): NamespaceSettings {
  const issues = new ArgumentIssues("Namespace", name);
  const settings = withDefaults(issues, NAMESPACE_DEFAULTS, NAMESPACE_ARGUMENTS, args);
  issues.check(
    settings.namespaceName === undefined ? "name" : "namespaceName",
    settings.namespaceName ?? name,
    namespaceName,
  );
  issues.check("podSecurityLevel", settings.podSecurityLevel, oneOf(["restricted", "baseline", "privileged"]));
  issues.check("podSecurityVersion", settings.podSecurityVersion, podSecurityVersion);
  issues.check("denyIngress", settings.denyIngress, booleanValue);
  issues.check("egress", settings.egress, oneOf(["open", "dnsOnly"]));
  issues.check("mountDefaultToken", settings.mountDefaultToken, booleanValue);
  const { quota, containerLimits, ...others } = settings;
  const checked = {
    ...others,
    namespaceName: settings.namespaceName ?? name,
    hardQuota: quota === undefined ? undefined : checkQuota(issues, quota),
    limits: containerLimits === undefined ? undefined : checkLimits(issues, containerLimits),
    labels: checkLabels(issues, "labels", settings.labels, [...POD_SECURITY_LABELS, MANAGED_BY_LABEL]),
    annotations: checkAnnotations(issues, "annotations", settings.annotations),
  };
  checkAdoption(issues, settings, namespaceChildren(checked));
  issues.throwIfAny();
  return checked;
}

function namespaceChildren(settings: NamespaceSettings): string[] {
  const { denyIngress, egress, hardQuota, limits, mountDefaultToken } = settings;
  return [
    "namespace",
    ...(denyIngress ? ["deny-ingress"] : []),
    ...(egress === "dnsOnly" ? ["dns-egress"] : []),
    ...(hardQuota ? ["quota"] : []),
    ...(limits ? ["limits"] : []),
    ...(mountDefaultToken ? [] : ["default-account"]),
  ];
}

function checkQuota(issues: ArgumentIssues, quota: Readonly<Record<string, unknown>>): StoredResources {
  if (!issues.check("quota", quota, plainObject("an object of quantities", "Example: { pods: 100 }."))) return {};
  const entries = Object.entries(quota).map(([resource, amount]) => {
    const path = `quota[${quote(resource)}]`;
    issues.check(path, resource, quotaResource);
    const stored = canonicalQuantity(amount);
    // 0 is valid: it prevents objects that use the resource.
    if (stored === undefined)
      issues.add(path, amount, expected("invalid-format", "a quantity", 'Examples: 100, "64Gi".'));
    return [resource, stored ?? ""] as const;
  });
  return Object.fromEntries(entries);
}

// The order of amounts that Kubernetes requires: each amount is at most the next one.
const LIMITS = [
  ["min", "min"],
  ["defaultRequests", "defaultRequest"],
  ["defaultLimits", "default"],
  ["max", "max"],
] as const satisfies readonly (readonly [keyof NamespaceContainerLimitsArgs, string])[];

function checkLimits(
  issues: ArgumentIssues,
  limits: NamespaceContainerLimitsArgs,
): Readonly<Record<string, StoredResources>> {
  const path = "containerLimits";
  if (
    !issues.checkNames(
      path,
      limits,
      LIMITS.map(([name]) => name),
    )
  )
    return {};
  const stored: Record<string, StoredResources> = {};
  for (const [name, property] of LIMITS) {
    const resources = limits[name];
    if (resources !== undefined) stored[property] = checkResources(issues, `${path}.${name}`, resources);
  }
  checkOrder(issues, path, limits);
  return stored;
}

function checkResources(issues: ArgumentIssues, path: string, resources: NamespaceContainerResources): StoredResources {
  if (!issues.checkNames(path, resources, ["cpu", "memory"])) return {};
  const checks = { cpu, memory };
  const entries = (["cpu", "memory"] as const).flatMap((resource) => {
    const amount = resources[resource];
    if (amount === undefined || !issues.check(`${path}.${resource}`, amount, checks[resource])) return [];
    return [[resource, canonicalQuantity(amount) ?? ""] as const];
  });
  return Object.fromEntries(entries);
}

function checkOrder(issues: ArgumentIssues, path: string, limits: NamespaceContainerLimitsArgs): void {
  for (const resource of ["cpu", "memory"] as const) {
    let [smallerName, smaller] = ["", 0n];
    for (const [name] of LIMITS) {
      const amount = milliQuantity(limits[name]?.[resource]);
      if (amount === undefined) continue;
      if (amount < smaller) {
        issues.add(`${path}.${name}.${resource}`, limits[name]?.[resource], {
          code: "conflict",
          statement: (got) => `expected at least ${smallerName}.${resource}, got ${got}`,
          remedy: "The order of the amounts is min, defaultRequests, defaultLimits, max.",
        });
      }
      [smallerName, smaller] = [name, amount];
    }
  }
}
