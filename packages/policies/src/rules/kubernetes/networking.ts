import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { isAnyAddress } from "../../views/ingress";

export const ingressTls = defineRule({
  id: "ingress-tls",
  title: "Ingresses offer TLS",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.4.5"] },
  on: "kubernetes:networking.k8s.io/v1:Ingress",
  why: "Without TLS whoever is on the way reads and changes what users and the program say to each other.",
  remedy:
    'Set tls: [{ hosts, secretName }], or with the AWS load balancer controller the annotation "alb.ingress.kubernetes.io/certificate-arn".',
  // The load balancer controller finds a certificate by host name as soon as an HTTPS port is listened on.
  check: (props) =>
    allOf(
      () => !listOf(props.spec?.tls).some((tls) => Boolean(tls)),
      () => !("alb.ingress.kubernetes.io/certificate-arn" in (props.metadata?.annotations ?? {})),
      () => !(props.metadata?.annotations?.["alb.ingress.kubernetes.io/listen-ports"] ?? "").includes('"HTTPS"'),
    ) && "the ingress offers plain HTTP only",
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
 * The classes and types of the AWS load balancer controller and of EKS Auto Mode, which make internal load balancers
 * unless told otherwise; the controller inside of Kubernetes makes public ones.
 */
const INTERNAL_BY_DEFAULT: readonly (string | undefined)[] = [
  ...["service.k8s.aws/nlb", "eks.amazonaws.com/nlb", "external", "nlb-ip"],
];

export const serviceLoadBalancerInternal = defineRule({
  id: "service-load-balancer-internal",
  title: "Load balancers of Services are not public",
  severity: "medium",
  on: "kubernetes:core/v1:Service",
  why: "A public load balancer puts the program on the internet, past the firewall and certificates of the ingress.",
  remedy:
    'Set the annotation "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal", or name the clients in loadBalancerSourceRanges.',
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
          () => !listOf(props.spec?.loadBalancerSourceRanges).some((range) => !isAnyAddress(range)),
          () => listOf(props.spec?.loadBalancerSourceRanges).some(isAnyAddress),
        ),
    ) && "the load balancer of the service is public",
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
      {
        spec: { type: "LoadBalancer", loadBalancerClass: "service.k8s.aws/nlb" },
        metadata: { annotations: { [SCHEME]: "internet-facing" } },
      },
    ],
  },
});
