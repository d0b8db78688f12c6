import type { Plan, Resource, Step, Urn } from "@roadbed/plan";
import type { ChangeWarning } from "../../model/change-warning";
import { defined } from "../../util/defined";

/** A step with the resource that the program registers. */
export interface Change {
  readonly step: Step;
  readonly resource: Resource;
}

/** Returns the steps that affect resources of the program, except the default providers. */
export function changesIn({ resources, steps }: Plan): readonly Change[] {
  const byUrn = new Map<Urn, Resource>(resources.map((resource) => [resource.urn, resource]));
  return steps.flatMap((step) => {
    const resource = byUrn.get(step.urn);
    return resource === undefined || resource.implicit === true ? [] : [{ step, resource }];
  });
}

/** Creates a warning about a resource. */
export function createWarning(
  { urn, type, name, source }: Resource,
  warning: Pick<ChangeWarning, "code" | "message" | "relatedResources" | "remedy" | "suggestion">,
): ChangeWarning {
  return { urn, type, name, ...warning, ...defined({ source }) };
}
