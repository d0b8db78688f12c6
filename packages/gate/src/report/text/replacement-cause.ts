import { parseUrn } from "@roadbed/plan";
import type { ReportedResource } from "../../model/verdict";
import { oneLine } from "../../terminal/escape";
import { listed } from "./layout";

/** The maximum number of names. Further names are only counted. */
const MAX_NAMES = 5;

/** Returns the inputs that force a replacement, and the replaced resources that it follows from, as a clause. */
export function replacementCause({
  replaceKeys = [],
  replacedBecause = [],
}: Pick<ReportedResource, "replaceKeys" | "replacedBecause">): string {
  const list = (names: readonly string[]): string => listed(names.map(oneLine), MAX_NAMES);
  const names = [...new Set(replacedBecause.map(({ urn }) => parseUrn(urn)?.name ?? urn))];
  const replaced = names.length === 0 ? "" : `${list(names)} ${names.length === 1 ? "is" : "are"} replaced`;
  if (replaceKeys.length === 0) return replaced === "" ? "" : ` because ${replaced}`;
  return ` because of ${list(replaceKeys)}${replaced === "" ? "" : ` (${replaced})`}`;
}
