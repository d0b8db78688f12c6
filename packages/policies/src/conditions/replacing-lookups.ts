import type { LookupSubject, Plan, Resource } from "@roadbed/plan";
import { findTypeFacts, predictReplacement } from "@roadbed/plan/facts";
import type { PlanIssue } from "../authoring/define-plan-rule";
import { canonicalType } from "../kernel/resource-types";
import { ignoresChanges } from "./ignored-changes";

/** The inputs of a set of resource types that lookups of one kind must not feed. */
export interface ReplacingInputs {
  readonly subject: LookupSubject;
  readonly types: readonly string[];
  /** Matches the names of the inputs. Other inputs take other parts of the lookup result, which may not change. */
  readonly names: RegExp;
  /** What happens when the result of the lookup changes. */
  readonly message: string;
}

/** Whether a plan contains a resource of the types and was created by the engine that reports the lookups of inputs. */
export function containsTypes({ engine, resources }: Plan, { types }: ReplacingInputs): boolean {
  return engine.name === "embedded" && managed(resources, types).length > 0;
}

/** Returns an issue for each input that comes from a lookup and whose change replaces the resource. */
export function replacingLookups({ resources }: Plan, inputs: ReplacingInputs): readonly PlanIssue[] {
  const withLookups = resources.filter(({ lookupInputs }) => lookupInputs !== undefined);
  return managed(withLookups, inputs.types).flatMap((resource) =>
    replacingPaths(resource, inputs).map((at) => ({
      resource,
      at,
      message: inputs.message + consequenceOf(resource),
    })),
  );
}

/** Returns the resources of the types that the stack manages. */
function managed(resources: readonly Resource[], types: readonly string[]): readonly Resource[] {
  const distinct = new Set(types.map(canonicalType));
  return resources.filter(({ type, external }) => external !== true && distinct.has(canonicalType(type)));
}

/** Returns the paths of the inputs that come from a lookup and whose change replaces the resource. */
function replacingPaths(resource: Resource, { subject, names }: ReplacingInputs): readonly string[] {
  const ignoreChanges = resource.options.ignoreChanges ?? [];
  const paths = (resource.lookupInputs ?? [])
    .filter((input) => input.subject === subject)
    // All elements of a list come from the same lookup.
    .map(({ path }) => path.replace(/\[\d+\]$/, ""));
  return [...new Set(paths)].filter((path) => {
    const property = path.replace(/\[\d+\]/g, "");
    return (
      names.test(property.split(".").at(-1) ?? "") &&
      !ignoresChanges({ ignoreChanges }, property) &&
      predictReplacement(resource.type, [path]) === "always"
    );
  });
}

function consequenceOf({ type, options }: Resource): string {
  if (options.protect === true) return ", which fails because the resource is protected";
  return findTypeFacts(type)?.lossKind === "data" ? ", which deletes its data" : "";
}
