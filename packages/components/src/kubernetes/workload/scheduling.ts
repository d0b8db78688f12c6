import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching, oneOf, plainObject } from "../../shared/checks";
import { checkLabels, labelValue } from "../shared/kubernetes-labels";
import { dnsSubdomain } from "../shared/kubernetes-names";
import type { WorkloadArgs, WorkloadTolerationArgs } from "./workload-args";

/** Where the pods run, and how they stop. */
export interface SchedulingPlan {
  readonly user: number | undefined;
  readonly group: number | undefined;
  readonly terminationGracePeriodSeconds: number;
  readonly stopDelaySeconds: number;
  readonly priorityClassName: string | undefined;
  readonly nodeSelector: Record<string, pulumi.Input<string>>;
  readonly tolerations: readonly kubernetes.types.input.core.v1.Toleration[];
}

const DEFAULT_STOP_DELAY_SECONDS = 5;
const MAX_ID = 2_147_483_647;

const priorityClass = dnsSubdomain("the name of a PriorityClass");
const taintKey = matching(
  /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
  "the key of a taint",
  'Example: "example.com/dedicated".',
);

/** Checks where the pods run, and how they stop. */
export function planScheduling(issues: ArgumentIssues, settings: WorkloadArgs): SchedulingPlan {
  const { user = 0, group, terminationGracePeriodSeconds = 30, priorityClassName, nodeSelector } = settings;
  const hasPorts = Object.keys(settings.ports ?? {}).length > 0;
  const { stopDelaySeconds = hasPorts ? Math.min(DEFAULT_STOP_DELAY_SECONDS, terminationGracePeriodSeconds - 1) : 0 } =
    settings;
  const userId = integerBetween(1, MAX_ID, `an ID from 1 to ${MAX_ID}, or "image"`, "User 0 is root. Example: 1000.");
  if (user !== "image") issues.check("user", user, userId);
  if (group !== undefined) issues.check("group", group, integerBetween(1, MAX_ID));
  const areSeconds = [
    issues.check("terminationGracePeriodSeconds", terminationGracePeriodSeconds, integerFrom(1)),
    issues.check("stopDelaySeconds", stopDelaySeconds, integerFrom(0)),
  ];
  if (!areSeconds.includes(false) && stopDelaySeconds >= terminationGracePeriodSeconds) {
    issues.add("stopDelaySeconds", stopDelaySeconds, {
      code: "conflict",
      statement: (got) =>
        `expected less than terminationGracePeriodSeconds, which is ${terminationGracePeriodSeconds}, got ${got}`,
      remedy: "Increase terminationGracePeriodSeconds.",
    });
  }
  if (priorityClassName !== undefined) issues.check("priorityClassName", priorityClassName, priorityClass);
  const userGroup = user === "image" ? undefined : user;
  return {
    user: userGroup,
    group: group ?? userGroup,
    terminationGracePeriodSeconds,
    stopDelaySeconds,
    priorityClassName,
    nodeSelector: checkLabels(issues, "nodeSelector", nodeSelector),
    tolerations: planTolerations(issues, settings.tolerations),
  };
}

function planTolerations(
  issues: ArgumentIssues,
  tolerations: Readonly<Record<string, WorkloadTolerationArgs>> = {},
): kubernetes.types.input.core.v1.Toleration[] {
  if (!issues.check("tolerations", tolerations, plainObject("an object of tolerations"))) return [];
  return Object.entries(tolerations).flatMap(([name, args]) => {
    const path = `tolerations.${name}`;
    if (!issues.checkNames(path, args, ["key", "value", "effect", "tolerationSeconds"])) return [];
    const { key, value, effect, tolerationSeconds } = args;
    if (key !== undefined) issues.check(`${path}.key`, key, taintKey);
    if (effect !== undefined)
      issues.check(`${path}.effect`, effect, oneOf(["NoSchedule", "PreferNoSchedule", "NoExecute"]));
    if (value !== undefined) checkTaintValue(issues, path, args);
    if (tolerationSeconds !== undefined) checkTolerationSeconds(issues, path, args);
    return [
      {
        ...(key !== undefined && { key }),
        operator: value === undefined ? "Exists" : "Equal",
        ...(value !== undefined && { value }),
        ...(effect !== undefined && { effect }),
        ...(tolerationSeconds !== undefined && { tolerationSeconds }),
      },
    ];
  });
}

function checkTaintValue(issues: ArgumentIssues, path: string, { key, value }: WorkloadTolerationArgs): void {
  if (value === "") {
    issues.add(`${path}.value`, value, expected("not-allowed", "a value", "Omit it to tolerate all values."));
  } else if (issues.check(`${path}.value`, value, labelValue) && key === undefined) {
    const statement = "a value needs a key";
    issues.add(`${path}.value`, value, { code: "conflict", statement, remedy: "Set key." });
  }
}

function checkTolerationSeconds(issues: ArgumentIssues, path: string, args: WorkloadTolerationArgs): void {
  issues.check(`${path}.tolerationSeconds`, args.tolerationSeconds, integerFrom(0));
  if (args.effect === "NoExecute") return;
  const statement = 'has an effect only on taints with the effect "NoExecute"';
  issues.add(`${path}.tolerationSeconds`, undefined, {
    code: "conflict",
    statement,
    remedy: 'Set effect: "NoExecute".',
  });
}
