import type { Properties } from "@roadbed/plan";
import { canonicalType } from "../kernel/resource-types";
import { mergeComparisons, type AccessComparison } from "./comparison";
import type { Facet } from "./facet";
import { iamBindings, isIamBinding } from "./google/iam";
import { AWS_BUCKETS } from "./types/aws-buckets";
import { AWS_GRANTS } from "./types/aws-grants";
import { AWS_NETWORK } from "./types/aws-network";
import { AWS_POLICIES } from "./types/aws-policies";
import { AZURE, AZURE_SETTINGS } from "./types/azure";
import { GOOGLE } from "./types/google";
import { KUBERNETES } from "./types/kubernetes";
import { canonicalForm } from "./values";

const TABLES = [AWS_BUCKETS, AWS_GRANTS, AWS_NETWORK, AWS_POLICIES, AZURE, GOOGLE, KUBERNETES];

/** Returns the facets of a resource type. Without facets, the inputs of the type do not decide who can access what. */
function facetsOf(type: string): readonly Facet[] {
  const name = canonicalType(withoutApiVersion(type));
  const facets = TABLES.flatMap((table) => (Object.hasOwn(table, name) ? (table[name] ?? []) : []));
  if (isIamBinding(name)) return [iamBindings];
  return name.startsWith("azure") ? [...facets, ...AZURE_SETTINGS] : facets;
}

/** The types of Azure Native can contain an API version, as in `azure-native:network/v20240101:SecurityRule`. */
const withoutApiVersion = (type: string): string => type.replace(/^(azure-native:[^/:]*)\/v\d[^:]*:/, "$1:");

/**
 * Compares who can access what before and after a change of a resource.
 *
 * @param before - the inputs before the change, or undefined if the resource is created
 * @param after - the inputs after the change, or undefined if the resource is deleted
 * @returns undefined if the inputs of the type do not decide who can access what
 */
export function compareAccess(
  type: string,
  before: Properties | undefined,
  after: Properties | undefined,
): AccessComparison | undefined {
  const facets = facetsOf(type);
  if (facets.length === 0) return undefined;
  // Most inputs that decide who can access what do not change.
  if (before !== undefined && after !== undefined && canonicalForm(before) === canonicalForm(after))
    return { verdict: "same", changes: [] };
  return mergeComparisons(facets.map((facet) => facet(before, after)));
}
