import { readFileSync } from "node:fs";
import { join } from "node:path";
import data from "./container-prices.json";
import {
  arithmeticTable,
  breakEvenShare,
  COMPUTE_OPTIONS,
  conclusions,
  costTable,
  instanceCount,
  monthlyCost,
  priceTable,
  type WorkloadSize,
} from "./container-costs";
import { expectGeneratedSection } from "./generated-file";

const size = (tasks: number, vcpus: number, memoryGb: number): WorkloadSize => ({
  name: "Test",
  tasks,
  vcpus,
  memoryGb,
  lcus: 0,
});
const costOf = (option: string, workload: WorkloadSize) => monthlyCost(COMPUTE_OPTIONS[option]?.(workload) ?? []);

describe("docs/choosing.md", () => {
  it.each([
    ["monthly-costs", costTable()],
    ["conclusions", conclusions()],
    ["arithmetic", arithmeticTable("Medium")],
    ["prices", priceTable()],
  ])("contains the generated table %s", (name, content) => {
    expectGeneratedSection("docs/choosing.md", name, content);
  });

  it("states the date and the Region of the prices", () => {
    const date = new Date(data.verified).toLocaleDateString("en-US", { dateStyle: "long", timeZone: "UTC" });
    expect(readFileSync(join(__dirname, "..", "docs", "choosing.md"), "utf8")).toContain(
      `The prices were looked up on ${date}.`,
    );
    for (const { source } of Object.values(data.prices)) expect(new URL(source).hostname).toBe("aws.amazon.com");
  });
});

describe("the costs of a workload", () => {
  it("are the Fargate prices of its tasks, and the load balancer", () => {
    expect(costOf("ECS on Fargate, also in Express Mode", size(1, 1, 0))).toBeCloseTo(730 * (0.04048 + 0.0225), 6);
    expect(costOf("ECS on Fargate, also in Express Mode", size(1, 0, 1))).toBeCloseTo(730 * (0.004445 + 0.0225), 6);
  });

  it("include the memory that EKS adds to a pod on Fargate, rounded up to a size of Fargate", () => {
    const difference = costOf("EKS on Fargate", size(1, 0.5, 1)) - costOf("EKS on Fargate", size(1, 0.5, 0.5));
    expect(difference).toBeCloseTo(730 * 0.004445, 6);
  });

  it("include at least two instances, and as many as the vCPUs or the memory require", () => {
    expect(instanceCount(size(1, 0.25, 0.5))).toBe(2);
    expect(instanceCount(size(16, 1, 1))).toBe(10);
    expect(instanceCount(size(16, 0.25, 2))).toBe(10);
  });

  it("of instances are equal to those of Fargate at the break-even share", () => {
    const perInstance = 730 * 0.085 + 30 * 0.08;
    const perTask = 730 * (0.04048 + 2 * 0.004445);
    expect(breakEvenShare(size(200, 1, 2))).toBeCloseTo(perInstance / (2 * perTask), 6);
  });

  it("include the fee for managed instances, and the cluster", () => {
    const workload = size(16, 1, 1);
    const fee = 10 * 0.12 * 0.085 * 730;
    expect(costOf("ECS Managed Instances", workload) - costOf("ECS on EC2", workload)).toBeCloseTo(fee, 6);
    expect(costOf("EKS Auto Mode", workload) - costOf("ECS Managed Instances", workload)).toBeCloseTo(73, 6);
  });
});
