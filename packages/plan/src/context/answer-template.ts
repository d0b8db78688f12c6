import type { LookupRequest } from "../lookups";
import { containsUnknown, isList, isProperties, propertyMap, UNKNOWN, type Properties, type Value } from "../model";
import { contextEntry } from "./entry";
import { providerIdentity } from "./provider-identity";
import { containsSensitiveValue, isSecretFunction, secretMembers } from "./sensitive-values";
import { expiryDate, isoDate } from "./validity";

/** The string that stands for a value in a template. In an answer, it is unknown. */
const BLANK = "FILL IN";

/**
 * Returns an entry for the answer file that answers a lookup once each `BLANK` is replaced, as JSON on one line.
 *
 * @param result - the members of the result. Known values are kept, and unknown values become blanks.
 * @returns undefined if the answer must not be recorded because it contains secrets, or if the arguments are not known
 */
export function answerTemplate(
  { token, arguments: given, provider, providerName }: LookupRequest,
  result: Properties,
  stack: string,
  now: Date = new Date(),
): string | undefined {
  if (isSecretFunction(token) || containsUnknown(given) || containsSensitiveValue(given)) return undefined;
  const blanks = mapMembers(result, blankIfUnknown);
  const withheld = secretMembers(blanks);
  const shown = Object.entries(blanks).filter(([name]) => !withheld.includes(name));
  const entry = contextEntry.write({
    stack,
    token,
    arguments: given,
    provider: providerIdentity({ name: providerName, inputs: provider }),
    asOf: isoDate(now),
    expires: expiryDate(now),
    result: propertyMap(shown),
    ...(withheld.length > 0 && { withheld }),
  });
  return JSON.stringify(entry);
}

/** Returns recorded values in which each remaining blank is unknown. */
export const withoutBlanks = (values: Properties): Properties => mapMembers(values, unknownIfBlank);

function unknownIfBlank(value: Value): Value {
  if (isList(value)) return value.map(unknownIfBlank);
  if (isProperties(value)) return withoutBlanks(value);
  return value === BLANK ? UNKNOWN : value;
}

function blankIfUnknown(value: Value): Value {
  // A list of unknown length needs only one example.
  if (isList(value)) return containsUnknown(value) ? value.slice(0, 1).map(blankIfUnknown) : value;
  if (isProperties(value)) return mapMembers(value, blankIfUnknown);
  return containsUnknown(value) ? BLANK : value;
}

const mapMembers = (values: Properties, change: (value: Value) => Value): Properties =>
  propertyMap(Object.entries(values).map(([name, value]) => [name, change(value)] as const));
