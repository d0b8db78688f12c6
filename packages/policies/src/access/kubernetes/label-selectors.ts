import { isProperties, unwrapSecret, type Value } from "@roadbed/plan";
import { memberOf } from "../facet";
import { opaque } from "../grants";
import { matchesAny, not, type Constraint } from "../requests/constraint";
import { parsePattern } from "../requests/pattern";
import { canonicalForm, elementsOf, plainText, readString, readStrings, type Holes } from "../values";

/** Returns the constraints of a label selector on the labels of objects. An empty selector selects all objects. */
export function selectorConstraints(
  selector: Value | undefined,
  subject: string,
  place: string,
  holes: Holes,
): readonly Constraint[] {
  const inner = unwrapSecret(selector ?? null);
  if (inner === null) return [];
  if (!isProperties(inner)) return [opaque(subject, readString(inner, place, holes) ?? canonicalForm(inner))];
  const labels = unwrapSecret(inner.matchLabels ?? null);
  const equalities = Object.entries(isProperties(labels) ? labels : {}).map(([key, value]) =>
    isOneOf(`${subject} label ${key}`, value, `${place} ${key}`, holes),
  );
  const expressions = elementsOf(inner.matchExpressions).map((expression, index) =>
    expressionConstraint(expression, subject, `${place} ${index}`, holes),
  );
  return [...equalities, ...expressions];
}

function expressionConstraint(expression: Value, subject: string, place: string, holes: Holes): Constraint {
  const key = memberOf(expression, "key");
  const label = `${subject} label ${typeof key === "string" ? key : canonicalForm(expression)}`;
  const isAbsent = matchesAny(label, [], true);
  const operator = plainText(memberOf(expression, "operator"));
  if (operator === "Exists") return not(isAbsent);
  if (operator === "DoesNotExist") return isAbsent;
  if (operator !== "In" && operator !== "NotIn") return opaque(label, canonicalForm(expression));
  const isListed = isOneOf(label, memberOf(expression, "values"), place, holes);
  return operator === "In" ? isListed : not(isListed);
}

function isOneOf(label: string, values: Value | undefined, place: string, holes: Holes): Constraint {
  const strings = readStrings(values, place, holes);
  const isKnown = strings !== undefined && !strings.some((text) => holes.hasUnknownValue(text));
  if (!isKnown) return opaque(label, strings?.join() ?? canonicalForm(values ?? null));
  return matchesAny(
    label,
    strings.map((text) => parsePattern(text, { wildcards: false })),
  );
}
