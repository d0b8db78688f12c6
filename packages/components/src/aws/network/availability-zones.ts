import { isPlain, type Check, type Problems } from "../../shared/argument-issues";

/**
 * Which zones a network uses: how many, the names of them, or the name for each slot. A slot is a column of the address
 * plan, `az1` to `az8`, and part of the children's names.
 */
export type AvailabilityZones = number | readonly string[] | Readonly<Record<string, string>>;

/** A column of the address plan, and the zone it stands for. */
export interface ZoneSlot {
  readonly number: number;
  /** `az1` for number 1. */
  readonly key: string;
  /** Undefined under a count, where the region's list of zones decides. */
  readonly zone: string | undefined;
}

/** The key of a slot: `az1` for 1. */
export const slotKey = (number: number): string => `az${number}`;

/** The keys of all slots that a plan has room for. */
export const slotKeys = (maxZones: number): string[] =>
  Array.from({ length: maxZones }, (_, index) => slotKey(index + 1));

/** The region of a zone: `eu-west-1` of `eu-west-1a`. */
export const regionOfZone = (zone: string): string => zone.slice(0, -1);

// Commercial, GovCloud, China, ISO and European Sovereign regions. Local and Wavelength Zones have a second number.
const ZONE = /^[a-z]+(-[a-z]+)+-\d[a-z]$/;

const zoneName: Check<unknown> = (zone) => {
  if (typeof zone === "string" && ZONE.test(zone)) return undefined;
  const isLocal = typeof zone === "string" && /^[a-z]+(-[a-z]+)+-\d-.*[a-z]$/.test(zone);
  return isLocal
    ? { limit: "is a Local or Wavelength Zone", remedy: `write zones of the region itself, such as "us-west-2a"` }
    : { limit: "is not the name of a zone", remedy: 'write it like "eu-west-1a"' };
};

/** Reads `availabilityZones` in its three forms: the slots in use, in order; those that are right, if some are wrong. */
export function readZones(problems: Problems, zones: AvailabilityZones, maxZones: number): ZoneSlot[] {
  const path = "availabilityZones";
  if (typeof zones === "number") return countedSlots(problems, zones, maxZones);
  if (!isPlain(zones)) {
    const limit = "is an output, which is not known when children are named";
    problems.add(path, zones, { shown: "", limit, remedy: "write a count, or names as text" });
    return [];
  }
  if (typeof zones !== "object" || (zones as unknown) === null) {
    const remedy = 'write 3, ["eu-west-1a", "eu-west-1b"] or { az1: "eu-west-1a" }';
    problems.add(path, zones, { limit: "is not a count, a list or a map", remedy });
    return [];
  }
  const slots = isList(zones) ? listedSlots(problems, zones, maxZones) : mappedSlots(problems, zones, maxZones);
  if (Object.keys(zones).length === 0) {
    problems.add(path, zones, { shown: "", limit: "names no zone", remedy: "name at least one, or write a count" });
  }
  const regions = new Set(slots.flatMap(({ zone }) => zone ?? []).map(regionOfZone));
  if (regions.size > 1) {
    const limit = `lie in ${[...regions].join(" and ")}`;
    problems.add(path, zones, { shown: "the zones", limit, remedy: "write zones of one region" });
  }
  return slots.sort((a, b) => a.number - b.number);
}

const isList = (zones: AvailabilityZones): zones is readonly string[] => Array.isArray(zones);

function countedSlots(problems: Problems, count: number, maxZones: number): ZoneSlot[] {
  if (Number.isInteger(count) && count >= 1 && count <= maxZones) {
    return slotKeys(count).map((key, index) => ({ number: index + 1, key, zone: undefined }));
  }
  const limit = `is not a whole number from 1 to ${maxZones}, the maxAvailabilityZones that there is room for`;
  problems.add("availabilityZones", count, { limit, remedy: "write one of them" });
  return [];
}

function listedSlots(problems: Problems, zones: readonly string[], maxZones: number): ZoneSlot[] {
  return zones.flatMap((zone, index) => {
    const path = `availabilityZones[${index}]`;
    if (!problems.check(path, zone, zoneName)) return [];
    if (zones.indexOf(zone) < index) {
      problems.add(path, zone, { limit: "is listed twice", remedy: "leave it out here" });
      return [];
    }
    const number = zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1;
    if (number > maxZones) {
      const limit = `would be slot ${slotKey(number)}, and maxAvailabilityZones leaves room for ${maxZones}`;
      problems.add(path, zone, { limit, remedy: `give it a slot of yours: { az${maxZones}: "${zone}", … }` });
      return [];
    }
    return [{ number, key: slotKey(number), zone }];
  });
}

function mappedSlots(problems: Problems, zones: Readonly<Record<string, string>>, maxZones: number): ZoneSlot[] {
  problems.checkNames("availabilityZones", zones, slotKeys(maxZones));
  const entries = Object.entries(zones);
  return slotKeys(maxZones).flatMap((key, index) => {
    const zone = Object.hasOwn(zones, key) ? zones[key] : undefined;
    const path = `availabilityZones.${key}`;
    if (zone === undefined || !problems.check(path, zone, zoneName)) return [];
    const [first] = entries.find(([, other]) => other === zone) ?? [key];
    if (first !== key) {
      problems.add(path, zone, { limit: `is the zone of ${first} already`, remedy: "write another zone" });
      return [];
    }
    return [{ number: index + 1, key, zone }];
  });
}

/**
 * The zone of a slot under a count: the k-th of the region's zones in the order of their names.
 *
 * The slots before it stay in the zones they were created in while the region's list changes: zones a and c became `az1`
 * and `az2`, then the region got b, and the third of a, b, c is c once more. A load balancer refuses two subnets in one
 * zone, long after they were made, so it is refused here.
 *
 * @param created the zones that the slots before this one are in, in order
 * @throws ArgumentsError if the region has too few zones, or this one is taken
 */
export function countedZone(
  problems: Problems,
  { number, key }: ZoneSlot,
  count: number,
  regionZones: readonly string[],
  created: readonly string[],
): string {
  const names = [...regionZones].sort();
  const zone = names[number - 1];
  if (zone === undefined) {
    const limit = `is more than the ${names.length} zones of the region`;
    problems.add("availabilityZones", count, { limit, remedy: `write ${names.length}` });
  } else if (created.includes(zone)) {
    const free = names.find((name) => !created.includes(name)) ?? zone;
    const map = [...created, free].map((name, index) => `${slotKey(index + 1)}: "${name}"`).join(", ");
    const limit = `puts ${key} into ${zone}, where ${slotKey(created.indexOf(zone) + 1)} is since the region had other zones`;
    problems.add("availabilityZones", count, { limit, remedy: `write { ${map} }` });
  }
  problems.throwIfAny();
  return zone ?? "";
}
