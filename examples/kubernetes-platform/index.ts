import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { consume, EksCluster, PodIdentity, Queue, send, Vpc } from "@roadbed/components/aws";
import { Namespace, Workload } from "@roadbed/components/kubernetes";

const config = new pulumi.Config();
const region = new pulumi.Config("aws").require("region");
const host = config.require("host");
const image = config.require("image");

const network = new Vpc("platform", { availabilityZones: ["a", "b", "c"].map((letter) => `${region}${letter}`) });

const cluster = new EksCluster("platform", {
  network,
  version: "1.35",
  compute: "auto",
  access: { platform: { principalArn: config.require("platformRoleArn"), policy: "clusterAdmin" } },
  addons: { "metrics-server": "v0.8.1-eksbuild.1" },
  kubeconfigOptions: { roleArn: config.require("platformRoleArn") },
  // The API endpoint is private. The program runs in a network that is connected to the VPC.
  apiAccessFrom: { ci: config.require("ciCidrBlock") },
  identities: { externalDns: { hostedZoneIds: [config.require("hostedZoneId")] } },
});
const { provider } = cluster;

/** Creates the DNS records of Ingresses. The cluster has already given its service account a role. */
const dns = new Namespace("external-dns", {}, { provider });
new kubernetes.helm.v3.Release(
  "external-dns",
  {
    chart: "external-dns",
    version: "1.21.1",
    repositoryOpts: { repo: "https://kubernetes-sigs.github.io/external-dns/" },
    namespace: dns.namespaceName,
    values: { domainFilters: [host], policy: "sync", txtOwnerId: cluster.clusterName },
  },
  { provider },
);

const shop = new Namespace("shop", { labels: { team: "shop" } }, { provider });
const orders = new Queue("orders", { visibilityTimeoutSeconds: 120 });

/** Serves requests from the internet, and scales with its load. */
const web = new Workload(
  "web",
  {
    namespace: shop,
    image,
    resources: { memory: "256Mi", cpu: "250m" },
    ports: { http: 8080 },
    probes: { readiness: { http: { path: "/ready" } } },
    scaling: { minReplicas: 3, maxReplicas: 12 },
    environment: { QUEUE_URL: orders.queueUrl },
    identity: PodIdentity.forWorkload({ cluster, permissions: [send(orders)] }),
    ingress: {
      host,
      className: "alb",
      annotations: {
        "alb.ingress.kubernetes.io/scheme": "internet-facing",
        "alb.ingress.kubernetes.io/target-type": "ip",
        "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]',
        "alb.ingress.kubernetes.io/certificate-arn": config.require("certificateArn"),
      },
    },
  },
  { provider },
);

/** Processes orders. */
new Workload(
  "worker",
  {
    namespace: shop,
    image,
    args: ["worker"],
    probes: { readiness: { exec: { command: ["/app/worker", "check"] } } },
    resources: { memory: "256Mi", cpu: "250m" },
    scaling: { minReplicas: 2, maxReplicas: 20 },
    environment: { QUEUE_URL: orders.queueUrl },
    identity: PodIdentity.forWorkload({ cluster, permissions: [consume(orders)] }),
  },
  { provider },
);

export const { url } = web;
export const { clusterName, kubeconfig } = cluster;
