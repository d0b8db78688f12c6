import type { ExportedResource } from "./cli-stack";

interface Action {
  readonly forward?: { readonly targetGroups: { weight?: number }[] };
}

/**
 * Changes a resource as ECS and Application Auto Scaling do: a deployment moves the traffic to the other target group, and the
 * autoscaler changes the number of tasks. Every service of the programs has autoscaling.
 */
export function shiftTraffic({ type, inputs = {}, outputs = {} }: ExportedResource): void {
  for (const values of [inputs, outputs]) {
    if (type === "aws:lb/listenerRule:ListenerRule") swapWeights(values.actions);
    if (type === "aws:lb/listener:Listener") swapWeights(values.defaultActions);
    if (type === "aws:ecs/service:Service") values.desiredCount = 7;
  }
}

function swapWeights(actions: unknown): void {
  for (const { forward } of (actions ?? []) as readonly Action[]) {
    const groups = forward?.targetGroups ?? [];
    const weights = groups.map(({ weight }) => weight).reverse();
    groups.forEach((group, index) => Object.assign(group, { weight: weights[index] }));
  }
}
