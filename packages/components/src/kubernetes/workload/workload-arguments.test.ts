import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { IMAGE, REQUIRED_ARGUMENTS, TASK_ARGUMENTS } from "../../../test/kubernetes-workload";
import { planWorkload } from "./workload-plan";
import type { WorkloadArgs } from "./workload-args";

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "orders") =>
  issuesThrownBy(() => planWorkload(name, { ...REQUIRED_ARGUMENTS, ...args }));
const issuesOfTask = (args: object) => issuesThrownBy(() => planWorkload("orders", { ...TASK_ARGUMENTS, ...args }));

const container = { image: IMAGE, resources: { memory: "64Mi" } };

const invalid: [args: object, codes: string[]][] = [
  [{ namespace: undefined }, ["missing namespace"]],
  [
    { namespace: { namespaceName: "My Shop" }, tags: {} },
    ["unknown-argument tags", "invalid-format namespace.namespaceName"],
  ],
  [{ image: "nginx" }, ["invalid-format image"]],
  [
    { image: "nginx:latest", resources: { memory: "256m", cpu: "2", cpuLimit: 1, gpu: 1 } },
    ["not-allowed image", "unknown-argument resources.gpu"],
  ],
  [
    { resources: { memory: "256m", cpu: "2", cpuLimit: 1, ephemeralStorage: "1 GB" } },
    ["out-of-range resources.memory", "conflict resources.cpuLimit", "invalid-format resources.ephemeralStorage"],
  ],
  [{ kind: "Deploy", workloadName: "Orders" }, ["not-allowed kind", "invalid-format workloadName"]],
  [
    { ports: { http: 0, Metrics: 9090, "9": 9 } },
    ["invalid-format ports.9", "out-of-range ports.http", "invalid-format ports.Metrics", "missing probes.readiness"],
  ],
  [
    { ports: { a: 80, b: { port: 80, servicePort: 81, protocol: "HTTP" } }, probes: { readiness: false } },
    ["not-allowed ports.b.protocol"],
  ],
  [{ ports: { a: 80, b: { port: 80, servicePort: 81 } }, probes: { readiness: false } }, ["duplicate ports.b.port"]],
  [{ probes: { readiness: {} } }, ["missing probes.readiness"]],
  [{ probes: { readiness: { http: { path: "ready" }, tcp: {} } } }, ["conflict probes.readiness"]],
  [
    {
      probes: {
        liveness: { http: { path: "ready", port: "web", scheme: "FTP" }, successThreshold: 2 },
        startup: { exec: { command: "x" }, periodSeconds: 0 },
      },
    },
    [
      "out-of-range probes.liveness.successThreshold",
      "invalid-format probes.liveness.http.path",
      "not-allowed probes.liveness.http.scheme",
      "not-allowed probes.liveness.http.port",
      "out-of-range probes.startup.periodSeconds",
      "wrong-type probes.startup.exec.command",
    ],
  ],
  [
    { replicas: 2, scaling: { minReplicas: 5, maxReplicas: 3, cpuPercent: false } },
    ["conflict scaling.maxReplicas", "conflict scaling.cpuPercent", "conflict replicas"],
  ],
  [
    { kind: "DaemonSet", replicas: 2, scaling: { maxReplicas: 3 } },
    ["conflict replicas", "conflict scaling", "conflict replicas"],
  ],
  [
    { maxDisruptedPods: 0, rollout: { maxSurge: 0, type: "OnDelete" } },
    [
      "out-of-range maxDisruptedPods",
      "not-allowed rollout.type",
      "conflict rollout.maxSurge",
      "conflict rollout.maxUnavailable",
    ],
  ],
  [{ kind: "DaemonSet", rollout: { maxSurge: 1, maxUnavailable: 1 } }, ["conflict rollout.maxUnavailable"]],
  [
    { kind: "StatefulSet", rollout: { maxSurge: 1, minReadySeconds: -1 } },
    ["out-of-range rollout.minReadySeconds", "conflict rollout.maxSurge"],
  ],
  [
    { schedule: { expression: "0 3 * * *" }, job: {}, statefulSet: {} },
    ["conflict job", "conflict schedule", "conflict statefulSet"],
  ],
  [{ kind: "Job", job: { ttlSecondsAfterFinished: 60 } }, ["conflict ports", "conflict job.ttlSecondsAfterFinished"]],
  [
    { kind: "StatefulSet", statefulSet: { ordered: "no", deleteVolume: true } },
    ["unknown-argument statefulSet.deleteVolume"],
  ],
  [{ volumes: { data: { path: "/data", claim: { size: "10Gi" } } }, replicas: 2 }, ["conflict volumes.data.claim"]],
  [
    { volumes: { data: {}, both: { emptyDir: {}, claim: { size: "1Gi" } }, Files: { configFiles: {} } } },
    [
      "missing volumes.data",
      "conflict volumes.both",
      "invalid-format volumes.Files",
      "missing volumes.Files.configFiles",
    ],
  ],
  [
    {
      volumes: {
        a: { path: "/a", claim: { size: "10m", accessMode: "RWX", storageClassName: "My" } },
        b: { path: "/a", emptyDir: { inMemory: 1 } },
      },
    },
    [
      "out-of-range volumes.a.claim.size",
      "not-allowed volumes.a.claim.accessMode",
      "invalid-format volumes.a.claim.storageClassName",
      "wrong-type volumes.b.emptyDir.inMemory",
      "duplicate volumes.b",
    ],
  ],
  [
    { volumes: { a: { path: "a/", configFiles: { "../x": "y", z: 5 } } }, mounts: { b: "/b" } },
    [
      'invalid-format volumes.a.configFiles["../x"]',
      'wrong-type volumes.a.configFiles["z"]',
      "invalid-format volumes.a.path",
      "unknown-argument mounts.b",
    ],
  ],
  [
    { writablePaths: ["/tmp", "/tmp", "cache", { path: "/x", size: 1 }] },
    ["duplicate writablePaths[1]", "invalid-format writablePaths[2]", "unknown-argument writablePaths[3].size"],
  ],
  [
    {
      environment: { API_TOKEN: "x", "1A": "b", N: 1 },
      secretEnvironment: { N: "x", K: { secretName: "S", key: "" } },
    },
    [
      "not-allowed environment.API_TOKEN",
      "invalid-format environment.1A",
      "wrong-type environment.N",
      "duplicate secretEnvironment.N",
      "invalid-format secretEnvironment.K.secretName",
      "invalid-format secretEnvironment.K.key",
    ],
  ],
  [
    { command: "node server.js", args: [1], workingDirectory: "app" },
    ["invalid-format workingDirectory", "wrong-type command", "wrong-type args[0]"],
  ],
  [
    {
      sidecars: { app: container, Proxy: container, log: { ...container, ports: {} } },
      initContainers: { app: container },
    },
    [
      "duplicate sidecars.app",
      "invalid-format sidecars.Proxy",
      "unknown-argument sidecars.log.ports",
      "duplicate initContainers.app",
    ],
  ],
  [
    { sidecars: { proxy: { image: "envoy" } } },
    ["invalid-format sidecars.proxy.image", "missing sidecars.proxy.resources"],
  ],
  [
    { user: 0, group: 0, terminationGracePeriodSeconds: 10, stopDelaySeconds: 10 },
    ["out-of-range user", "out-of-range group", "conflict stopDelaySeconds"],
  ],
  [
    { allowFrom: { a: {}, b: { cidrBlock: "10.0.0.0", podLabels: {} } }, allowTo: { c: { workloadName: "db" } } },
    [
      "missing allowFrom.a",
      "conflict allowFrom.b.podLabels",
      "invalid-format allowFrom.b.cidrBlock",
      "missing allowTo.c.ports",
    ],
  ],
  [
    { ingress: { host: "https://x", className: "NGINX", port: "web" } },
    [
      "missing ingress.tlsSecretName",
      "invalid-format ingress.host",
      "invalid-format ingress.className",
      "not-allowed ingress.port",
    ],
  ],
  [
    { httpRoute: { gateway: { name: "" }, hosts: [] } },
    ["missing httpRoute.hosts", "invalid-format httpRoute.gateway.name"],
  ],
  [
    { identity: { roleArn: "arn" }, imagePullSecrets: "registry", mountServiceAccountToken: "yes" },
    ["wrong-type mountServiceAccountToken", "wrong-type identity", "wrong-type imagePullSecrets"],
  ],
  [
    { tolerations: { a: { value: "x" }, b: { effect: "No", tolerationSeconds: 5 } }, nodeSelector: { "a b": "c" } },
    [
      'invalid-format nodeSelector["a b"]',
      "conflict tolerations.a.value",
      "not-allowed tolerations.b.effect",
      "conflict tolerations.b.tolerationSeconds",
    ],
  ],
  [
    { tracing: { endpoint: "collector:4317", protocol: "http" } },
    ["not-allowed tracing.protocol", "invalid-format tracing.endpoint"],
  ],
  [
    { labels: { "app.kubernetes.io/name": "x" }, podAnnotations: { a: 1 }, adopt: { job: {} } },
    ['not-allowed labels["app.kubernetes.io/name"]', 'wrong-type podAnnotations["a"]', "unknown-argument adopt.job"],
  ],
];

describe("the check of Workload arguments", () => {
  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it.each<[args: object, codes: string[]]>([
    [{ kind: "CronJob" }, ["missing schedule"]],
    [
      { kind: "CronJob", schedule: { expression: "60 3 * * *", timeZone: "Mars/Base", startingDeadlineSeconds: 1 } },
      [
        "invalid-format schedule.expression",
        "not-allowed schedule.timeZone",
        "out-of-range schedule.startingDeadlineSeconds",
      ],
    ],
    [{ kind: "CronJob", schedule: { expression: "TZ=UTC 0 3 * * *" } }, ["not-allowed schedule.expression"]],
    [
      { kind: "Job", job: { completions: 0, failOnExitCodes: [0, 256] }, rollout: { maxSurge: 1 } },
      [
        "conflict rollout.maxSurge",
        "out-of-range job.completions",
        "out-of-range job.failOnExitCodes[0]",
        "out-of-range job.failOnExitCodes[1]",
      ],
    ],
    [{}, ["missing probes.readiness"]],
  ])("reports the issues of a workload without ports and with %j: %j", (args, codes) => {
    expect(codesOf(issuesOfTask(args)).sort()).toEqual([...codes].sort());
  });

  it("reports names that are not allowed for workloads or too long", () => {
    expect(codesOf(issuesOf({}, "my orders"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(53)))).toEqual(["out-of-range name"]);
    expect(codesOf(issuesThrownBy(() => planWorkload("a".repeat(52), { ...TASK_ARGUMENTS, kind: "Job" })))).toEqual([
      "out-of-range name",
    ]);
  });

  it.each(["0 3 * * *", "*/15 * * * *", "0 0 1,15 * mon-fri", "@hourly", "5-10/2 0 * JAN ?"])(
    "accepts the schedule %s",
    (expression) => {
      expect(issuesOfTask({ kind: "CronJob", schedule: { expression } })).toEqual([]);
    },
  );

  it.each([null, "args", [], 5])("rejects arguments that are not an object: %j", (args) => {
    expect(codesOf(issuesThrownBy(() => planWorkload("orders", args as unknown as WorkloadArgs)))).toEqual([
      "wrong-type args",
    ]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
