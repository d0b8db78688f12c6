import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { isInternetRange } from "../../evaluation/cidr-blocks";

export const ingressTls = defineRule({
  id: "ingress-tls",
  title: "Kubernetes Ingresses use TLS",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.4.5"] },
  on: "kubernetes:networking.k8s.io/v1:Ingress",
  why: "Without TLS, anyone on the network path can read and modify the traffic.",
  remedy:
    'Set tls: [{ hosts: […], secretName: "web-tls" }], or set the annotation "alb.ingress.kubernetes.io/certificate-arn" for the AWS Load Balancer Controller.',
  // The AWS Load Balancer Controller discovers a certificate by host name if there is an HTTPS listener.
  check: (props) =>
    allOf(
      () => !listOf(props.spec?.tls).some((tls) => Boolean(tls)),
      () => !("alb.ingress.kubernetes.io/certificate-arn" in (props.metadata?.annotations ?? {})),
      () => !(props.metadata?.annotations?.["alb.ingress.kubernetes.io/listen-ports"] ?? "").includes('"HTTPS"'),
    ) && "the Ingress does not use TLS",
  examples: {
    pass: [
      { spec: { tls: [{ hosts: ["shop.example.com"], secretName: "shop-tls" }] } },
      {
        metadata: {
          annotations: { "alb.ingress.kubernetes.io/certificate-arn": "arn:aws:acm:eu-west-1:1:certificate/1" },
        },
      },
      { metadata: { annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}, {"HTTPS": 443}]' } } },
    ],
    fail: [
      { spec: { rules: [{ host: "shop.example.com" }] } },
      { spec: { tls: [] }, metadata: { annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTP": 80}]' } } },
    ],
  },
});

const PREFIX = "service.beta.kubernetes.io/";
const SCHEME = `${PREFIX}aws-load-balancer-scheme`;
const INTERNAL = `${PREFIX}aws-load-balancer-internal`;
const KIND = `${PREFIX}aws-load-balancer-type`;

/**
 * The load balancer classes and types of the AWS Load Balancer Controller and of EKS Auto Mode, which create internal
 * load balancers by default. The in-tree Kubernetes controller creates public ones.
 */
const INTERNAL_BY_DEFAULT: readonly (string | undefined)[] = [
  ...["service.k8s.aws/nlb", "eks.amazonaws.com/nlb", "external", "nlb-ip"],
];

export const serviceLoadBalancerInternal = defineRule({
  id: "service-load-balancer-internal",
  title: "Kubernetes Services of type LoadBalancer are not public",
  severity: "medium",
  on: "kubernetes:core/v1:Service",
  why: "A public load balancer exposes the application to the internet and bypasses the Ingress's firewall and certificates.",
  remedy:
    'Set the annotation "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal", or set loadBalancerSourceRanges to the CIDR blocks of the clients.',
  check: (props) =>
    allOf(
      () => props.spec?.type === "LoadBalancer",
      () => {
        const annotations = props.metadata?.annotations;
        return anyOf(
          () => annotations?.[SCHEME] === "internet-facing",
          () =>
            allOf(
              () => annotations?.[SCHEME] === undefined,
              () => annotations?.[INTERNAL] !== "true",
              () => !INTERNAL_BY_DEFAULT.includes(props.spec?.loadBalancerClass),
              () => !INTERNAL_BY_DEFAULT.includes(annotations?.[KIND]),
            ),
        );
      },
      () =>
        anyOf(
          () => !listOf(props.spec?.loadBalancerSourceRanges).some((range) => range !== "" && !isInternetRange(range)),
          () => listOf(props.spec?.loadBalancerSourceRanges).some(isInternetRange),
        ),
    ) && "the load balancer is public",
  examples: {
    pass: [
      { spec: { type: "ClusterIP" } },
      { spec: { type: "LoadBalancer" }, metadata: { annotations: { [SCHEME]: "internal" } } },
      { spec: { type: "LoadBalancer" }, metadata: { annotations: { [INTERNAL]: "true" } } },
      { spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" } },
      { spec: { type: "LoadBalancer" }, metadata: { annotations: { [KIND]: "external" } } },
      { spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["198.51.100.0/24"] } },
    ],
    fail: [
      { spec: { type: "LoadBalancer" } },
      { spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["0.0.0.0/0"] } },
      { spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["0.0.0.0/1", "128.0.0.0/1"] } },
      {
        spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" },
        metadata: { annotations: { [SCHEME]: "internet-facing" } },
      },
    ],
  },
});
