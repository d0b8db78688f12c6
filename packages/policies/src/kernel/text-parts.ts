import { isSecret, isUnknown, UNKNOWN, unwrapSecret, type Unknown, type Value } from "@roadbed/plan";

/** The parts of a string of which some parts are unknown. */
export interface TextParts {
  /** The parts in order. Strings next to each other are joined. */
  readonly parts: readonly (string | Unknown)[];
  /** Whether the string contains a secret. */
  readonly secret: boolean;
}

/** Returns the parts of an unknown string. If its parts are not known, the only part is the unknown value itself. */
export function textParts(value: Unknown): TextParts {
  const parts: (string | Unknown)[] = [];
  let secret = false;
  const add = (part: Value): void => {
    if (isSecret(part)) secret = true;
    const inner = unwrapSecret(part);
    const last = parts.at(-1);
    if (isUnknown(inner) && inner.origin?.kind === "text") inner.origin.parts.forEach(add);
    else if (typeof inner === "string" && typeof last === "string") parts[parts.length - 1] = last + inner;
    // The preload script sends strings and unknown values only.
    else parts.push(isUnknown(inner) || typeof inner === "string" ? inner : UNKNOWN);
  };
  add(value);
  return { parts: parts.filter((part) => part !== ""), secret };
}
