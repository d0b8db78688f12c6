import data from "./container-prices.json";
import { alignedTable } from "./markdown";

/** The tasks of a number of services, and the load balancer capacity units of their traffic. */
export type WorkloadSize = (typeof data.sizes)[number];

/** An item of a monthly bill. */
export interface CostItem {
  /** The arithmetic, such as `2 × 0.25 vCPU × $0.04048 × 730 h`. */
  readonly arithmetic: string;
  readonly usd: number;
}

const { hoursPerMonth: HOURS, instance: INSTANCE } = data;
const PRICES = Object.fromEntries(Object.entries(data.prices).map(([name, { price }]) => [name, price])) as Readonly<
  Record<keyof typeof data.prices, number>
>;

/** The share of the instances' capacity that tasks can use, which leaves room for agents and deployments. */
export const USABLE_SHARE = 0.8;
/** One instance in each of two Availability Zones. */
const MIN_INSTANCES = 2;
/** The share of the time in which App Runner instances process requests: 8 of 24 hours. */
export const ACTIVE_SHARE = 1 / 3;
/** The memory that EKS adds to each pod on Fargate, in GB, for the Kubernetes components. */
const POD_OVERHEAD_GB = 0.25;

const dollars = (usd: number): string => `$${usd.toLocaleString("en-US", { maximumFractionDigits: 0 })}`;

/** Returns a price with at least two decimal places. */
const priceText = (price: number): string => `$${price.toFixed(Math.max(2, String(price).split(".")[1]?.length ?? 0))}`;

function fargate({ tasks, vcpus }: WorkloadSize, memoryGb: number): CostItem[] {
  return [
    {
      arithmetic: `${tasks} × ${vcpus} vCPU × $${PRICES.fargateVcpuHour} × ${HOURS} h`,
      usd: tasks * vcpus * PRICES.fargateVcpuHour * HOURS,
    },
    {
      arithmetic: `${tasks} × ${memoryGb} GB × $${PRICES.fargateGbHour} × ${HOURS} h`,
      usd: tasks * memoryGb * PRICES.fargateGbHour * HOURS,
    },
  ];
}

/** Returns the number of instances that the tasks need, at least one in each of two Availability Zones. */
export function instanceCount({ tasks, vcpus, memoryGb }: WorkloadSize): number {
  const byVcpus = (tasks * vcpus) / (INSTANCE.vcpus * USABLE_SHARE);
  const byMemory = (tasks * memoryGb) / (INSTANCE.memoryGb * USABLE_SHARE);
  return Math.max(MIN_INSTANCES, Math.ceil(byVcpus), Math.ceil(byMemory));
}

function instances(size: WorkloadSize, feeShare = 0): CostItem[] {
  const count = instanceCount(size);
  const fee = {
    arithmetic: `${count} × ${feeShare * 100} % × $${PRICES.instanceHour} × ${HOURS} h`,
    usd: count * feeShare * PRICES.instanceHour * HOURS,
  };
  return [
    {
      arithmetic: `${count} × $${PRICES.instanceHour} × ${HOURS} h`,
      usd: count * PRICES.instanceHour * HOURS,
    },
    {
      arithmetic: `${count} × ${INSTANCE.volumeGb} GB × $${PRICES.volumeGbMonth}`,
      usd: count * INSTANCE.volumeGb * PRICES.volumeGbMonth,
    },
    ...(feeShare > 0 ? [fee] : []),
  ];
}

const eksCluster: CostItem = {
  arithmetic: `${priceText(PRICES.eksClusterHour)} × ${HOURS} h`,
  usd: PRICES.eksClusterHour * HOURS,
};

const loadBalancer = ({ lcus }: WorkloadSize): CostItem => ({
  arithmetic: `($${PRICES.loadBalancerHour} + ${lcus} LCU × $${PRICES.lcuHour}) × ${HOURS} h`,
  usd: (PRICES.loadBalancerHour + lcus * PRICES.lcuHour) * HOURS,
});

function appRunner({ tasks, vcpus, memoryGb }: WorkloadSize): CostItem[] {
  return [
    {
      arithmetic: `${tasks} × ${memoryGb} GB × $${PRICES.appRunnerGbHour} × ${HOURS} h`,
      usd: tasks * memoryGb * PRICES.appRunnerGbHour * HOURS,
    },
    {
      arithmetic: `${tasks} × ${vcpus} vCPU × $${PRICES.appRunnerVcpuHour} × ${HOURS} h × 1/3`,
      usd: tasks * vcpus * PRICES.appRunnerVcpuHour * HOURS * ACTIVE_SHARE,
    },
  ];
}

/** The monthly bill of each way to run the containers of a workload. */
export const COMPUTE_OPTIONS: Readonly<Record<string, (size: WorkloadSize) => readonly CostItem[]>> = {
  "ECS on Fargate, also in Express Mode": (size) => [...fargate(size, size.memoryGb), loadBalancer(size)],
  "ECS on EC2": (size) => [...instances(size), loadBalancer(size)],
  "ECS Managed Instances": (size) => [...instances(size, PRICES.managedInstancesShare), loadBalancer(size)],
  "EKS on Fargate": (size) => [
    eksCluster,
    ...fargate(size, Math.ceil(size.memoryGb + POD_OVERHEAD_GB)),
    loadBalancer(size),
  ],
  "EKS with node groups": (size) => [eksCluster, ...instances(size), loadBalancer(size)],
  "EKS Auto Mode": (size) => [eksCluster, ...instances(size, PRICES.eksAutoModeShare), loadBalancer(size)],
  "App Runner": appRunner,
};

/** Returns the share of the instances' vCPUs that tasks must use for instances on demand to cost as much as Fargate. */
export function breakEvenShare(size: WorkloadSize): number {
  const [onFargate, onInstances] = [fargate(size, size.memoryGb), instances(size)].map(monthlyCost);
  const usedShare = (size.tasks * size.vcpus) / (instanceCount(size) * INSTANCE.vcpus);
  return ((onInstances ?? 0) * usedShare) / (onFargate ?? 1);
}

/** Returns the conclusions from the costs as a Markdown list. */
export function conclusions(): string {
  const [small, , large] = data.sizes;
  if (small === undefined || large === undefined) throw new Error("container-prices.json: expected three sizes.");
  const instancesForSmall = dollars(monthlyCost(instances(small)));
  const percent = Math.round(breakEvenShare(large) * 100);
  return [
    `- For a few small tasks, Fargate costs a fraction of two instances: ${dollars(monthlyCost(fargate(small, small.memoryGb)))} instead of ${instancesForSmall}.`,
    `- Instances on demand cost less than Fargate only if tasks use more than ${percent} % of them. What makes them less expensive is Spot`,
    "  capacity, reserved capacity, or tasks that share vCPUs.",
    `- An EKS cluster costs ${dollars(eksCluster.usd)} per month, which matters for small workloads, and if each team and stage has a cluster.`,
  ].join("\n");
}

/** Returns the monthly cost of a workload in US dollars. */
export const monthlyCost = (items: readonly CostItem[]): number => items.reduce((sum, { usd }) => sum + usd, 0);

/** Returns the monthly costs of all options and sizes as a Markdown table. */
export function costTable(): string {
  const header = ["Per month", ...data.sizes.map(({ name, tasks }) => `${name}: ${tasks} tasks`)];
  const rows = Object.entries(COMPUTE_OPTIONS).map(([option, itemsOf]) => [
    option,
    ...data.sizes.map((size) => dollars(monthlyCost(itemsOf(size)))),
  ]);
  return alignedTable(header, rows).join("\n");
}

/** Returns the arithmetic for one size as a Markdown table. */
export function arithmeticTable(sizeName: string): string {
  const rows = data.sizes
    .filter(({ name }) => name === sizeName)
    .flatMap((size) =>
      Object.entries(COMPUTE_OPTIONS).map(([option, itemsOf]) => {
        const items = itemsOf(size);
        return [option, `${items.map(({ arithmetic }) => arithmetic).join(" + ")} = ${dollars(monthlyCost(items))}`];
      }),
    );
  return alignedTable(["Option", `${sizeName}: cost per month`], rows).join("\n");
}

/** Returns the prices with their sources as a Markdown table. */
export function priceTable(): string {
  const labels: Readonly<Record<keyof typeof data.prices, string>> = {
    fargateVcpuHour: "Fargate, Linux on x86, per vCPU and hour",
    fargateGbHour: "Fargate, Linux on x86, per GB and hour",
    instanceHour: `\`${INSTANCE.type}\` (${INSTANCE.vcpus} vCPU, ${INSTANCE.memoryGb} GB) on demand, per hour`,
    volumeGbMonth: "gp3 volume, per GB and month",
    managedInstancesShare: "ECS Managed Instances, share of the On-Demand price",
    eksClusterHour: "EKS cluster in standard support, per hour",
    eksAutoModeShare: "EKS Auto Mode, share of the On-Demand price",
    appRunnerVcpuHour: "App Runner, per vCPU and active hour",
    appRunnerGbHour: "App Runner, per GB and hour",
    loadBalancerHour: "Application Load Balancer, per hour",
    lcuHour: "Load balancer capacity unit (LCU), per hour",
  };
  const rows = Object.entries(data.prices).map(([name, { price, source }]) => [
    labels[name as keyof typeof data.prices],
    name.endsWith("Share") ? `${price * 100} %` : priceText(price),
    `[${new URL(source).pathname.split("/").filter(Boolean).join("/")}](${source})`,
  ]);
  return alignedTable(["Price", data.region, "Source"], rows).join("\n");
}
