import { findFacts, loadFactsTable, type MergedTagsPlace } from "./table";

const found = new Map<string, MergedTagsPlace | undefined>();

/**
 * Returns where version 7 of the AWS provider puts the merged tags of a resource.
 *
 * @param type - the current or a former type token, such as `aws:sqs/queue:Queue`
 * @returns undefined for types to which default tags do not apply, such as `aws:autoscaling/group:Group`
 */
export function mergedTagsPlace(type: string): MergedTagsPlace | undefined {
  if (!type.startsWith("aws:")) return undefined;
  if (!found.has(type)) found.set(type, findPlace(type));
  return found.get(type);
}

function findPlace(type: string): MergedTagsPlace | undefined {
  const place = findFacts(type)?.entry.tagsAll;
  // Types without facts are new. New types use the Plugin Framework, and the provider plans their merged tags.
  return place ?? (loadFactsTable("aws").taggedTypesWithoutFacts?.includes(type) === true ? "output" : undefined);
}
