import { tryEvaluate } from "../kernel/check-session";

/**
 * The aliases of AWS managed keys, as names and as ARNs. Customer managed keys cannot have such an alias:
 * https://docs.aws.amazon.com/kms/latest/developerguide/alias-create.html
 */
const AWS_MANAGED_ALIAS = /(^|:)alias\/aws\//;

/** Whether a key ID, alias, or ARN refers to an AWS managed key. */
export const isAwsManagedKey = (key: unknown): boolean => typeof key === "string" && AWS_MANAGED_ALIAS.test(key);

/** Whether a string refers to a customer managed key. Providers treat an empty string as no key. */
export const isCustomerKey = (key = ""): boolean => key !== "" && !isAwsManagedKey(key);

/**
 * Whether a property specifies a customer managed key. An unknown key is assumed to be one, because programs write the
 * aliases of AWS managed keys as literal strings.
 */
export const specifiesCustomerKey = <P extends object>(props: P | undefined, property: keyof P & string): boolean =>
  props !== undefined && property in props && !specifiesAwsManagedKey(props, property);

/** Whether a property is known to specify an AWS managed key. */
export function specifiesAwsManagedKey<P extends object>(props: P | undefined, property: keyof P & string): boolean {
  const key = tryEvaluate((): unknown => props?.[property]);
  return key.reasons === undefined && isAwsManagedKey(key.value);
}
