import { preview, type Plan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { controllerOf, previewWorkload, REQUIRED_ARGUMENTS } from "../../../test/kubernetes-workload";
import { exportState } from "../../../test/upgrade/recorded-states";
import { deployed } from "../../../test/network";
import { Workload, type WorkloadArgs } from "../index";
import { requireFixedProperties } from "./fixed-properties";
import { planWorkload } from "./workload-plan";

const claim = { size: "10Gi", storageClassName: "fast" };
const volumes = { data: { path: "/data", claim } };

const statefulSet = (args: Partial<WorkloadArgs> = {}) => ({
  ...REQUIRED_ARGUMENTS,
  kind: "StatefulSet" as const,
  volumes,
  ...args,
});

/** Previews a change to a deployed workload. */
async function previewChange(before: WorkloadArgs, after: WorkloadArgs) {
  const { plan } = await deployed(() => new Workload("orders", before));
  return deployed(() => new Workload("orders", after), exportState(plan));
}

/** Returns `operation name` for each changed object. */
const changesOf = ({ steps }: Plan) =>
  steps
    .filter(({ operation, urn }) => operation !== "same" && urn.includes("$kubernetes:"))
    .map(({ operation, urn }) => `${operation} ${urn.split("::").at(-1) ?? ""}`);

const before = {
  spec: {
    podManagementPolicy: "OrderedReady",
    volumeClaimTemplates: [
      {
        metadata: { name: "data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: "fast",
          resources: { requests: { storage: "10Gi" } },
        },
      },
    ],
  },
};
const issuesOf = (args: Partial<WorkloadArgs>) =>
  issuesThrownBy(() => {
    requireFixedProperties(planWorkload("orders", statefulSet(args)), "orders", before);
  });

const changes: [change: Partial<WorkloadArgs>, codes: string[]][] = [
  [{ statefulSet: { ordered: false } }, ["not-allowed statefulSet.ordered"]],
  [{ volumes: { data: { claim: { ...claim, size: "20Gi" } } } }, ["not-allowed volumes.data.claim.size"]],
  [{ volumes: { data: { claim: { size: "10Gi" } } } }, ["not-allowed volumes.data.claim.storageClassName"]],
  [
    { volumes: { data: { claim: { ...claim, accessMode: "ReadWriteMany" } } } },
    ["not-allowed volumes.data.claim.accessMode"],
  ],
  [{ volumes: { ...volumes, logs: { claim } } }, ["not-allowed volumes.logs"]],
  [{ volumes: {} }, ["not-allowed volumes.data"]],
];

describe("a change to a StatefulSet that Kubernetes would reject", () => {
  it.each(changes)("%j is an issue: %j", (change, codes) => {
    expect(codesOf(issuesOf(change))).toEqual(codes);
  });

  it("explains how to make it without losing pods and volumes", () => {
    expect(changes.map(([change]) => wordingOf(issuesOf(change))).join("\n")).toMatchSnapshot();
  });

  it.each(changes)("%j fails the preview", async (change) => {
    await expect(previewChange(statefulSet(), statefulSet(change))).rejects.toThrow(
      "kubectl delete statefulset orders",
    );
  });

  it("is not any other change", async () => {
    const { plan } = await previewChange(
      statefulSet(),
      statefulSet({
        replicas: 3,
        volumes: { data: { path: "/var/data", claim: { ...claim, size: "10240Mi" } }, cache: { emptyDir: {} } },
        statefulSet: { deleteVolumesOnScaleDown: true },
      }),
    );
    expect(changesOf(plan)).toEqual(["update orders-stateful-set"]);
  });
});

it("A StatefulSet with volumes is protected", async () => {
  expect(controllerOf(await previewWorkload(statefulSet())).options.protect).toBe(true);
  expect(controllerOf(await previewWorkload({ kind: "StatefulSet" })).options.protect ?? false).toBe(false);
});

describe("a shared volume", () => {
  const shared = (size: string) => ({ ...REQUIRED_ARGUMENTS, volumes: { data: { claim: { size } } } });

  it("can become larger in place", async () => {
    const { plan } = await previewChange(shared("10Gi"), shared("20Gi"));
    expect(changesOf(plan)).toEqual(["update orders-volume-data"]);
  });

  it("cannot become smaller", async () => {
    await expect(previewChange(shared("10Gi"), shared("1024Mi"))).rejects.toThrow(
      "volumes.data.claim.size: expected at least the current size, 10Gi",
    );
  });

  it("is protected", async () => {
    const stack = await preview(() => new Workload("orders", shared("10Gi")));
    expect(stack.get("kubernetes:core/v1:PersistentVolumeClaim").options.protect).toBe(true);
  });
});

describe("a changed Job", () => {
  const job = (args: Partial<WorkloadArgs>) => ({
    ...{ namespace: "shop", image: "ghcr.io/example/migrate:1.0.0", resources: { memory: "64Mi" } },
    ...{ kind: "Job" as const, ...args },
  });

  it.each<Partial<WorkloadArgs>>([
    { image: "ghcr.io/example/migrate:1.0.1" },
    { job: { completions: 2 } },
    { job: { indexed: true } },
    { job: { ignoreDisruptions: false } },
    { job: { failOnExitCodes: [2] } },
  ])("%j runs as a new Job before Pulumi deletes the old one", async (change) => {
    const { plan } = await previewChange(job({}), job(change));
    const step = plan.steps.find(({ urn }) => urn.includes("batch/v1:Job"));
    expect(step?.operation).toBe("create-replacement");
    expect(plan.resources.find(({ type }) => type === "kubernetes:batch/v1:Job")?.inputs.metadata).not.toHaveProperty(
      "name",
    );
  });

  it.each<Partial<WorkloadArgs>>([{ job: { backoffLimit: 1 } }, { labels: { team: "shop" } }])(
    "%j changes in place if Kubernetes permits it",
    async (change) => {
      const { plan } = await previewChange(job({}), job({ job: { backoffLimit: 2 }, ...change }));
      expect(plan.steps.find(({ urn }) => urn.includes("batch/v1:Job"))?.operation).not.toBe("same");
    },
  );
});
