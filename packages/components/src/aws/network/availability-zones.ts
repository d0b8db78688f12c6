import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";

/**
 * The Availability Zones of a network: the number of zones, the zone names, or the zone name in each slot. A slot is a
 * column of the address plan, `az1` to `az8`, and part of the names of children.
 */
export type AvailabilityZones = number | readonly string[] | Readonly<Record<string, string>>;

/** A slot of the address plan and its Availability Zone. */
export interface ZoneSlot {
  readonly number: number;
  /** `az1` for number 1. */
  readonly key: string;
  /** The zone name; `undefined` if `availabilityZones` is a number, so that the Region's zones determine the name. */
  readonly zone: string | undefined;
}

/** Returns the key of a slot: `az1` for 1. */
export const slotKey = (number: number): string => `az${number}`;

/** Returns the keys of all slots of an address plan. */
export const slotKeys = (maxZones: number): string[] =>
  Array.from({ length: maxZones }, (_, index) => slotKey(index + 1));

/** Returns the Region of an Availability Zone: `eu-west-1` for `eu-west-1a`. */
export const regionOfZone = (zone: string): string => zone.slice(0, -1);

const PATH = "availabilityZones";

const availabilityZoneName = matching(
  // Commercial, GovCloud, China, ISO, and European Sovereign Cloud Regions. Local and Wavelength Zones have a second number.
  /^[a-z]+(-[a-z]+)+-\d[a-z]$/,
  "the name of an Availability Zone",
  'Example: "eu-west-1a".',
);

const zoneName: Check<unknown> = (zone) =>
  typeof zone === "string" && /^[a-z]+(-[a-z]+)+-\d-.*[a-z]$/.test(zone)
    ? {
        code: "not-allowed",
        statement: "Local Zones and Wavelength Zones are not supported",
        remedy: 'Use Availability Zones in the Region, such as "us-west-2a".',
      }
    : availabilityZoneName(zone);

/** Returns the slots in use, in order. Reports and omits invalid zones. */
export function resolveZoneSlots(issues: ArgumentIssues, zones: AvailabilityZones, maxZones: number): ZoneSlot[] {
  if (typeof zones === "number") return slotsByCount(issues, zones, maxZones);
  if (!isPlainValue(zones)) {
    issues.add(PATH, zones, {
      code: "wrong-type",
      statement: "cannot be an output, because the names of children depend on it",
      remedy: "Use a number, or zone names as plain strings.",
    });
    return [];
  }
  if (typeof zones !== "object" || (zones as unknown) === null) {
    const remedy = 'Examples: 3, ["eu-west-1a", "eu-west-1b"], { az1: "eu-west-1a" }.';
    issues.add(PATH, zones, expected("wrong-type", "a number, an array, or an object", remedy));
    return [];
  }
  if (Object.keys(zones).length === 0) {
    issues.add(PATH, zones, { code: "out-of-range", statement: "expected at least one Availability Zone, got none" });
  }
  const slots = isArray(zones) ? slotsByLetter(issues, zones, maxZones) : slotsByKey(issues, zones, maxZones);
  const regions = new Set(slots.flatMap(({ zone }) => zone ?? []).map(regionOfZone));
  if (regions.size > 1) {
    const statement = `expected zones in one Region, got zones in ${[...regions].join(" and ")}`;
    issues.add(PATH, zones, { code: "conflict", statement });
  }
  return slots.sort((a, b) => a.number - b.number);
}

const isArray = (zones: AvailabilityZones): zones is readonly string[] => Array.isArray(zones);

function slotsByCount(issues: ArgumentIssues, count: number, maxZones: number): ZoneSlot[] {
  if (Number.isInteger(count) && count >= 1 && count <= maxZones) {
    return slotKeys(count).map((key, index) => ({ number: index + 1, key, zone: undefined }));
  }
  issues.add(PATH, count, expected("out-of-range", `an integer from 1 to ${maxZones} (maxAvailabilityZones)`));
  return [];
}

function slotsByLetter(issues: ArgumentIssues, zones: readonly string[], maxZones: number): ZoneSlot[] {
  return zones.flatMap((zone, index) => {
    const path = `${PATH}[${index}]`;
    if (!issues.check(path, zone, zoneName)) return [];
    if (zones.indexOf(zone) < index) {
      issues.add(path, zone, { code: "duplicate", statement: `"${zone}" is already listed` });
      return [];
    }
    const number = zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1;
    if (number > maxZones) {
      issues.add(path, zone, {
        code: "out-of-range",
        statement: `"${zone}" would be in slot ${slotKey(number)}, but maxAvailabilityZones is ${maxZones}`,
        remedy: `Assign a slot explicitly: { az${maxZones}: "${zone}", … }.`,
      });
      return [];
    }
    return [{ number, key: slotKey(number), zone }];
  });
}

function slotsByKey(issues: ArgumentIssues, zones: Readonly<Record<string, string>>, maxZones: number): ZoneSlot[] {
  issues.checkNames(PATH, zones, slotKeys(maxZones), "slot");
  const entries = Object.entries(zones);
  return slotKeys(maxZones).flatMap((key, index) => {
    const zone = Object.hasOwn(zones, key) ? zones[key] : undefined;
    const path = `${PATH}.${key}`;
    if (zone === undefined || !issues.check(path, zone, zoneName)) return [];
    const [firstKey] = entries.find(([, name]) => name === zone) ?? [key];
    if (firstKey !== key) {
      issues.add(path, zone, { code: "duplicate", statement: `"${zone}" is already the zone of ${firstKey}` });
      return [];
    }
    return [{ number: index + 1, key, zone }];
  });
}

/**
 * Returns the zone of a slot if `availabilityZones` is a number: slot _k_ has the Region's _k_-th zone by name.
 *
 * @remarks
 * Existing subnets stay in their zones when the Region's list of zones changes. For example, zones a and c became `az1` and
 * `az2`, and then the Region gained zone b. The third zone by name is now c, which `az2` already uses. Load balancers reject
 * two subnets in one zone, but long after the subnets were created, so this function rejects them.
 *
 * @param usedZones - the zones of the preceding slots, in order
 * @throws ArgumentsError if the Region has too few zones, or if the zone is already in use
 */
export function zoneOfCountedSlot(
  issues: ArgumentIssues,
  { number, key }: ZoneSlot,
  count: number,
  regionZones: readonly string[],
  usedZones: readonly string[],
): string {
  const names = [...regionZones].sort();
  const zone = names[number - 1];
  if (zone === undefined) {
    issues.add(PATH, count, {
      code: "out-of-range",
      statement: `expected at most ${names.length}, the number of zones in the Region, got ${count}`,
    });
  } else if (usedZones.includes(zone)) {
    const freeZone = names.find((name) => !usedZones.includes(name)) ?? zone;
    const map = [...usedZones, freeZone].map((name, index) => `${slotKey(index + 1)}: "${name}"`).join(", ");
    const usedBy = slotKey(usedZones.indexOf(zone) + 1);
    issues.add(PATH, count, {
      code: "conflict",
      statement: `${count} would place ${key} in ${zone}, but ${usedBy} is already there, because the Region's zones have changed`,
      remedy: `Use { ${map} }.`,
    });
  }
  issues.throwIfAny();
  return zone ?? "";
}
