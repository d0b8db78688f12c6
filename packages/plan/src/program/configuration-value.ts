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
