import * as fc from "fast-check";
import type { WorkloadArgs, WorkloadKind } from "../src/kubernetes";
import { IMAGE } from "./kubernetes-workload";

const name = fc.stringMatching(/^[a-z][a-z0-9]{2,8}$/);
const memory = fc.constantFrom("64Mi", "0.5Gi", "1536Mi", "2048Mi", 268_435_456);
const resources = fc.record(
  {
    memory,
    cpu: fc.constantFrom("100m", 0.25, "0.5", 1),
    cpuLimit: fc.constantFrom("2", "2000m", 4),
    ephemeralStorage: fc.constantFrom("1Gi", "512Mi"),
  },
  { requiredKeys: ["memory"] },
);
const size = fc.constantFrom("1Gi", "10240Mi", "1.5Ti");
const claim = fc.record(
  { size, storageClassName: fc.constantFrom("fast", "standard"), accessMode: fc.constant("ReadWriteMany" as const) },
  { requiredKeys: ["size", "accessMode"] },
);
const files = fc.dictionary(fc.constantFrom("app.yaml", ".env", "ca.crt"), fc.string(), { minKeys: 1 });

const container = fc.record(
  {
    image: fc.constant(IMAGE),
    resources,
    command: fc.array(fc.constantFrom("/app/server", "-v"), { maxLength: 2 }),
    args: fc.array(fc.string(), { maxLength: 2 }),
    workingDirectory: fc.constant("/app"),
    environment: fc.dictionary(fc.constantFrom("LEVEL", "REGION", "MODE"), fc.constantFrom("", "info", "1")),
    writablePaths: fc.subarray([
      "/var/cache",
      { path: "/var/run", sizeLimit: "1024Ki" },
      { path: "/mem", inMemory: true },
    ]),
  },
  { requiredKeys: ["image", "resources"] },
);

const probe = fc
  .tuple(
    fc.constantFrom(
      { http: { path: "/ready", port: 8080 } },
      { tcp: { port: 8080 } },
      { grpc: { port: 8080 } },
      {
        exec: { command: ["/app/check"] },
      },
    ),
    fc.record(
      {
        initialDelaySeconds: fc.nat(10),
        periodSeconds: fc.integer({ min: 1, max: 60 }),
        failureThreshold: fc.constant(5),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([action, times]) => ({ ...action, ...times }));

const volumes = fc
  .record(
    {
      settings: files.map((configFiles) => ({ path: "/etc/settings", configFiles })),
      credentials: files.map((secretFiles) => ({ path: "/etc/credentials", secretFiles })),
      scratch: fc.constantFrom(
        { emptyDir: {} },
        { path: "/scratch", emptyDir: { sizeLimit: "0.5Gi", inMemory: true } },
      ),
      work: claim.map((ephemeral) => ({ path: "/work", ephemeral })),
      data: claim.map((request) => ({ path: "/data", claim: request })),
      tls: fc.constant({ path: "/etc/tls", existingSecret: "tls" }),
      bundle: fc.constant({ path: "/etc/bundle", existingConfigMap: "bundle" }),
      existing: fc.constant({ path: "/existing", existingClaim: "existing", readOnly: true }),
    },
    { requiredKeys: [] },
  )
  .map((record) =>
    Object.fromEntries(Object.entries(record).filter(([, volume]) => (volume as unknown) !== undefined)),
  );

const peers = fc.dictionary(
  name,
  fc.constantFrom(
    { workloadName: "web", ports: [8080] },
    { namespaceName: "ingress", ports: [8080, 9090] },
    { podLabels: { role: "client" }, ports: [53], protocol: "UDP" as const },
    { cidrBlock: "10.0.0.0/16", ports: [5432] },
  ),
  { maxKeys: 3 },
);

const anyKind = fc.record(
  {
    sidecars: fc.dictionary(fc.constantFrom("proxy", "logs"), container, { maxKeys: 2 }),
    initContainers: fc.dictionary(fc.constantFrom("migrate", "wait"), container, { maxKeys: 2 }),
    volumes,
    allowTo: peers,
    user: fc.constantFrom(1000, 65_532, "image" as const),
    group: fc.constant(2000),
    terminationGracePeriodSeconds: fc.integer({ min: 1, max: 120 }),
    priorityClassName: fc.constant("business"),
    nodeSelector: fc.constant({ "kubernetes.io/arch": "arm64" }),
    tolerations: fc.constantFrom<NonNullable<WorkloadArgs["tolerations"]>>(
      {},
      { all: {} },
      { spot: { key: "spot", effect: "NoExecute", tolerationSeconds: 0 } },
    ),
    imagePullSecrets: fc.subarray(["registry", "mirror"]),
    podAnnotations: fc.constantFrom<Record<string, string>>({}, { "example.com/scrape": "" }),
    labels: fc.constantFrom<Record<string, string>>({}, { team: "shop" }, { team: "" }),
    tracing: fc.constant({ endpoint: "http://collector.tracing:4317" }),
  },
  { requiredKeys: [] },
);

const serving = fc.record(
  {
    ports: fc.constantFrom(
      { http: 8080 },
      { http: { port: 8080, servicePort: 80, appProtocol: "http" }, dns: { port: 5353, protocol: "UDP" as const } },
      { https: 443 },
    ),
    probes: fc.record({ readiness: probe, liveness: probe, startup: probe }, { requiredKeys: ["readiness"] }),
    allowFrom: peers,
    stopDelaySeconds: fc.constant(0),
  },
  { requiredKeys: ["ports", "probes"] },
);

const counts = fc.oneof(
  fc.record({ replicas: fc.constantFrom(0, 2, 5) }),
  fc.record({
    scaling: fc.constantFrom({ maxReplicas: 4 }, { maxReplicas: 9, cpuPercent: false as const, memoryPercent: 80 }),
  }),
  fc.constant({}),
);

const jobs = fc.record(
  {
    backoffLimit: fc.nat(6),
    completions: fc.integer({ min: 1, max: 5 }),
    parallelism: fc.integer({ min: 1, max: 5 }),
    indexed: fc.boolean(),
    ignoreDisruptions: fc.boolean(),
    failOnExitCodes: fc.uniqueArray(fc.integer({ min: 1, max: 255 }), { maxLength: 4 }),
    activeDeadlineSeconds: fc.integer({ min: 1, max: 3600 }),
  },
  { requiredKeys: [] },
);

const optional = <T>(property: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((member) => (member === undefined ? {} : { [property]: member }));

/** The arguments that only some kinds accept. */
const byKind: Readonly<Record<WorkloadKind, fc.Arbitrary<object>>> = {
  Deployment: fc
    .tuple(
      serving,
      counts,
      optional("rollout", fc.constantFrom({ maxSurge: 1 }, { type: "Recreate" }, { minReadySeconds: 5 })),
      fc.constantFrom({}, { ingress: { host: "shop.example.com", tlsSecretName: "tls", className: "nginx" } }),
    )
    .map(([served, count, rollout, route]) => ({
      ...served,
      ...count,
      ...rollout,
      ...(Object.keys(served.ports).length === 1 && route),
    })),
  StatefulSet: fc
    .tuple(serving, counts, optional("statefulSet", fc.record({ ordered: fc.boolean(), deleteVolumes: fc.boolean() })))
    .map((parts) => Object.assign({}, ...parts) as object),
  DaemonSet: fc
    .tuple(serving, optional("rollout", fc.constantFrom({ maxSurge: "20%" }, { type: "OnDelete" })))
    .map((parts) => Object.assign({}, ...parts) as object),
  Job: optional("job", jobs),
  CronJob: fc
    .tuple(
      optional("job", jobs),
      fc.record({ schedule: fc.constantFrom({ expression: "@daily" }, { expression: "0 3 * * *", suspend: true }) }),
    )
    .map((parts) => Object.assign({}, ...parts) as object),
};

/** Returns valid arguments of workloads of a kind. */
export const workloadArguments = (kind: WorkloadKind): fc.Arbitrary<WorkloadArgs> =>
  fc.tuple(container, anyKind, byKind[kind]).map(([main, common, specific]) => {
    const args = { namespace: "shop", kind, ...main, ...common, ...specific };
    return Object.fromEntries(
      Object.entries(args).filter(([, value]) => (value as unknown) !== undefined),
    ) as typeof args;
  });
