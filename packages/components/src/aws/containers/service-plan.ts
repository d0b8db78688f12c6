import { ArgumentIssues } from "../../shared/argument-issues";
import { isPropertyMap } from "../../shared/argument-values";
import { integerBetween } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { serviceRoleChildren } from "../shared/service-role";
import { connectionChildren } from "../shared/connections";
import type { ConnectionTarget } from "../shared/connections";
import { imageReference } from "../../shared/image-reference";
import { checkListenerClaims, claimListener } from "./listener-claims";
import { alarmChildren, planAlarms, type AlarmPlan } from "./service-alarms";
import {
  ECS_SERVICE_ARGUMENTS,
  ECS_SERVICE_DEFAULTS,
  type EcsServiceArgs,
  type EcsServiceSettings,
} from "./service-args";
import { appProtocol, planServiceConnect, type ServiceConnectPlan } from "./service-connect";
import { planDeployment, type DeploymentPlan } from "./service-deployment";
import { isFunctionHook } from "./service-hooks";
import { loadBalancingChildren } from "./service-load-balancer";
import { planLoadBalancer, type LoadBalancerPlan } from "./service-load-balancer-plan";
import { planScaling, scalingChildren, type ScalingPlan } from "./service-scaling";
import { planTaskBeforeDeploy, taskBeforeDeployChildren, type TaskBeforeDeployPlan } from "./task-before-deploy";
import { checkConnections, taskConnectionChildren } from "./task-connections";
import { taskDefinitionChildren } from "./task-definition";
import { taskSecurityGroupChildren } from "./task-network";
import { planTask, type TaskPlan } from "./task-plan";
import { hasEbsVolume } from "./task-volumes";

/** The resources that an EcsService creates. */
export interface ServicePlan {
  readonly settings: EcsServiceSettings;
  readonly task: TaskPlan;
  readonly loadBalancer: LoadBalancerPlan | undefined;
  readonly deployment: DeploymentPlan;
  /** Whether the strategy shifts traffic between two versions of the service. */
  readonly shiftsTraffic: boolean;
  readonly scaling: ScalingPlan;
  readonly alarms: AlarmPlan;
  readonly connections: Readonly<Record<string, ConnectionTarget>>;
  readonly serviceConnect: ServiceConnectPlan | undefined;
  readonly taskBeforeDeploy: TaskBeforeDeployPlan | undefined;
}

export const SERVICE = "service";
export const INFRASTRUCTURE_ROLE = "infrastructure-role";
export const HOOKS_ROLE = "hooks-role";
export const FROM_LOAD_BALANCER = "from-load-balancer";
/** The name of the managed policy for volumes in the names of the children. */
export const VOLUMES_POLICY = "volumes";

const MAX_PORT = 65_535;
/** The ports below this one can be opened only by root. */
const FIRST_UNPRIVILEGED_PORT = 1024;

/**
 * Checks the arguments of an EcsService and plans its resources.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function planService(name: string, args: EcsServiceArgs): ServicePlan {
  const issues = new ArgumentIssues("EcsService", name);
  const defaults = withDefaults(issues, ECS_SERVICE_DEFAULTS, ECS_SERVICE_ARGUMENTS, args);
  const { image, pulledImages } = checkImages(issues, defaults);
  const settings = { ...defaults, image };
  const { port, cluster } = settings;
  checkPort(issues, settings);
  const loadBalancer = planServiceLoadBalancer(issues, name, settings);
  const type = loadBalancer?.type;
  const deployment = planDeployment(issues, settings.deployment, type);
  const serviceConnect = planServiceConnect(issues, name, settings.serviceConnect, { cluster, port });
  const task = planTask(issues, name, settings, {
    mainPort: { port, appProtocol: appProtocol(serviceConnect) },
    longestRole: INFRASTRUCTURE_ROLE,
    pulledImages,
  });
  const plan: ServicePlan = {
    settings: { ...settings, ...task.settings },
    task,
    loadBalancer,
    deployment,
    shiftsTraffic: deployment.strategy !== "rolling",
    scaling: planScaling(issues, scalingOf(args, settings), type),
    alarms: planAlarms(issues, settings.alarms, type),
    connections: checkConnections(issues, settings.connections),
    serviceConnect,
    taskBeforeDeploy: planTaskBeforeDeploy(issues, settings.taskBeforeDeploy),
  };
  checkCombinations(issues, name, plan);
  issues.throwIfAny();
  // Checks `adopt` last, because the names of the children are known only if all other arguments are valid.
  checkAdoption(issues, settings, childrenOf(plan));
  issues.throwIfAny();
  if (loadBalancer !== undefined) {
    claimListener({ service: name, plan: loadBalancer, shiftsTraffic: plan.shiftsTraffic });
  }
  return plan;
}

/** Returns `scaling` with the limits of the profile for the limits that are not set. */
function scalingOf({ scaling }: EcsServiceArgs, settings: EcsServiceSettings): EcsServiceSettings["scaling"] {
  if (scaling === undefined || !isPropertyMap(scaling) || "count" in scaling) return settings.scaling;
  const { scaling: profileScaling } =
    ECS_SERVICE_DEFAULTS[settings.profile === "development" ? "development" : "production"];
  const limits = "count" in profileScaling ? {} : { min: profileScaling.min, max: profileScaling.max };
  const { min = Math.min(limits.min ?? 1, scaling.max ?? Infinity) } = scaling;
  return { ...scaling, min, max: scaling.max ?? Math.max(limits.max ?? 1, min) };
}

/** Returns the image that the task definition contains, and the other images that ECS has to be able to pull. */
function checkImages(issues: ArgumentIssues, settings: EcsServiceSettings) {
  const { image, bootstrapImage, deployment } = settings;
  if (bootstrapImage === undefined) return { image, pulledImages: [] };
  if (deployment.owner !== "pipeline") {
    issues.add("bootstrapImage", undefined, {
      code: "conflict",
      statement: "has no effect, because Pulumi deploys the service",
      remedy: 'Set deployment: { owner: "pipeline" }, or remove bootstrapImage.',
    });
  }
  const pulledImages = [issues.checkInput("image", image, imageReference)];
  return { image: issues.checkInput("bootstrapImage", bootstrapImage, imageReference), pulledImages };
}

function checkPort(issues: ArgumentIssues, { port, user }: EcsServiceSettings): void {
  if (port === undefined || !issues.check("port", port, integerBetween(1, MAX_PORT))) return;
  const isRoot = /^(?:root|0+)(?::|$)/.test(user) || user === "image";
  if (port >= FIRST_UNPRIVILEGED_PORT || isRoot) return;
  issues.add("port", port, {
    code: "conflict",
    statement: (got) => `the user "${user}" cannot open port ${got}, because only root can open ports below 1024`,
    remedy: 'Use a port such as 8080, or set user: "0".',
  });
}

function planServiceLoadBalancer(issues: ArgumentIssues, name: string, settings: EcsServiceSettings) {
  const { port, loadBalancer } = settings;
  if (loadBalancer === undefined) return undefined;
  if (port === undefined) {
    issues.add("port", undefined, {
      code: "missing",
      statement: "a service behind a load balancer needs the port of its main container",
    });
  }
  return planLoadBalancer(issues, name, loadBalancer, port ?? FIRST_UNPRIVILEGED_PORT);
}

function checkCombinations(issues: ArgumentIssues, name: string, plan: ServicePlan): void {
  const { deployment, loadBalancer, serviceConnect, settings, task } = plan;
  const { strategy } = deployment;
  if (loadBalancer !== undefined) {
    const hasPriority = settings.loadBalancer?.priority !== undefined;
    checkListenerClaims(issues, loadBalancer, { name, hasPriority, shiftsTraffic: plan.shiftsTraffic });
  }
  const hasTraffic = settings.loadBalancer !== undefined || serviceConnect?.server !== undefined;
  if ((strategy === "canary" || strategy === "linear") && !hasTraffic) {
    issues.add("deployment.strategy", strategy, {
      code: "conflict",
      statement: (got) => `the strategy ${got} shifts traffic, but the service receives none`,
      remedy: 'Set loadBalancer or serviceConnect, or use "rolling".',
    });
  }
  if (settings.loadBalancer?.testTraffic !== undefined && !plan.shiftsTraffic) {
    issues.add("loadBalancer.testTraffic", undefined, {
      code: "conflict",
      statement: "rolling deployments have no test traffic",
      remedy: 'Use the strategy "blueGreen", "canary", or "linear".',
    });
  }
  const needsAlarms = deployment.usesAlarms && settings.deployment.rollbackOn !== undefined;
  if (needsAlarms && loadBalancer === undefined && deployment.alarmNames.length === 0) {
    issues.add("deployment.rollbackOn", undefined, {
      code: "conflict",
      statement: "the service has no alarms, because it has no load balancer",
      remedy: 'Set deployment.alarmNames, or remove "alarms".',
    });
  }
  if (plan.taskBeforeDeploy !== undefined && deployment.owner === "pipeline") {
    issues.add("taskBeforeDeploy", undefined, {
      code: "conflict",
      statement: "the command would not run when the pipeline deploys the service",
      remedy: "Run the command in the pipeline.",
    });
  }
  if (plan.taskBeforeDeploy !== undefined && hasEbsVolume(task.volumes)) {
    issues.add("taskBeforeDeploy", undefined, {
      code: "conflict",
      statement: "the task cannot have an EBS volume",
      remedy: "Use an EFS volume, or remove taskBeforeDeploy.",
    });
  }
}

/** Whether ECS shifts traffic or manages volumes, which requires a role. */
export const needsInfrastructureRole = ({ loadBalancer, shiftsTraffic, task }: ServicePlan): boolean =>
  (loadBalancer !== undefined && shiftsTraffic) || hasEbsVolume(task.volumes);

/** Whether the service has hooks that invoke functions. */
export const hasFunctionHooks = ({ deployment }: ServicePlan): boolean => deployment.hooks.some(isFunctionHook);

/** Returns the names of all children, without the component name. A test compares these names with the created resources. */
export function childrenOf(plan: ServicePlan): string[] {
  const { loadBalancer, shiftsTraffic } = plan;
  return [
    SERVICE,
    ...taskDefinitionChildren(),
    ...taskSecurityGroupChildren(plan.task.egress),
    ...taskConnectionChildren(plan.connections),
    ...(loadBalancer
      ? [
          ...loadBalancingChildren(loadBalancer, shiftsTraffic),
          ...connectionChildren(FROM_LOAD_BALANCER),
          ...alarmChildren(plan.alarms, { loadBalancer, shiftsTraffic }),
        ]
      : []),
    ...(needsInfrastructureRole(plan) ? serviceRoleChildren(INFRASTRUCTURE_ROLE, [VOLUMES_POLICY]) : []),
    ...(hasFunctionHooks(plan) ? serviceRoleChildren(HOOKS_ROLE) : []),
    ...scalingChildren(plan.scaling),
    ...(plan.taskBeforeDeploy ? taskBeforeDeployChildren() : []),
  ];
}
