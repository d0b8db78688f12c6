import type { Check } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";

/** An amount of memory, storage, or CPU, such as `256Mi`, `0.5`, or `250m`. */
export type Quantity = string | number;

const PATTERN = /^(\d{1,15})(?:\.(\d{1,9}))?(m|k|[KMGTPE]i|[MGTPE])?$/;
const BINARY_SUFFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const DECIMAL_SUFFIXES = ["m", "", "k", "M", "G", "T", "P", "E"];
const MILLI = 1000n;

/**
 * Returns the form in which the API server stores a quantity: the largest suffix without a fraction. For example, `1024Mi` is
 * stored as `1Gi`, and `0.5` as `500m`. Returns undefined if the value is not a quantity.
 */
export function canonicalQuantity(value: unknown): string | undefined {
  const parsed = parseQuantity(value);
  if (parsed === undefined) return undefined;
  const { milli, isBinary } = parsed;
  if (isBinary && milli >= 1024n * MILLI) {
    return milli % MILLI === 0n ? largestSuffix(milli / MILLI, 1024n, BINARY_SUFFIXES) : `${milli}m`;
  }
  return largestSuffix(milli, 1000n, DECIMAL_SUFFIXES);
}

/** Returns a quantity in thousandths, rounded up, or undefined if the value is not a quantity. */
export const milliQuantity = (value: unknown): bigint | undefined => parseQuantity(value)?.milli;

function parseQuantity(value: unknown): { readonly milli: bigint; readonly isBinary: boolean } | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const [match, whole = "", fraction = "", suffix = ""] = PATTERN.exec(String(value)) ?? [];
  if (match === undefined) return undefined;
  const isBinary = suffix.endsWith("i");
  const factor = isBinary
    ? 1024n ** BigInt(BINARY_SUFFIXES.indexOf(suffix)) * MILLI
    : 1000n ** BigInt(DECIMAL_SUFFIXES.indexOf(suffix));
  const divisor = 10n ** BigInt(fraction.length);
  const milli = (BigInt(whole + fraction) * factor + divisor - 1n) / divisor;
  return { milli, isBinary };
}

function largestSuffix(value: bigint, base: bigint, suffixes: readonly string[]): string {
  if (value === 0n) return "0";
  let [amount, index] = [value, 0];
  while (amount % base === 0n && index < suffixes.length - 1) [amount, index] = [amount / base, index + 1];
  return `${amount}${suffixes[index] ?? ""}`;
}

/** Returns a check for quantities greater than 0. `what` describes the quantity: "an amount of memory". */
export const quantity =
  (what: string, example: string): Check<unknown> =>
  (value) => {
    const remedy = `Example: "${example}".`;
    if (typeof value !== "string" && typeof value !== "number") return expected("wrong-type", what, remedy);
    const milli = milliQuantity(value);
    if (milli === undefined) return expected("invalid-format", what, remedy);
    return milli > 0n ? undefined : expected("out-of-range", `${what} greater than 0`, remedy);
  };

// The kernel cannot start a process in a container with less memory. A limit such as "512m", which is half a byte, usually
// means "512Mi".
const MIN_MEMORY_BYTES = 6n * 1024n * 1024n;
const memoryQuantity = quantity("an amount of memory", "256Mi");

/** Accepts amounts of memory that a container can start with. */
export const memory: Check<unknown> = (value) => {
  const milli = milliQuantity(value);
  return milli !== undefined && milli > 0n && milli < MIN_MEMORY_BYTES * MILLI
    ? expected(
        "out-of-range",
        "at least 6Mi of memory",
        'Specify the unit: "256Mi" is 256 MiB, and "256m" is 0.256 bytes.',
      )
    : memoryQuantity(value);
};

/** Accepts amounts of CPU. */
export const cpu = quantity("an amount of CPU", "250m");

/** Accepts sizes of volumes. */
export const storageSize: Check<unknown> = (value) => {
  const milli = milliQuantity(value);
  return milli !== undefined && milli > 0n && milli % MILLI !== 0n
    ? expected("out-of-range", "a whole number of bytes", 'Specify the unit: "10Gi".')
    : quantity("a size", "10Gi")(value);
};
