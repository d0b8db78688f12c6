import * as kubernetes from "@pulumi/kubernetes";
import { Ajv } from "ajv";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AUTO_MODE_CLUSTER } from "../../../test/eks";
import { deployed } from "../../../test/network";
import { NETWORK } from "../../../test/workload";
import { EksNodePool, type EksNodePoolArgs } from "./index";

const DIRECTORY = join(__dirname, "../../../testdata/custom-resources");
const NODE_CLASS = "kubernetes:eks.amazonaws.com/v1:NodeClass";
const NODE_POOL = "kubernetes:karpenter.sh/v1:NodePool";
const NUM_RUNS = 25;

const ajv = new Ajv({ strict: false, allErrors: true });
const schemas = ["nodeclass.json", "nodepool-1.1.0.json", "nodepool-1.14.1.json"].map((file) => ({
  type: file.startsWith("nodeclass") ? NODE_CLASS : NODE_POOL,
  file,
  validate: ajv.compile(JSON.parse(readFileSync(join(DIRECTORY, file), "utf8")) as object),
}));

/** Returns what the API server would reject in the objects of a pool. */
async function schemaErrors(args: Partial<EksNodePoolArgs>): Promise<string[]> {
  const stack = await deployed(() => {
    const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "{}" });
    const required = { cluster: AUTO_MODE_CLUSTER, network: NETWORK, limits: { cpu: 64 } };
    return new EksNodePool("batch", { kubernetesProvider, ...required, ...args });
  });
  return schemas.flatMap(({ type, file, validate }) =>
    validate(JSON.parse(JSON.stringify(stack.get(type).inputs.spec)))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = "" }) => `${file} ${instancePath} ${message}`),
  );
}

const key = fc.constantFrom("team", "example.com/team", "nvidia.com/gpu", "a.b/C_d.e");
const value = fc.constantFrom("", "x", "payments", "1.2-3_4", "x".repeat(63));
const effect = fc.constantFrom("NoSchedule" as const, "PreferNoSchedule" as const, "NoExecute" as const);
const values = (constraints: fc.ArrayConstraints) =>
  fc.array(fc.constantFrom("m7i", "c7g", "r8i", "4"), { ...constraints, maxLength: 4 });
const taints = fc.uniqueArray(fc.record({ key, value: fc.constantFrom("x", "batch"), effect }), {
  selector: (taint) => `${taint.key} ${taint.effect}`,
  maxLength: 3,
});

const generated = fc.record(
  {
    limits: fc.record({
      cpu: fc.oneof(fc.integer({ min: 0, max: 10_000 }), fc.constantFrom("1000m", "1.5", "2e3")),
      memory: fc.constantFrom("400Gi", "1T", 1_000_000),
    }),
    capacityTypes: fc.subarray(["on-demand", "spot", "reserved"] as const, { minLength: 1 }),
    architectures: fc.subarray(["amd64", "arm64"] as const, { minLength: 1 }),
    requirements: fc.array(
      fc.oneof(
        fc.record({
          key,
          operator: fc.constantFrom("In" as const, "NotIn" as const),
          values: values({ minLength: 1 }),
        }),
        fc.record({ key, operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const) }),
        fc.record({ key, operator: fc.constantFrom("Gt" as const, "Lt" as const), values: fc.constant(["4"]) }),
      ),
      { maxLength: 4 },
    ),
    labels: fc.dictionary(key, value),
    taints,
    startupTaints: taints,
    weight: fc.integer({ min: 1, max: 100 }),
    disruption: fc.record(
      {
        consolidationPolicy: fc.constantFrom("WhenEmpty" as const, "WhenEmptyOrUnderutilized" as const),
        consolidateAfterSeconds: fc.nat(),
        budgets: fc.array(
          fc.oneof(
            fc.record({ nodes: fc.oneof(fc.nat(), fc.constantFrom("0%", "5%", "100%")) }),
            fc.record({
              nodes: fc.nat(),
              schedule: fc.constantFrom("@daily", "0 9 * * mon-fri", "*/5 0,12 1 1 *"),
              durationMinutes: fc.integer({ min: 1, max: 100_000 }),
              reasons: fc.subarray(["Underutilized", "Empty", "Drifted"] as const),
            }),
          ),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
    expireAfterHours: fc.integer({ min: 1, max: 480 }),
    terminationGracePeriodHours: fc.integer({ min: 1, max: 24 }),
    ephemeralStorage: fc.record({
      sizeGiB: fc.integer({ min: 32, max: 59_000 }),
      iops: fc.integer({ min: 4000, max: 16_000 }),
      throughput: fc.integer({ min: 125, max: 1000 }),
    }),
    networkPolicy: fc.constantFrom("DefaultAllow" as const, "DefaultDeny" as const),
  },
  { requiredKeys: [] },
);

describe("the objects of an EksNodePool", () => {
  it("satisfy the definitions of the first and of a current release by default", async () => {
    expect(await schemaErrors({})).toEqual([]);
  });

  it("satisfy the definitions with generated arguments", async () => {
    await fc.assert(
      fc.asyncProperty(generated, async (args) => {
        expect(await schemaErrors(args)).toEqual([]);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});
