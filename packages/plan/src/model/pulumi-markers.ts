/** The member that marks an object as a value without a JSON equivalent, in states, events, and the gRPC protocol. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The values of the `SIGNATURE` member, by kind of value. */
export const SIGNATURES = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  reference: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
  /** A string as the base64 encoding of its bytes. Pulumi uses it for bytes that are not UTF-8. */
  bytes: "803fd3297a5875dc03ca845dda5d2a98",
  /** A number as the hexadecimal digits of its bits. Pulumi uses it for numbers that JSON cannot represent. */
  float: "8ad145fe-0d11-4827-bfd7-1abcbf086f5c",
  /** An object that has a property named like `SIGNATURE`, as an array of name-value pairs. Only Roadbed uses it. */
  pairs: "e2f6e0c4a1b94f6c9a3c5f0d7b8e1a26",
  /** An unknown value with its origin. Only Roadbed uses it. */
  unknown: "6f3f0c52a8d14b0d9b1e6c7d2f4a8b93",
} as const;

/** The string that represents an unknown value. */
export const UNKNOWN_MARKER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** `UNKNOWN_MARKER` and the markers for typed unknown values, which other SDKs use. */
const UNKNOWN_MARKERS: ReadonlySet<string> = new Set([
  UNKNOWN_MARKER,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Whether a string represents an unknown value. */
export const isUnknownMarker = (value: string): boolean =>
  value.length === UNKNOWN_MARKER.length && UNKNOWN_MARKERS.has(value);

/** The string that Pulumi prints in place of a secret. */
export const SECRET_MASK = "[secret]";

/**
 * The beginning of the string that results when a program formats a placeholder, which is a plain value for an unknown
 * lookup result. Only letters, so that the mark survives changes to separators.
 */
export const PLACEHOLDER_MARK = "roadbedunknown";

/** Whether a name or an ID contains a placeholder, so that the actual one will be different. */
export const containsPlaceholder = (text: string): boolean => text.includes(PLACEHOLDER_MARK);
