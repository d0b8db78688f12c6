import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues, type ArgumentIssue } from "../../shared/argument-issues";
import { resolveZoneSlots, zoneOfCountedSlot, type AvailabilityZones, type ZoneSlot } from "./availability-zones";

interface Resolved {
  readonly slots: readonly ZoneSlot[];
  readonly issues: readonly ArgumentIssue[];
}

/** Returns the valid slots, and the issues of the others. */
function resolve(zones: unknown, maxZones = 6): Resolved {
  const issues = new ArgumentIssues("Vpc", "network");
  const slots = resolveZoneSlots(issues, zones as AvailabilityZones, maxZones);
  return { slots, issues: issuesThrownBy(() => issues.throwIfAny()) };
}

const slot = (number: number, zone?: string): ZoneSlot => ({ number, key: `az${number}`, zone });

describe("resolveZoneSlots", () => {
  it("assigns the first slots to a number of zones", () => {
    expect(resolve(2).slots).toEqual([slot(1), slot(2)]);
  });

  it("assigns slots to an array by letter, in any order and with gaps", () => {
    expect(resolve(["eu-west-1c", "eu-west-1a"]).slots).toEqual([slot(1, "eu-west-1a"), slot(3, "eu-west-1c")]);
  });

  it("assigns the slots of an object", () => {
    const zones = { az2: "ap-northeast-1c", az1: "ap-northeast-1a" };
    expect(resolve(zones).slots).toEqual([slot(1, "ap-northeast-1a"), slot(2, "ap-northeast-1c")]);
  });

  it.each(["us-gov-west-1a", "cn-north-1b", "us-iso-east-1a", "us-isob-east-1a", "eusc-de-east-1a", "mx-central-1c"])(
    "accepts %s in its partition",
    (zone) => {
      expect(resolve([zone])).toMatchObject({ slots: [{ zone }], issues: [] });
    },
  );

  it("assigns the same slots to a number of zones and to the same letters", () => {
    for (const maxZones of [2, 3, 4, 5, 6, 7, 8]) {
      for (let count = 1; count <= maxZones; count++) {
        const letters = ["a", "b", "c", "d", "e", "f", "g", "h"].slice(0, count).reverse();
        const zones = letters.map((letter) => `eu-west-1${letter}`);
        const { slots } = resolve(zones, maxZones);
        expect(slots.map(({ number }) => slot(number))).toEqual(resolve(count, maxZones).slots);
      }
    }
  });

  /** Invalid zones, with the code and path of the issue. */
  const invalid: [zones: unknown, code: string][] = [
    [0, "out-of-range availabilityZones"],
    [7, "out-of-range availabilityZones"],
    [Number.NaN, "out-of-range availabilityZones"],
    [[], "out-of-range availabilityZones"],
    [{}, "out-of-range availabilityZones"],
    [Promise.resolve(["eu-west-1a"]), "wrong-type availabilityZones"],
    ["eu-west-1a", "wrong-type availabilityZones"],
    [["a"], "invalid-format availabilityZones[0]"],
    [[null], "wrong-type availabilityZones[0]"],
    [["us-west-2-lax-1a"], "not-allowed availabilityZones[0]"],
    [["eu-west-1a", "eu-west-1a"], "duplicate availabilityZones[1]"],
    [["eu-west-1g"], "out-of-range availabilityZones[0]"],
    [["eu-west-1a", "us-east-1b"], "conflict availabilityZones"],
    [{ az7: "eu-west-1a" }, "unknown-argument availabilityZones.az7"],
    [{ az1: "eu-west-1a", az2: "eu-west-1a" }, "duplicate availabilityZones.az2"],
  ];

  it.each(invalid)("reports the issue of %j: %s", (zones, code) => {
    expect(codesOf(resolve(zones).issues)).toEqual([code]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([zones]) => wordingOf(resolve(zones).issues)).join("\n")).toMatchSnapshot();
  });
});

describe("zoneOfCountedSlot", () => {
  const zoneOf = (number: number, regionZones: string[], usedZones: string[]) => {
    const issues = new ArgumentIssues("Vpc", "network");
    return () => zoneOfCountedSlot(issues, slot(number), 3, regionZones, usedZones);
  };

  it("returns the next zone by name, in whatever order the Region lists its zones", () => {
    expect(zoneOf(2, ["x-1c", "x-1a", "x-1b"], ["x-1a"])()).toBe("x-1b");
  });

  it("rejects a number that is larger than the number of zones in the Region", () => {
    const issues = issuesThrownBy(zoneOf(3, ["x-1a", "x-1b"], ["x-1a", "x-1b"]));
    expect(codesOf(issues)).toEqual(["out-of-range availabilityZones"]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });

  it("rejects a zone that an earlier slot uses, because the Region gained a zone", () => {
    const issues = issuesThrownBy(zoneOf(3, ["x-1a", "x-1b", "x-1c"], ["x-1a", "x-1c"]));
    expect(codesOf(issues)).toEqual(["conflict availabilityZones"]);
    expect(wordingOf(issues)).toContain('Use { az1: "x-1a", az2: "x-1c", az3: "x-1b" }.');
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});
