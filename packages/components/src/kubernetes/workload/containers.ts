import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { plainObject } from "../../shared/checks";
import { serviceName } from "../shared/kubernetes-names";
import {
  CONTAINER_ARGUMENTS,
  MAIN_CONTAINER,
  SIDECAR_ARGUMENTS,
  type WorkloadContainerArgs,
  type WorkloadSidecarArgs,
} from "./container-args";
import { planContainer, type ContainerPlan } from "./container-plan";
import { tracingVariables } from "./identity";
import type { WorkloadPorts } from "./ports";
import { checkProbes } from "./probes";
import type { VolumePlan } from "./volumes";
import { LONG_RUNNING_KINDS, type WorkloadArgs, type WorkloadKind } from "./workload-args";

/** The containers of a pod. */
export interface ContainersPlan {
  readonly main: ContainerPlan;
  readonly sidecars: readonly ContainerPlan[];
  readonly initContainers: readonly ContainerPlan[];
}

// A name that begins with a digit is rejected, because JavaScript would sort numbers before other names.
const containerName = serviceName("the name of a container");

/** Checks the containers of a workload. */
export function planContainers(
  issues: ArgumentIssues,
  settings: WorkloadArgs & { readonly kind: WorkloadKind },
  ports: WorkloadPorts,
  volumes: readonly VolumePlan[],
  workloadName: string,
): ContainersPlan {
  const volumeNames = volumes.map(({ name }) => name);
  const needsReadiness = LONG_RUNNING_KINDS.includes(settings.kind);
  const tracing: Readonly<Record<string, pulumi.Input<string>>> = tracingVariables(
    issues,
    settings.tracing,
    workloadName,
  );
  const main = planContainer(
    issues,
    { ...settings, ...(hasVariables(settings) && { environment: { ...tracing, ...settings.environment } }) },
    {
      name: MAIN_CONTAINER,
      ...{ path: "", prefix: "", volumes: volumeNames },
      volumeMounts: volumes.flatMap(({ mount }) => mount ?? []),
      probes: checkProbes(issues, "probes", settings.probes ?? {}, { ports, needsReadiness }),
    },
  );
  const names = new Set([MAIN_CONTAINER]);
  const sidecars = planGroup(issues, "sidecars", settings.sidecars, volumeNames, names);
  const initContainers = planGroup(issues, "initContainers", settings.initContainers, volumeNames, names);
  return { main, sidecars, initContainers };
}

/** Whether the variables are an object, to which those for tracing can be added. */
const hasVariables = ({ environment = {} }: WorkloadArgs): boolean =>
  plainObject("an object of strings")(environment) === undefined;

function planGroup(
  issues: ArgumentIssues,
  group: "sidecars" | "initContainers",
  containers: Readonly<Record<string, WorkloadSidecarArgs | WorkloadContainerArgs>> = {},
  volumes: readonly string[],
  names: Set<string>,
): ContainerPlan[] {
  if (!issues.check(group, containers, plainObject("an object of containers"))) return [];
  return Object.entries(containers).flatMap(([name, args]) => {
    const path = `${group}.${name}`;
    issues.check(path, name, containerName);
    if (names.has(name)) {
      const statement = "another container has the same name";
      issues.add(path, undefined, { code: "duplicate", statement, remedy: "Rename one of them." });
    }
    names.add(name);
    const known = group === "sidecars" ? SIDECAR_ARGUMENTS : CONTAINER_ARGUMENTS;
    if (!issues.checkNames(path, args, Object.keys(known))) return [];
    const probes = "probes" in args && args.probes !== undefined ? args.probes : {};
    const context = { ports: {}, needsReadiness: false };
    return [
      planContainer(issues, args, {
        ...{ name, path, prefix: name, volumes, volumeMounts: [] },
        probes: checkProbes(issues, `${path}.probes`, probes, context),
      }),
    ];
  });
}

/** Returns the data of the Secret for environment variables. */
export function createdSecretValues({
  main,
  sidecars,
  initContainers,
}: ContainersPlan): Record<string, pulumi.Input<string>> {
  const all: readonly ContainerPlan[] = [main, ...sidecars, ...initContainers];
  const entries = all.flatMap(({ environment }) =>
    Object.values(environment.created).map(({ key, value }) => [key, value] as const),
  );
  return Object.fromEntries(entries);
}
