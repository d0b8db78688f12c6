/**
 * Compares two dotted versions such as `7.1` and `7.0.5`. Returns a negative number if the first version is lower.
 *
 * @returns undefined if the order is not certain: a part is not a number, such as the `x` in `6.x`, or one version has
 * more parts than the other and all other parts are equal
 */
export function compareVersions(version: string, other: string): number | undefined {
  const [parts, otherParts] = [version.split("."), other.split(".")];
  for (let index = 0; index < Math.max(parts.length, otherParts.length); index++) {
    const [part, otherPart] = [parts[index], otherParts[index]];
    if (part === undefined || otherPart === undefined || !NUMBER.test(part) || !NUMBER.test(otherPart))
      return undefined;
    if (Number(part) !== Number(otherPart)) return Number(part) - Number(otherPart);
  }
  return 0;
}

const NUMBER = /^\d{1,9}$/;
