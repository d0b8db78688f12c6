import { splitPath } from "./path";
import { findFacts, loadFactsTable } from "./table";

const found = new Map<string, boolean | undefined>();

/**
 * Whether version 7 of the AWS provider writes its Region into the input `region` of a resource.
 *
 * @param type - the current or a former type token, such as `aws:sqs/queue:Queue`
 * @returns false for types of global services, such as `aws:iam/role:Role`, and for types whose input `region` is
 * deprecated. undefined for types that are newer than the facts
 */
export function hasRegionInput(type: string): boolean | undefined {
  if (!type.startsWith("aws:")) return false;
  if (!found.has(type)) found.set(type, findRegionInput(type));
  return found.get(type);
}

function findRegionInput(type: string): boolean | undefined {
  const { deprecatedRegionInputs = [], typesWithoutFacts } = loadFactsTable("aws");
  const match = findFacts(type);
  // The SDK types without facts are recent, and all of them have the input.
  if (match === undefined) return typesWithoutFacts.includes(type) ? true : undefined;
  const { entry, type: current } = match;
  const inputs = [entry.replaces, entry.mayReplace, entry.updates, entry.unknown].flatMap(
    (list) => list?.split(" ") ?? [],
  );
  return inputs.some((path) => splitPath(path)[0] === "region") && !deprecatedRegionInputs.includes(current);
}
