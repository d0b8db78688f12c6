/** A configuration value in the form in which programs read it. */
export interface ConfigurationValue {
  /** A string, or the JSON of an array or object. */
  readonly value: string;
  readonly secret: boolean;
  /** The decrypted strings inside the value. */
  readonly secrets: readonly string[];
  /** Whether `value` is the JSON of an array or object. */
  readonly structured: boolean;
}

/**
 * Returns a key with its namespace. A key `name` belongs to the project, `namespace:name` is complete, and
 * `namespace:config:name` is the legacy form of it. Returns undefined for any other key.
 */
export function fullKey(project: string, key: string): string | undefined {
  const parts = key.split(":");
  if (parts.some((part) => part === "")) return undefined;
  if (parts.length === 1) return `${project}:${key}`;
  if (parts.length === 2) return key;
  return parts.length === 3 && parts[1] === "config" ? `${parts[0] ?? ""}:${parts[2] ?? ""}` : undefined;
}

/** Returns JSON with the same escapes as Go's encoder, because programs can read the JSON of a structured value. */
export function toGoJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? Number(member) : member)).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
