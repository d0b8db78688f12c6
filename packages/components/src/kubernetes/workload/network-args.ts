import type * as pulumi from "@pulumi/pulumi";
import type { KubernetesMetadata } from "../shared/kubernetes-component-args";

/** A port on which the main container accepts connections. */
export interface WorkloadPortArgs {
  /** The port of the container, from 1 to 65535. */
  readonly port: number;
  /**
   * The port of the Service, from 1 to 65535.
   *
   * @default the port of the container
   */
  readonly servicePort?: number;
  /**
   * The protocol.
   *
   * @default "TCP"
   */
  readonly protocol?: "TCP" | "UDP" | "SCTP";
  /**
   * The application protocol, which some load balancers and service meshes read: `"kubernetes.io/h2c"` for gRPC.
   *
   * @default no application protocol
   */
  readonly appProtocol?: string;
}

/** A workload that others can connect to or accept connections from. */
export interface WorkloadLike {
  /** The name of the namespace. */
  readonly namespaceName: pulumi.Input<string>;
  /** The labels that select the pods. */
  readonly podSelector: KubernetesMetadata;
  /** The ports by name. */
  readonly ports: Readonly<Record<string, { readonly port: number; readonly protocol: string }>>;
}

/** Pods or addresses that a workload accepts connections from or connects to. */
export interface WorkloadPeerArgs {
  /** The name of a workload in the same namespace, or in `namespaceName`. */
  readonly workloadName?: string;
  /** The name of the namespace of the pods. Without `workloadName` and `podLabels`, it selects all pods of the namespace. */
  readonly namespaceName?: pulumi.Input<string>;
  /** The labels that select the pods, in the same namespace, or in `namespaceName`. */
  readonly podLabels?: KubernetesMetadata;
  /** A range of IP addresses: `"10.0.0.0/16"`. */
  readonly cidrBlock?: pulumi.Input<string>;
  /**
   * The ports. For incoming connections, these are ports of the workload.
   *
   * @default the ports of the workload that accepts the connections
   */
  readonly ports?: readonly number[];
  /**
   * The protocol of `ports`.
   *
   * @default "TCP"
   */
  readonly protocol?: "TCP" | "UDP" | "SCTP";
}

/** A workload, or pods or addresses. */
export type WorkloadPeer = WorkloadLike | WorkloadPeerArgs;

/** An Ingress that forwards requests to a workload. */
export interface WorkloadIngressArgs {
  /** The host name: `"shop.example.com"`. */
  readonly host: pulumi.Input<string>;
  /**
   * The name of the Secret with the certificate.
   *
   * @default required, unless `annotations` configure TLS with the AWS Load Balancer Controller
   */
  readonly tlsSecretName?: pulumi.Input<string>;
  /** The name of the IngressClass: `"nginx"` or `"alb"`. */
  readonly className: pulumi.Input<string>;
  /**
   * The prefix of the paths.
   *
   * @default "/"
   */
  readonly path?: string;
  /**
   * The name of a port in `ports`.
   *
   * @default the only port
   */
  readonly port?: string;
  /**
   * Annotations for the ingress controller.
   *
   * @default {}
   */
  readonly annotations?: KubernetesMetadata;
}

/** A Gateway of the Gateway API. */
export interface WorkloadGateway {
  /** The name of the Gateway. */
  readonly name: pulumi.Input<string>;
  /**
   * The name of the Gateway's namespace.
   *
   * @default the namespace of the workload
   */
  readonly namespaceName?: pulumi.Input<string>;
  /**
   * The name of the Gateway's listener.
   *
   * @default all listeners
   */
  readonly sectionName?: string;
}

/** An HTTPRoute that forwards requests from a Gateway to a workload. */
export interface WorkloadHttpRouteArgs {
  /** The Gateway, which terminates TLS. */
  readonly gateway: WorkloadGateway;
  /** The host names, at least one. */
  readonly hosts: readonly pulumi.Input<string>[];
  /**
   * The prefix of the paths.
   *
   * @default "/"
   */
  readonly path?: string;
  /**
   * The name of a port in `ports`.
   *
   * @default the only port
   */
  readonly port?: string;
}
