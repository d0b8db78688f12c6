import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, integerFrom, matching, oneOf, plainObject } from "../../shared/checks";
import { checkNameLength } from "../../shared/naming";
import { joinNames } from "../../shared/wording";
import { kmsKeyArn } from "../shared/arn";
import { regionName } from "../shared/aws-component-args";
import { checkPermissions } from "../shared/permissions";
import { checkNetwork, checkRequiredSubnets } from "../network/network-checks";
import { checkAwsTags } from "../shared/aws-tags";
import { logRetentionDays } from "../shared/log-retention";
import { collectorVariables, type TracingCollector } from "../tracing/collector";
import { MAX_ROLE_NAME_CHARACTERS } from "../shared/service-role";
import { checkCapacity } from "./capacity";
import { DEFAULT_USER, MAIN_CONTAINER, SIDECAR_ARGUMENTS, type EcsSidecarArgs } from "./container-args";
import { checkContainer } from "./container-checks";
import type { EcsSecret } from "./container-secrets";
import { EXEC_MOUNTS, type ContainerPlan } from "./container-definitions";
import { checkConnectivity } from "./task-connectivity";
import type { EcsCapacityProviderStrategy, EcsCapacityType } from "./ecs-cluster-like";
import type { TaskDefinitionSettings } from "./task-definition-args";
import { planEgress, type EgressRule } from "./task-network";
import { checkTaskSize } from "./task-size";
import { checkTracing, COLLECTOR, collectorSidecar, withTracing } from "./tracing";
import { checkVolumes, type EcsVolumeArgs } from "./task-volumes";

/** The checked definition of a task. */
export interface TaskPlan {
  readonly settings: TaskDefinitionSettings;
  readonly containers: readonly ContainerPlan[];
  /** The collector of traces; `undefined` without tracing. */
  readonly collector: TracingCollector | undefined;
  readonly images: readonly pulumi.Input<string>[];
  /** The images that are outputs, checked. They fail when an output resolves to an invalid image. */
  readonly checkedImages: readonly pulumi.Input<string>[];
  /** The secrets of all containers. */
  readonly secrets: readonly EcsSecret[];
  readonly volumes: Readonly<Record<string, EcsVolumeArgs>>;
  readonly egress: Readonly<Record<string, EgressRule>>;
  readonly capacityType: EcsCapacityType;
  readonly capacity: readonly EcsCapacityProviderStrategy[];
}

/** The port of the main container. */
export interface MainPort {
  readonly port: number | undefined;
  /** The protocol that Service Connect uses for the port. */
  readonly appProtocol?: string | undefined;
}

/** What the plan of a task depends on, beside the arguments. */
export interface TaskContext {
  readonly mainPort: MainPort;
  /** The longest child name of a role, which must fit into the name of a role together with the name of the component. */
  readonly longestRole: string;
  /** Images that the task definition does not contain, but that ECS has to be able to pull. */
  readonly pulledImages?: readonly pulumi.Input<string>[];
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html
const MIN_STORAGE_GIB = 21;
const MAX_STORAGE_GIB = 200;

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
const MIN_CONTAINER_MIB = 6;

const componentName = matching(
  /^[A-Za-z0-9][A-Za-z0-9-]*$/,
  "a valid name for target groups, services, and roles",
  "Use letters, digits, and hyphens.",
);

const containerName = matching(
  /^(?!app$)[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/,
  "the name of a container",
  'Use up to 255 letters, digits, hyphens, and underscores. "app" is the main container.',
);

/**
 * Checks the arguments that services and tasks share, and plans the task.
 */
export function planTask(
  issues: ArgumentIssues,
  name: string,
  settings: TaskDefinitionSettings,
  context: TaskContext,
): TaskPlan {
  const { mainPort, longestRole, pulledImages = [] } = context;
  const limit = { noun: longestRole, resource: "an IAM role", maxCharacters: MAX_ROLE_NAME_CHARACTERS };
  if (checkNameLength(issues, name, limit)) issues.check("name", name, componentName);
  const { cluster, capacityType, capacity } = checkCapacity(issues, settings);
  checkTaskSize(issues, settings, capacityType);
  checkChoices(issues, settings, capacityType);
  const volumes = checkVolumes(issues, settings.volumes);
  const sidecars = checkSidecars(issues, settings, Object.keys(volumes));
  const collector = checkTracing(issues, settings.tracing);
  const containerContext = { path: "", otherContainers: Object.keys(sidecars), volumes: Object.keys(volumes) };
  const checked = checkContainer(issues, checkInputs(issues, settings), containerContext);
  const main = collector ? withTracing(checked, name, collector) : checked;
  const allSidecars = collector ? { ...sidecars, [COLLECTOR]: collectorSidecar(collector) } : sidecars;
  const imageOf = (container: string, { image }: EcsSidecarArgs) =>
    (container === MAIN_CONTAINER ? settings : settings.sidecars[container])?.image ?? image;
  const toPlan = (container: string, args: EcsSidecarArgs): ContainerPlan => ({
    name: container,
    // Policy rules can read the known parts of the original image, but not those of an output that `apply` returns.
    args: { ...args, image: imageOf(container, args) },
    exec: settings.exec && args.readonlyRootFilesystem !== false,
    ...(collector &&
      container === COLLECTOR && { regionalVariables: (region) => collectorVariables(collector, region) }),
  });
  const containers = [
    { ...toPlan(MAIN_CONTAINER, { ...main, ...withPort(mainPort) }), appProtocol: mainPort.appProtocol },
    ...Object.entries(allSidecars).map(([container, args]) => toPlan(container, args)),
  ];
  checkConditions(issues, containers);
  checkSidecarMemory(issues, settings, containers);
  const plan: TaskPlan = {
    settings: { ...main, cluster },
    containers,
    collector,
    checkedImages: [main.image, ...Object.values(sidecars).map(({ image }) => image)].filter(
      (image) => !isPlainValue(image),
    ),
    images: [...containers.map(({ args }) => args.image), ...pulledImages],
    secrets: containers.flatMap(({ args }) => Object.values(args.secrets ?? {})),
    volumes: { ...volumes, ...execVolumes(containers) },
    egress: planEgress(issues, settings.egress),
    capacityType,
    capacity,
  };
  checkConnectivity(issues, plan);
  return plan;
}

const withPort = ({ port }: MainPort) => (port === undefined ? {} : { port });

function execVolumes(containers: readonly ContainerPlan[]): Record<string, EcsVolumeArgs> {
  if (!containers.some(({ exec }) => exec)) return {};
  return Object.fromEntries(Object.keys(EXEC_MOUNTS).map((volume) => [volume, { type: "ephemeral" as const }]));
}

function checkInputs(issues: ArgumentIssues, settings: TaskDefinitionSettings): TaskDefinitionSettings {
  const { logKmsKeyArn, secretsKmsKeyArns } = settings;
  if (!Array.isArray(secretsKmsKeyArns)) {
    issues.add("secretsKmsKeyArns", secretsKmsKeyArns, expected("wrong-type", "an array of KMS key ARNs"));
  }
  return {
    ...settings,
    tags: checkAwsTags(issues, settings.tags),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    logKmsKeyArn: issues.checkOptionalInput("logKmsKeyArn", logKmsKeyArn, kmsKeyArn),
    secretsKmsKeyArns: Array.isArray(secretsKmsKeyArns)
      ? secretsKmsKeyArns.map((arn: pulumi.Input<string>, index) =>
          issues.checkInput(`secretsKmsKeyArns[${index}]`, arn, kmsKeyArn),
        )
      : [],
  };
}

function checkChoices(issues: ArgumentIssues, settings: TaskDefinitionSettings, capacityType: EcsCapacityType): void {
  const { subnets, architecture, ephemeralStorageGiB, network } = settings;
  issues.check("architecture", architecture, oneOf(["X86_64", "ARM64"]));
  issues.check("logRetentionDays", settings.logRetentionDays, logRetentionDays);
  for (const name of ["pullThroughCache", "exec", "retainLogsOnDelete"] as const) {
    issues.check(name, settings[name], booleanValue);
  }
  checkPermissions(issues, "permissions", settings.permissions);
  const isKind = issues.check("subnets", subnets, oneOf(["private", "isolated"]));
  if (checkNetwork(issues, "network", network) && isKind) {
    const reason = `the tasks run in ${subnets} subnets`;
    checkRequiredSubnets(issues, "network", network, { subnets: `${subnets}SubnetIds`, reason });
  }
  if (ephemeralStorageGiB === undefined) return;
  issues.check("ephemeralStorageGiB", ephemeralStorageGiB, integerBetween(MIN_STORAGE_GIB, MAX_STORAGE_GIB));
  if (capacityType !== "fargate") {
    issues.add("ephemeralStorageGiB", ephemeralStorageGiB, {
      code: "conflict",
      statement: "only Fargate tasks have configurable ephemeral storage",
      remedy: "Remove ephemeralStorageGiB, and configure the volumes of the instances.",
    });
  }
}

function checkSidecars(
  issues: ArgumentIssues,
  { sidecars, tracing }: TaskDefinitionSettings,
  volumes: readonly string[],
): Record<string, EcsSidecarArgs> {
  if (!issues.check("sidecars", sidecars, plainObject("an object of containers by name"))) return {};
  const names = Object.keys(sidecars);
  const checked = Object.entries(sidecars).flatMap(([name, sidecar]) => {
    const path = `sidecars.${name}`;
    if (!issues.check(path, name, containerName)) return [];
    if (tracing !== false && name === COLLECTOR) {
      issues.add(path, undefined, { code: "duplicate", statement: "tracing adds a container of this name" });
    }
    if (!issues.checkNames(path, sidecar, Object.keys(SIDECAR_ARGUMENTS))) return [];
    const { essential = true, port, memoryLimitMiB } = sidecar;
    issues.check(`${path}.essential`, essential, booleanValue);
    if (port !== undefined) issues.check(`${path}.port`, port, integerBetween(1, 65_535));
    if (memoryLimitMiB !== undefined) {
      issues.check(`${path}.memoryLimitMiB`, memoryLimitMiB, integerFrom(MIN_CONTAINER_MIB));
    }
    const otherContainers = [MAIN_CONTAINER, ...names.filter((other) => other !== name)];
    return [
      [name, checkContainer(issues, { user: DEFAULT_USER, ...sidecar }, { path, otherContainers, volumes })] as const,
    ];
  });
  return Object.fromEntries(checked);
}

/** Checks that sidecars leave memory for the main container. */
function checkSidecarMemory(
  issues: ArgumentIssues,
  { memoryMiB }: TaskDefinitionSettings,
  containers: readonly ContainerPlan[],
): void {
  const limited = containers.filter(({ args }) => typeof args.memoryLimitMiB === "number");
  const sum = limited.reduce((total, { args }) => total + (args.memoryLimitMiB ?? 0), 0);
  if (limited.length === 0 || !(sum >= memoryMiB)) return;
  issues.add("memoryMiB", memoryMiB, {
    code: "conflict",
    statement: `the sidecars (${joinNames(limited.map(({ name }) => name))}) can use ${sum} MiB, which leaves none of the ${memoryMiB} MiB for the main container`,
    remedy: "Increase memoryMiB.",
  });
}

/** Checks that containers can meet the conditions that other containers wait for. */
function checkConditions(issues: ArgumentIssues, containers: readonly ContainerPlan[]): void {
  for (const { name, args } of containers) {
    const path = name === MAIN_CONTAINER ? "dependsOn" : `sidecars.${name}.dependsOn`;
    for (const [dependency, condition] of Object.entries(args.dependsOn ?? {})) {
      const other = containers.find((container) => container.name === dependency);
      const { essential = true, containerHealthCheck } = other?.args ?? {};
      if (condition === "HEALTHY" && other !== undefined && containerHealthCheck === undefined) {
        issues.add(`${path}.${dependency}`, condition, {
          code: "conflict",
          statement: `the container "${dependency}" has no health check, so it never becomes healthy`,
          remedy: `Set containerHealthCheck for "${dependency}", or wait for "START".`,
        });
      }
      if ((condition === "SUCCESS" || condition === "COMPLETE") && essential) {
        issues.add(`${path}.${dependency}`, condition, {
          code: "conflict",
          statement: `the task stops when the container "${dependency}" exits, because it is essential`,
          remedy: `Set essential: false for "${dependency}".`,
        });
      }
    }
  }
}
