import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import {
  KUBERNETES_COMPONENT_ARGUMENTS,
  type KubernetesComponentArgs,
  type KubernetesMetadata,
} from "../shared/kubernetes-component-args";
import type { Quantity } from "../shared/quantity";

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

/** Amounts of CPU and memory. */
export interface NamespaceContainerResources {
  /** The amount of CPU: `"250m"`, or `0.25`. */
  readonly cpu?: Quantity;
  /** The amount of memory: `"256Mi"`. */
  readonly memory?: Quantity;
}

/** Limits and defaults for the containers in a namespace. */
export interface NamespaceContainerLimitsArgs {
  /**
   * The limits of containers that do not specify any.
   *
   * @default the amounts of `max`
   */
  readonly defaultLimits?: NamespaceContainerResources;
  /**
   * The requests of containers that specify neither requests nor limits.
   *
   * @default the amounts of `defaultLimits`, and otherwise of `min`
   */
  readonly defaultRequests?: NamespaceContainerResources;
  /**
   * The minimum requests of a container.
   *
   * @default no minimum
   */
  readonly min?: NamespaceContainerResources;
  /**
   * The maximum limits of a container.
   *
   * @default no maximum
   */
  readonly max?: NamespaceContainerResources;
}

/** Arguments of a Namespace. All arguments are optional. */
export interface NamespaceArgs extends KubernetesComponentArgs {
  /**
   * The name of the namespace: up to 63 lowercase letters, digits, and hyphens. Changing it replaces the namespace and all
   * objects in it.
   *
   * @default the name of the component
   */
  readonly namespaceName?: string;
  /**
   * The level of the Pod Security Standards that the namespace enforces. The namespace always audits pods and warns about pods
   * that violate the level `restricted`.
   *
   * @default "restricted"
   */
  readonly podSecurityLevel?: PodSecurityLevel;
  /**
   * The Kubernetes version whose Pod Security Standards apply. With a fixed version, an upgrade of the cluster does not reject
   * pods that were admitted before. A cluster with an older version applies its own newest standards.
   *
   * @default "v1.34"
   */
  readonly podSecurityVersion?: string;
  /**
   * Whether pods reject all incoming connections that no other NetworkPolicy allows. Each `Workload` has a policy that allows
   * connections to its ports.
   *
   * @default true
   */
  readonly denyIngress?: boolean;
  /**
   * Which outgoing connections are allowed by default: all of them, or only DNS queries. With `"dnsOnly"`, pods can connect only
   * to what other policies allow, such as the policy of a `Workload` with `allowTo`.
   *
   * @default "open"
   */
  readonly egress?: "open" | "dnsOnly";
  /**
   * The total amounts that all objects in the namespace can use, by resource: `{ "requests.memory": "64Gi", pods: 100 }`.
   *
   * @default no quota
   */
  readonly quota?: Readonly<Record<string, Quantity>>;
  /**
   * Limits and defaults for the containers in the namespace.
   *
   * @default no limits
   */
  readonly containerLimits?: NamespaceContainerLimitsArgs;
  /**
   * Whether pods that use the service account `default` receive credentials for the Kubernetes API. With `false`, the component
   * changes this account with server-side apply, which the provider must not disable.
   *
   * @default false
   */
  readonly mountDefaultToken?: boolean;
  /**
   * Annotations of the namespace.
   *
   * @default {}
   */
  readonly annotations?: KubernetesMetadata;
}

/** The arguments of a Namespace that have default values. */
export type NamespaceDefaults = Required<
  Pick<
    NamespaceArgs,
    "protection" | "podSecurityLevel" | "podSecurityVersion" | "denyIngress" | "egress" | "mountDefaultToken"
  >
>;

/** The default arguments of a Namespace in each profile. */
export const NAMESPACE_DEFAULTS: ProfileDefaults<NamespaceDefaults> = defineDefaults<NamespaceDefaults>(
  {
    protection: true,
    podSecurityLevel: "restricted",
    podSecurityVersion: "v1.34",
    denyIngress: true,
    egress: "open",
    mountDefaultToken: false,
  },
  { protection: false },
);

/** The names of the arguments. */
export const NAMESPACE_ARGUMENTS: Readonly<Record<keyof NamespaceArgs, true>> = {
  ...KUBERNETES_COMPONENT_ARGUMENTS,
  namespaceName: true,
  podSecurityLevel: true,
  podSecurityVersion: true,
  denyIngress: true,
  egress: true,
  quota: true,
  containerLimits: true,
  mountDefaultToken: true,
  annotations: true,
};
