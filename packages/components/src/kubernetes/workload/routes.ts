import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import type { KubernetesChildren } from "../shared/kubernetes-children";
import { nameOf } from "../shared/object-name";
import { checkAnnotations } from "../shared/kubernetes-labels";
import { dnsLabel, dnsSubdomain, hostName } from "../shared/kubernetes-names";
import type { WorkloadHttpRouteArgs, WorkloadIngressArgs } from "./network-args";
import { checkPortReference, type WorkloadPorts } from "./ports";

/** The Service that requests are forwarded to. */
export interface RouteTarget {
  readonly name: string;
  readonly namespaceName: pulumi.Input<string>;
  readonly ports: WorkloadPorts;
}

/** An Ingress whose arguments have been checked. */
export type IngressPlan = WorkloadIngressArgs & {
  readonly path: string;
  readonly port: string;
  readonly annotations: Record<string, pulumi.Input<string>>;
};

/** An HTTPRoute whose arguments have been checked. */
export type HttpRoutePlan = WorkloadHttpRouteArgs & { readonly path: string; readonly port: string };

const INGRESS_ARGUMENTS: Readonly<Record<keyof WorkloadIngressArgs, true>> = {
  host: true,
  tlsSecretName: true,
  className: true,
  path: true,
  port: true,
  annotations: true,
};

/** The annotations with which the AWS Load Balancer Controller terminates TLS. */
const ALB_TLS = ["alb.ingress.kubernetes.io/certificate-arn", "alb.ingress.kubernetes.io/listen-ports"];

const pathPrefix = matching(/^\/(?!.*\/\/)[^\s?#]*$/, "the prefix of a path", 'Example: "/api".');
const secretName = dnsSubdomain("the name of a Secret");
const className = dnsSubdomain("the name of an IngressClass");
const gatewayName = dnsSubdomain("the name of a Gateway");
const namespaceName = dnsLabel("the name of a namespace");
const listenerName = dnsSubdomain("the name of a listener");

/** The annotation with which the provider does not wait until the ingress controller has assigned an address. */
export const SKIP_AWAIT: Readonly<Record<string, string>> = { "pulumi.com/skipAwait": "true" };

/** Checks the arguments of an Ingress. */
export function planIngress(issues: ArgumentIssues, args: WorkloadIngressArgs, ports: WorkloadPorts): IngressPlan {
  if (!issues.checkNames("ingress", args, Object.keys(INGRESS_ARGUMENTS)))
    return { ...args, path: "/", port: "", annotations: {} };
  const { path = "/" } = args;
  const annotations = checkAnnotations(issues, "ingress.annotations", args.annotations);
  if (args.tlsSecretName === undefined && !ALB_TLS.some((key) => Object.hasOwn(annotations, key))) {
    issues.add("ingress.tlsSecretName", undefined, expected("missing", "the name of a Secret", 'Example: "shop-tls".'));
  }
  issues.check("ingress.path", path, pathPrefix);
  return {
    host: issues.checkInput("ingress.host", args.host, hostName),
    tlsSecretName: issues.checkOptionalInput("ingress.tlsSecretName", args.tlsSecretName, secretName),
    className: issues.checkInput("ingress.className", args.className, className),
    path,
    port: checkPortReference(issues, "ingress.port", ports, args.port),
    annotations,
  };
}

/** Checks the arguments of an HTTPRoute. */
export function planHttpRoute(
  issues: ArgumentIssues,
  args: WorkloadHttpRouteArgs,
  ports: WorkloadPorts,
): HttpRoutePlan {
  const invalid = { ...args, path: "/", port: "" };
  if (!issues.checkNames("httpRoute", args, ["gateway", "hosts", "path", "port"])) return invalid;
  const { path = "/", gateway } = args;
  issues.check("httpRoute.path", path, pathPrefix);
  const port = checkPortReference(issues, "httpRoute.port", ports, args.port);
  const hosts = checkHosts(issues, args.hosts);
  if (!issues.checkNames("httpRoute.gateway", gateway, ["name", "namespaceName", "sectionName"])) return invalid;
  if (gateway.sectionName !== undefined)
    issues.check("httpRoute.gateway.sectionName", gateway.sectionName, listenerName);
  const checkedGateway = {
    ...gateway,
    name: issues.checkInput("httpRoute.gateway.name", gateway.name, gatewayName),
    namespaceName: issues.checkOptionalInput("httpRoute.gateway.namespaceName", gateway.namespaceName, namespaceName),
  };
  return { gateway: checkedGateway, hosts, path, port };
}

function checkHosts(issues: ArgumentIssues, hosts: readonly pulumi.Input<string>[]): pulumi.Input<string>[] {
  if (!Array.isArray(hosts) || hosts.length === 0) {
    issues.add(
      "httpRoute.hosts",
      hosts,
      expected("missing", "an array of host names", 'Example: ["shop.example.com"].'),
    );
    return [];
  }
  return hosts.map((host: pulumi.Input<string>, index) =>
    issues.checkInput(`httpRoute.hosts[${index}]`, host, hostName),
  );
}

/** Creates the Ingress. */
export function createIngress(
  children: KubernetesChildren,
  { name, namespaceName: namespace }: RouteTarget,
  { host, tlsSecretName, className: ingressClassName, path, port, annotations }: IngressPlan,
  service: kubernetes.core.v1.Service,
): kubernetes.networking.v1.Ingress {
  const backend = { service: { name: nameOf(service, name), port: { name: port } } };
  return new kubernetes.networking.v1.Ingress(
    children.name("ingress"),
    {
      metadata: children.metadata({ name, namespace, annotations: { ...SKIP_AWAIT, ...annotations } }),
      spec: {
        ingressClassName,
        rules: [{ host, http: { paths: [{ path, pathType: "Prefix", backend }] } }],
        ...(tlsSecretName !== undefined && { tls: [{ hosts: [host], secretName: tlsSecretName }] }),
      },
    },
    children.options("ingress"),
  );
}

const GATEWAY_GROUP = "gateway.networking.k8s.io";

/** Creates the HTTPRoute, with the properties that the API server would add. */
export function createHttpRoute(
  children: KubernetesChildren,
  { name, namespaceName: namespace, ports }: RouteTarget,
  { gateway, hosts, path, port }: HttpRoutePlan,
  service: kubernetes.core.v1.Service,
): kubernetes.apiextensions.CustomResource {
  const parent = {
    ...{ group: GATEWAY_GROUP, kind: "Gateway", name: gateway.name },
    ...(gateway.namespaceName !== undefined && { namespace: gateway.namespaceName }),
    ...(gateway.sectionName !== undefined && { sectionName: gateway.sectionName }),
  };
  const backend = {
    group: "",
    kind: "Service",
    name: nameOf(service, name),
    port: ports[port]?.servicePort,
    weight: 1,
  };
  return new kubernetes.apiextensions.CustomResource(
    children.name("http-route"),
    {
      apiVersion: `${GATEWAY_GROUP}/v1`,
      kind: "HTTPRoute",
      metadata: children.metadata({ name, namespace }),
      spec: {
        parentRefs: [parent],
        hostnames: hosts,
        rules: [{ matches: [{ path: { type: "PathPrefix", value: path } }], backendRefs: [backend] }],
      },
    },
    children.options("http-route"),
  );
}
