import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { definedProperties } from "../../shared/component-args";
import { expected, integerBetween, matching, nonEmptyString, oneOf, objectOrResource } from "../../shared/checks";
import type { EcsCapacityProviderStrategy, EcsCapacityType, EcsClusterLike } from "./ecs-cluster-like";
import type { EcsTaskDefinitionArgs } from "./task-definition-args";

const CAPACITY_TYPES: readonly EcsCapacityType[] = ["fargate", "ec2", "managedInstances"];
const ON_DEMAND: readonly EcsCapacityProviderStrategy[] = [{ capacityProvider: "FARGATE", weight: 1 }];

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
const MAX_BASE = 100_000;
const MAX_WEIGHT = 1000;
const MAX_STRATEGIES = 20;

const clusterArn = matching(
  /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9_-]+$/,
  "the ARN of an ECS cluster",
  "Use arn:aws:ecs:<region>:<account>:cluster/<name>.",
);

const clusterName = matching(/^[A-Za-z0-9_-]{1,255}$/, "the name of the cluster");
const providerName = nonEmptyString("the name of a capacity provider", 'Examples: "FARGATE", "FARGATE_SPOT".');

/** Where tasks run. */
export interface CapacityPlan {
  readonly cluster: EcsClusterLike;
  readonly capacityType: EcsCapacityType;
  readonly capacity: readonly EcsCapacityProviderStrategy[];
}

/** Checks `cluster` and the capacity providers, and returns where the tasks run. */
export function checkCapacity(
  issues: ArgumentIssues,
  { cluster, capacityProviderStrategies }: Pick<EcsTaskDefinitionArgs, "cluster" | "capacityProviderStrategies">,
): CapacityPlan {
  const what = objectOrResource("a cluster", "Pass an EcsCluster, or { clusterArn, clusterName }.", "clusterArn");
  if (!issues.check("cluster", cluster, what)) return { cluster, capacityType: "fargate", capacity: ON_DEMAND };
  const checkedArn = issues.checkInput("cluster.clusterArn", cluster.clusterArn, clusterArn);
  issues.checkIfPlain("cluster.clusterName", cluster.clusterName, clusterName);
  const { capacityType = "fargate" } = cluster;
  issues.check("cluster.capacityType", capacityType, oneOf(CAPACITY_TYPES));
  if (capacityProviderStrategies !== undefined) checkStrategies(issues, capacityProviderStrategies);
  const capacity = capacityProviderStrategies ?? cluster.capacityProviderStrategies;
  if (capacity === undefined && capacityType !== "fargate") {
    issues.add("capacityProviderStrategies", undefined, {
      code: "missing",
      statement: `a cluster with the capacity type "${capacityType}" needs a capacity provider`,
      remedy: "Set cluster.capacityProviderStrategies or capacityProviderStrategies.",
    });
  }
  return { cluster: withArn(cluster, checkedArn), capacityType, capacity: capacity ?? ON_DEMAND };
}

/** Returns a cluster with a checked ARN. Only the known properties are copied, because a cluster can be a component. */
function withArn(cluster: EcsClusterLike, arn: pulumi.Input<string>): EcsClusterLike {
  const { clusterName, capacityDependencies, serviceConnectNamespaceArn, publishesTaskCounts, execSettings } = cluster;
  return definedProperties({
    clusterArn: arn,
    clusterName,
    capacityDependencies,
    serviceConnectNamespaceArn,
    publishesTaskCounts,
    execSettings,
  });
}

function checkStrategies(issues: ArgumentIssues, strategies: readonly EcsCapacityProviderStrategy[]): void {
  const path = "capacityProviderStrategies";
  if (!Array.isArray(strategies) || strategies.length < 1 || strategies.length > MAX_STRATEGIES) {
    const code = Array.isArray(strategies) ? "out-of-range" : "wrong-type";
    issues.add(path, strategies, expected(code, `an array of 1 to ${MAX_STRATEGIES} capacity providers`));
    return;
  }
  (strategies as readonly EcsCapacityProviderStrategy[]).forEach((strategy, index) => {
    const itemPath = `${path}[${index}]`;
    if (!issues.checkNames(itemPath, strategy, ["capacityProvider", "base", "weight"])) return;
    const { base = 0, weight } = strategy;
    issues.check(`${itemPath}.base`, base, integerBetween(0, MAX_BASE));
    issues.check(`${itemPath}.weight`, weight, integerBetween(0, MAX_WEIGHT));
    issues.checkIfPlain(`${itemPath}.capacityProvider`, strategy.capacityProvider, providerName);
  });
  const withBase = strategies.filter(({ base = 0 }: EcsCapacityProviderStrategy) => base > 0);
  if (withBase.length > 1) {
    issues.add(path, undefined, { code: "conflict", statement: "only one capacity provider can have a base" });
  }
  if (!strategies.some(({ weight }: EcsCapacityProviderStrategy) => !isPlainValue(weight) || weight > 0)) {
    issues.add(path, undefined, { code: "conflict", statement: "at least one weight must be greater than 0" });
  }
}
