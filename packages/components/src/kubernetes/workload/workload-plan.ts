import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, matching, oneOf } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { checkNamespace, type NamespaceLike } from "../namespace/namespace-like";
import {
  checkAnnotations,
  checkLabels,
  INSTANCE_LABEL,
  MANAGED_BY_LABEL,
  NAME_LABEL,
} from "../shared/kubernetes-labels";
import { serviceName } from "../shared/kubernetes-names";
import { createdSecretValues, planContainers, type ContainersPlan } from "./containers";
import { definedEntries } from "./environment";
import { planIdentity, type IdentityPlan } from "./identity";
import { planJob, planSchedule, type JobPlan, type SchedulePlan } from "./jobs";
import { planNetwork, type NetworkPlan } from "./network-policy";
import { checkPorts, type WorkloadPorts } from "./ports";
import { planReplicas, reportKind, type ReplicasPlan } from "./replicas";
import { planHttpRoute, planIngress, type HttpRoutePlan, type IngressPlan } from "./routes";
import { planScheduling, type SchedulingPlan } from "./scheduling";
import { planVolumes, type VolumePlan } from "./volumes";
import {
  LONG_RUNNING_KINDS,
  WORKLOAD_ARGUMENTS,
  WORKLOAD_DEFAULTS,
  type WorkloadArgs,
  type WorkloadDefaults,
  type WorkloadKind,
  type WorkloadStatefulSetArgs,
} from "./workload-args";
import { workloadChildren } from "./workload-children";

/** What a Workload creates. */
export interface WorkloadPlan {
  readonly settings: WorkloadArgs & WorkloadDefaults;
  readonly kind: WorkloadKind;
  readonly workloadName: string;
  readonly namespace: NamespaceLike;
  readonly labels: Record<string, pulumi.Input<string>>;
  readonly podAnnotations: Record<string, pulumi.Input<string>>;
  readonly ports: WorkloadPorts;
  readonly containers: ContainersPlan;
  readonly volumes: readonly VolumePlan[];
  readonly replicas: ReplicasPlan;
  readonly network: NetworkPlan;
  readonly ingress: IngressPlan | undefined;
  readonly httpRoute: HttpRoutePlan | undefined;
  readonly job: JobPlan;
  readonly schedule: SchedulePlan | undefined;
  readonly statefulSet: Required<WorkloadStatefulSetArgs>;
  readonly identity: IdentityPlan;
  readonly scheduling: SchedulingPlan;
}

// Kubernetes appends up to 11 characters to the names of CronJobs and, in labels, of StatefulSets and DaemonSets. One limit for all
// kinds means that a workload can change its kind.
const MAX_NAME_CHARACTERS = 52;
const workloadNameCheck = serviceName("the name of a workload", MAX_NAME_CHARACTERS);

// The provider appends a hyphen and 8 characters to the names of Jobs, whose names are limited to 63 characters.
const MAX_GENERATED_NAME_CHARACTERS = 63 - "-job".length - 9;
const generatedName = matching(
  /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  "a name that the names of ConfigMaps, Secrets, and Jobs can begin with",
  "Use lowercase letters, digits, and hyphens.",
);

const RESERVED_LABELS = [NAME_LABEL, INSTANCE_LABEL, MANAGED_BY_LABEL];

/**
 * Checks the arguments of a Workload and plans its objects.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function planWorkload(name: string, args: WorkloadArgs): WorkloadPlan {
  const issues = new ArgumentIssues("Workload", name);
  const settings = withDefaults(issues, WORKLOAD_DEFAULTS, WORKLOAD_ARGUMENTS, args, ["identity"]);
  const kind = issues.check("kind", settings.kind, oneOf([...LONG_RUNNING_KINDS, "Job", "CronJob"]))
    ? settings.kind
    : "Deployment";
  const workloadName = settings.workloadName ?? name;
  issues.check(settings.workloadName === undefined ? "name" : "workloadName", workloadName, workloadNameCheck);
  const ports = checkPorts(issues, settings.ports);
  if (!LONG_RUNNING_KINDS.includes(kind) && Object.keys(ports).length > 0)
    reportKind(issues, "ports", kind, "Deployment");
  const volumes = planVolumes(issues, settings.volumes);
  const plan: WorkloadPlan = {
    settings,
    kind,
    workloadName,
    namespace: checkNamespace(issues, "namespace", settings.namespace),
    labels: checkLabels(issues, "labels", settings.labels, RESERVED_LABELS),
    podAnnotations: checkAnnotations(issues, "podAnnotations", settings.podAnnotations),
    ports,
    containers: planContainers(issues, { ...settings, kind }, ports, volumes, workloadName),
    volumes,
    replicas: planReplicas(issues, args, { ...settings, kind }, volumes),
    network: planNetwork(issues, ports, settings.allowFrom, settings.allowTo),
    ingress: settings.ingress === undefined ? undefined : planIngress(issues, settings.ingress, ports),
    httpRoute: settings.httpRoute === undefined ? undefined : planHttpRoute(issues, settings.httpRoute, ports),
    job: planKindOfJob(issues, settings, kind),
    schedule: planKindOfSchedule(issues, settings, kind),
    statefulSet: planStatefulSet(issues, settings, kind),
    identity: planIdentity(issues, settings),
    scheduling: planScheduling(issues, settings),
  };
  const generated = hasGeneratedNames(plan);
  if (generated && issues.check("name", name, generatedName) && name.length > MAX_GENERATED_NAME_CHARACTERS) {
    const statement = `expected at most ${MAX_GENERATED_NAME_CHARACTERS} characters, got ${name.length}`;
    issues.add("name", name, {
      code: "out-of-range",
      statement,
      remedy: "Pulumi appends a suffix to the names of Jobs.",
    });
  }
  checkAdoption(issues, settings, workloadChildren(plan));
  issues.throwIfAny();
  return plan;
}

const hasGeneratedNames = ({ kind, volumes, containers }: WorkloadPlan): boolean =>
  kind === "Job" ||
  volumes.some(({ source }) => source.kind === "configFiles" || source.kind === "secretFiles") ||
  Object.keys(createdSecretValues(containers)).length > 0;

function planKindOfJob(issues: ArgumentIssues, { job }: WorkloadArgs, kind: WorkloadKind): JobPlan {
  const isJob = kind === "Job" || kind === "CronJob";
  if (job !== undefined && !isJob) reportKind(issues, "job", kind, "Job or CronJob");
  const plan = planJob(issues, job);
  if (kind === "Job" && job?.ttlSecondsAfterFinished !== undefined) {
    issues.add("job.ttlSecondsAfterFinished", undefined, {
      code: "conflict",
      statement: "Kubernetes would delete the Job, and the next deployment would run it again",
      remedy: "Remove it, or use a CronJob.",
    });
  }
  return plan;
}

function planKindOfSchedule(issues: ArgumentIssues, { schedule }: WorkloadArgs, kind: WorkloadKind) {
  if (kind !== "CronJob") {
    if (schedule !== undefined) reportKind(issues, "schedule", kind, "CronJob");
    return undefined;
  }
  if (schedule !== undefined) return planSchedule(issues, schedule);
  issues.add("schedule", undefined, expected("missing", "a schedule", 'Example: { expression: "0 3 * * *" }.'));
  return undefined;
}

function planStatefulSet(
  issues: ArgumentIssues,
  { statefulSet }: WorkloadArgs,
  kind: WorkloadKind,
): Required<WorkloadStatefulSetArgs> {
  const defaults = { ordered: true, deleteVolumes: false, deleteVolumesOnScaleDown: false };
  if (statefulSet === undefined) return defaults;
  if (kind !== "StatefulSet") reportKind(issues, "statefulSet", kind, "StatefulSet");
  if (!issues.checkNames("statefulSet", statefulSet, Object.keys(defaults))) return defaults;
  const plan = { ...defaults, ...Object.fromEntries(definedEntries({ ...statefulSet })) };
  for (const [name, value] of Object.entries(plan)) issues.check(`statefulSet.${name}`, value, booleanValue);
  return plan;
}
