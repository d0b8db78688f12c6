import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Namespace, Workload } from "@roadbed/components/kubernetes";

const config = new pulumi.Config();
// Any cluster works, such as EKS, GKE, AKS, or kind.
const provider = new kubernetes.Provider("cluster", { kubeconfig: config.requireSecret("kubeconfig") });

const namespace = new Namespace(
  "shop",
  { egress: "dnsOnly", quota: { pods: 50, "requests.memory": "32Gi" }, labels: { team: "shop" } },
  { provider },
);

/** A cache whose pods keep their data when they move to another node. */
const cache = new Workload(
  "cache",
  {
    namespace,
    kind: "StatefulSet",
    image: config.require("cacheImage"),
    resources: { memory: "512Mi" },
    args: ["--dir", "/data"],
    ports: { redis: 6379 },
    volumes: { data: { path: "/data", claim: { size: "10Gi" } } },
    allowFrom: { web: { workloadName: "web" }, cleanup: { workloadName: "cleanup" } },
  },
  { provider },
);
const connection = { CACHE_HOST: cache.serviceHost ?? "", CACHE_PORT: "6379" };

/** The web shop, which scales with its load and is reachable from outside of the cluster. */
const web = new Workload(
  "web",
  {
    namespace,
    image: config.require("webImage"),
    resources: { memory: "256Mi", cpu: "250m" },
    ports: { http: 8080 },
    probes: { readiness: { http: { path: "/ready" } } },
    scaling: { minReplicas: 2, maxReplicas: 10 },
    environment: connection,
    volumes: {
      settings: { path: "/etc/shop", configFiles: { "settings.yaml": "currency: EUR\n" } },
      credentials: { path: "/run/secrets/shop", existingSecret: "shop-credentials" },
    },
    allowTo: { cache },
    ingress: { host: config.require("host"), tlsSecretName: "shop-tls", className: "nginx" },
  },
  { provider },
);

/** Deletes expired carts every night. */
new Workload(
  "cleanup",
  {
    namespace,
    kind: "CronJob",
    image: config.require("webImage"),
    resources: { memory: "128Mi" },
    args: ["cleanup"],
    schedule: { expression: "0 3 * * *", timeZone: "Europe/Berlin" },
    environment: connection,
    allowTo: { cache },
  },
  { provider },
);

export const { url } = web;
export const { namespaceName } = namespace;
