import type { Resource } from "@roadbed/plan";
import { preview, type StackPlan } from "@roadbed/testing";
import { Workload, type WorkloadArgs } from "../src/kubernetes";

/** An image with a fixed version. */
export const IMAGE = `ghcr.io/example/orders@sha256:${"0a".repeat(32)}`;

/** The arguments that every workload with ports needs. */
export const REQUIRED_ARGUMENTS: WorkloadArgs = {
  namespace: "shop",
  image: IMAGE,
  resources: { memory: "256Mi" },
  ports: { http: 8080 },
};

/** The arguments that every workload without ports needs. */
export const TASK_ARGUMENTS: WorkloadArgs = { namespace: "shop", image: IMAGE, resources: { memory: "256Mi" } };

/** A container in addition to the main container. */
const CONTAINER = { image: IMAGE, resources: { memory: "64Mi" } };

/** All arguments that a container accepts. */
const CONTAINER_FEATURES = {
  resources: { memory: "1024Mi", cpu: 0.5, cpuLimit: "2000m", ephemeralStorage: "1Gi" },
  command: ["/app/server"],
  args: ["--verbose"],
  workingDirectory: "/app",
  environment: { LEVEL: "info", EMPTY: "", PASSWORD_MIN_LENGTH: "12" },
  allowPlain: ["PASSWORD_MIN_LENGTH"],
  writablePaths: ["/var/cache/app", { path: "/scratch", sizeLimit: "64Mi", inMemory: true }],
} satisfies Partial<WorkloadArgs>;

/** The arguments of a workload of any kind. */
const COMMON_FEATURES: WorkloadArgs = {
  ...TASK_ARGUMENTS,
  ...CONTAINER_FEATURES,
  user: 1000,
  group: 2000,
  sidecars: { proxy: { ...CONTAINER, probes: { readiness: { tcp: { port: 9000 } } } } },
  initContainers: { migrate: { ...CONTAINER, args: ["migrate"], mounts: { settings: "/etc/app" } } },
  volumes: {
    settings: { path: "/etc/app", configFiles: { "app.yaml": "level: info" } },
    credentials: { path: "/run/secrets/app", secretFiles: { token: "s3cr3t" } },
    shared: { path: "/shared", emptyDir: { sizeLimit: "1024Mi" } },
    work: { path: "/work", ephemeral: { size: "10Gi", storageClassName: "fast" } },
    certificates: { path: "/etc/tls", existingSecret: "orders-tls" },
    bundle: { path: "/etc/bundle", existingConfigMap: "ca-bundle" },
  },
  allowTo: { database: { cidrBlock: "10.0.0.0/16", ports: [5432] } },
  mountServiceAccountToken: true,
  imagePullSecrets: ["registry"],
  terminationGracePeriodSeconds: 60,
  priorityClassName: "business",
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations: { dedicated: { key: "dedicated", value: "orders", effect: "NoSchedule" } },
  tracing: { endpoint: "http://collector.tracing:4317" },
  podAnnotations: { "example.com/scrape": "true" },
  labels: { team: "shop" },
};

const SERVING_FEATURES = {
  ports: { http: { port: 8080, servicePort: 80, appProtocol: "kubernetes.io/h2c" }, metrics: 9090 },
  probes: {
    readiness: { http: { path: "/ready", port: "http" }, successThreshold: 2 },
    liveness: { grpc: { port: "http", service: "live" }, initialDelaySeconds: 5 },
    startup: { exec: { command: ["/app/check"] }, failureThreshold: 30 },
  },
  allowFrom: { ingress: { namespaceName: "ingress-nginx" }, web: { workloadName: "web", ports: [8080] } },
  stopDelaySeconds: 10,
} satisfies Partial<WorkloadArgs>;

/** Arguments with which a workload of each kind has as many features as possible. */
export const ALL_FEATURES = {
  Deployment: {
    ...COMMON_FEATURES,
    ...SERVING_FEATURES,
    scaling: { minReplicas: 3, maxReplicas: 10, memoryPercent: 80 },
    rollout: { maxSurge: 1, maxUnavailable: "10%", minReadySeconds: 5, timeoutSeconds: 900 },
    ingress: { host: "shop.example.com", tlsSecretName: "shop-tls", className: "nginx", path: "/orders", port: "http" },
    httpRoute: {
      gateway: { name: "public", namespaceName: "gateways", sectionName: "https" },
      hosts: ["api.example.com"],
      port: "http",
    },
  },
  StatefulSet: {
    ...COMMON_FEATURES,
    ...SERVING_FEATURES,
    kind: "StatefulSet",
    volumes: {
      ...COMMON_FEATURES.volumes,
      data: { path: "/data", claim: { size: "10Gi", storageClassName: "fast", accessMode: "ReadWriteOncePod" } },
    },
    statefulSet: { ordered: false, deleteVolumes: true, deleteVolumesOnScaleDown: true },
    rollout: { type: "OnDelete" },
    replicas: 3,
  },
  DaemonSet: { ...COMMON_FEATURES, ...SERVING_FEATURES, kind: "DaemonSet", rollout: { maxSurge: "10%" } },
  Job: {
    ...COMMON_FEATURES,
    kind: "Job",
    job: {
      ...{ backoffLimit: 3, completions: 4, parallelism: 2, indexed: true },
      ...{ activeDeadlineSeconds: 600, failOnExitCodes: [42, 2] },
    },
  },
  CronJob: {
    ...COMMON_FEATURES,
    kind: "CronJob",
    schedule: { expression: "0 3 * * *", timeZone: "Europe/Berlin", concurrency: "Replace" },
    job: { ttlSecondsAfterFinished: 3600 },
  },
} satisfies Record<string, WorkloadArgs>;

/** Previews a workload. */
export const previewWorkload = (args: Partial<WorkloadArgs> = {}, name = "orders"): Promise<StackPlan> =>
  preview(() => new Workload(name, { ...REQUIRED_ARGUMENTS, ...args }));

/** Returns the resource that manages the pods of a workload. */
export function controllerOf(stack: StackPlan): Resource {
  const controller = stack.resources.find(({ type }) =>
    /:(?:Deployment|StatefulSet|DaemonSet|Job|CronJob)$/.test(type),
  );
  if (controller === undefined) throw new Error("The stack has no workload.");
  return controller;
}
