import { Namespace, Workload } from "../../src/kubernetes";
import { ALL_FEATURES, IMAGE, REQUIRED_ARGUMENTS, TASK_ARGUMENTS } from "../kubernetes-workload";

const SCHEDULE = { expression: "0 3 * * *" };

/** The programs with Kubernetes components. Their arguments, in test/kubernetes-workload.ts, must keep their meaning. */
export const KUBERNETES_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "namespace-default": () => new Namespace("shop"),
  "namespace-development": () => new Namespace("shop", { profile: "development", mountDefaultToken: true }),
  "namespace-all-arguments": () =>
    new Namespace("shop", {
      namespaceName: "shop-production",
      podSecurityLevel: "baseline",
      podSecurityVersion: "v1.33",
      egress: "dnsOnly",
      quota: { pods: 100, "requests.memory": "64Gi", "limits.cpu": 0.5 },
      containerLimits: {
        min: { memory: "16Mi" },
        defaultRequests: { cpu: "100m", memory: "128Mi" },
        defaultLimits: { memory: "128Mi" },
        max: { cpu: 4, memory: "8192Mi" },
      },
      labels: { team: "shop" },
      annotations: { "example.com/contact": "shop@example.com" },
    }),
  "workload-deployment-default": () => new Workload("orders", REQUIRED_ARGUMENTS),
  "workload-deployment-development": () => new Workload("orders", { ...REQUIRED_ARGUMENTS, profile: "development" }),
  "workload-deployment-all-arguments": () => new Workload("orders", ALL_FEATURES.Deployment),
  "workload-deployment-volume": () =>
    new Workload("orders", {
      ...REQUIRED_ARGUMENTS,
      workloadName: "orders-v2",
      volumes: { data: { path: "/data", claim: { size: "10Gi" } } },
      sidecars: { logs: { image: IMAGE, resources: { memory: "64Mi" } } },
    }),
  "workload-stateful-set-default": () => new Workload("orders", { ...REQUIRED_ARGUMENTS, kind: "StatefulSet" }),
  "workload-stateful-set-all-arguments": () => new Workload("orders", ALL_FEATURES.StatefulSet),
  "workload-daemon-set-default": () => new Workload("orders", { ...REQUIRED_ARGUMENTS, kind: "DaemonSet" }),
  "workload-daemon-set-all-arguments": () => new Workload("orders", ALL_FEATURES.DaemonSet),
  "workload-job-default": () => new Workload("orders", { ...TASK_ARGUMENTS, kind: "Job" }),
  "workload-job-all-arguments": () => new Workload("orders", ALL_FEATURES.Job),
  "workload-cron-job-default": () => new Workload("orders", { ...TASK_ARGUMENTS, kind: "CronJob", schedule: SCHEDULE }),
  "workload-cron-job-all-arguments": () => new Workload("orders", ALL_FEATURES.CronJob),
};
