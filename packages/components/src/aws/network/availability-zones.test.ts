import { ArgumentsError, Problems } from "../../shared/argument-issues";
import { countedZone, readZones, type AvailabilityZones, type ZoneSlot } from "./availability-zones";

/** The slots that are right, and what is said of the others. */
function read(zones: unknown, maxZones = 6): { slots: ZoneSlot[]; said: string[] } {
  const problems = new Problems("Vpc", "network");
  const slots = readZones(problems, zones as AvailabilityZones, maxZones);
  return { slots, said: saidBy(() => problems.throwIfAny()) };
}

function saidBy(action: () => unknown): string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ArgumentsError) return error.problems.map(({ text }) => text);
    throw error;
  }
  return [];
}

const slot = (number: number, zone?: string): ZoneSlot => ({ number, key: `az${number}`, zone });

describe("availabilityZones", () => {
  it("as a count are the first slots, whose zones the region names", () => {
    expect(read(2).slots).toEqual([slot(1), slot(2)]);
  });

  it("as a list have slots by letter, in any order and with gaps", () => {
    expect(read(["eu-west-1c", "eu-west-1a"]).slots).toEqual([slot(1, "eu-west-1a"), slot(3, "eu-west-1c")]);
  });

  it("as a map have the slots that are written", () => {
    const zones = { az2: "ap-northeast-1c", az1: "ap-northeast-1a" };
    expect(read(zones).slots).toEqual([slot(1, "ap-northeast-1a"), slot(2, "ap-northeast-1c")]);
  });

  it.each(["us-gov-west-1a", "cn-north-1b", "us-iso-east-1a", "us-isob-east-1a", "eusc-de-east-1a", "mx-central-1c"])(
    "take %s, of any partition",
    (zone) => {
      expect(read([zone])).toMatchObject({ slots: [{ zone }], said: [] });
    },
  );

  it("11. have the same slots by count and by the same letters, so the same names and ranges", () => {
    for (const maxZones of [2, 3, 4, 5, 6, 7, 8]) {
      for (let count = 1; count <= maxZones; count++) {
        const letters = ["a", "b", "c", "d", "e", "f", "g", "h"].slice(0, count).reverse();
        const listed = read(
          letters.map((letter) => `eu-west-1${letter}`),
          maxZones,
        ).slots;
        expect(listed.map(({ number }) => slot(number))).toEqual(read(count, maxZones).slots);
      }
    }
  });

  it.each([
    [
      0,
      "availabilityZones: 0 is not a whole number from 1 to 6, the maxAvailabilityZones that there is room for; write one of them",
    ],
    [
      7,
      "availabilityZones: 7 is not a whole number from 1 to 6, the maxAvailabilityZones that there is room for; write one of them",
    ],
    [
      Number.NaN,
      "availabilityZones: NaN is not a whole number from 1 to 6, the maxAvailabilityZones that there is room for; write one of them",
    ],
    [[], "availabilityZones: names no zone; name at least one, or write a count"],
    [{}, "availabilityZones: names no zone; name at least one, or write a count"],
    [
      Promise.resolve(["eu-west-1a"]),
      "availabilityZones: is an output, which is not known when children are named; write a count, or names as text",
    ],
    [
      "eu-west-1a",
      'availabilityZones: "eu-west-1a" is not a count, a list or a map; write 3, ["eu-west-1a", "eu-west-1b"] or { az1: "eu-west-1a" }',
    ],
    [["a"], 'availabilityZones[0]: "a" is not the name of a zone; write it like "eu-west-1a"'],
    [[null], 'availabilityZones[0]: nothing is not the name of a zone; write it like "eu-west-1a"'],
    [
      ["us-west-2-lax-1a"],
      'availabilityZones[0]: "us-west-2-lax-1a" is a Local or Wavelength Zone; write zones of the region itself, such as "us-west-2a"',
    ],
    [["eu-west-1a", "eu-west-1a"], 'availabilityZones[1]: "eu-west-1a" is listed twice; leave it out here'],
    [
      ["eu-west-1g"],
      'availabilityZones[0]: "eu-west-1g" would be slot az7, and maxAvailabilityZones leaves room for 6; give it a slot of yours: { az6: "eu-west-1g", … }',
    ],
    [
      ["eu-west-1a", "us-east-1b"],
      "availabilityZones: the zones lie in eu-west-1 and us-east-1; write zones of one region",
    ],
    [{ az7: "eu-west-1a" }, "availabilityZones.az7: is not known here; did you mean az1?"],
    [
      { az1: "eu-west-1a", az2: "eu-west-1a" },
      'availabilityZones.az2: "eu-west-1a" is the zone of az1 already; write another zone',
    ],
  ])("%j: %s", (zones, said) => {
    expect(read(zones).said).toEqual([said]);
  });
});

describe("the zone of a slot under a count", () => {
  const zoneOf = (number: number, regionZones: string[], created: string[]) => {
    const problems = new Problems("Vpc", "network");
    return () => countedZone(problems, slot(number), 3, regionZones, created);
  };

  it("is the next by name, whatever order the region lists them in", () => {
    expect(zoneOf(2, ["x-1c", "x-1a", "x-1b"], ["x-1a"])()).toBe("x-1b");
  });

  it("is refused where the region has fewer zones", () => {
    expect(saidBy(zoneOf(3, ["x-1a", "x-1b"], ["x-1a", "x-1b"]))).toEqual([
      "availabilityZones: 3 is more than the 2 zones of the region; write 2",
    ]);
  });

  it("is refused where an earlier slot is in it: a and c were made, then the region got b", () => {
    expect(saidBy(zoneOf(3, ["x-1a", "x-1b", "x-1c"], ["x-1a", "x-1c"]))).toEqual([
      'availabilityZones: 3 puts az3 into x-1c, where az2 is since the region had other zones; write { az1: "x-1a", az2: "x-1c", az3: "x-1b" }',
    ]);
  });
});
