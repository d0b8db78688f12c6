/**
 * The multipliers of quantity suffixes: decimal, as a power of ten, or binary, as a power of 1024.
 */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };

const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([KMGTPE]i)|[eE]([+-]?\d{1,3})|([numkMGTPE]?))$/;

/** The smallest quantity, 10⁻⁹. Kubernetes rounds smaller fractions up. */
const SCALE = 9;
const BINARY_LIMIT = 1024n * 10n ** BigInt(SCALE);

/**
 * Returns a string that is the same for all spellings of a quantity that Kubernetes stores in the same form, such as
 * `1000m` and `1`, or undefined if the value is not a quantity. `1Ki` and `1024` are stored in different forms.
 */
export function quantityKey(value: string | number): string | undefined {
  const [, sign = "", whole = "", fraction = "", binary, exponent, suffix = ""] = QUANTITY.exec(String(value)) ?? [];
  if (whole === "" && fraction === "") return undefined;
  const power = exponent !== undefined ? Number(exponent) : (DECIMAL[suffix] ?? 0);
  const multiplier = binary === undefined ? 1n : 1024n ** BigInt(BINARY[binary] ?? 0);
  const magnitude = scaled(BigInt(whole + fraction) * multiplier, power - fraction.length + SCALE);
  // Kubernetes stores small numbers with a binary suffix in decimal form.
  const form = binary !== undefined && magnitude >= BINARY_LIMIT ? "binary" : "decimal";
  return `${sign === "-" && magnitude !== 0n ? "-" : ""}${magnitude} ${exponent === undefined ? form : "exponent"}`;
}

/** Returns a number times a power of ten, rounded up. */
function scaled(value: bigint, power: number): bigint {
  if (power >= 0) return value * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (value + divisor - 1n) / divisor;
}
