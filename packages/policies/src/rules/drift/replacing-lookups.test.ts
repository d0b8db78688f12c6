import type { LookupSubject, ResourceOptions } from "@roadbed/plan";
import { findTypeFacts, predictReplacement } from "@roadbed/plan/facts";
import { exampleLookup, untypedPlan } from "../../authoring/example-plan";
import { evaluate } from "../../evaluation/evaluate";
import { findRuleFailures } from "../../rule-tester/test-rule";
import { amiLookupPinned, snapshotLookupPinned, zoneLookupFiltered } from "./replacing-lookups";

const RULES = [amiLookupPinned, snapshotLookupPinned, zoneLookupFiltered];

/** Returns the paths and messages of the findings for a resource with one input from a lookup. */
function findingsFor(type: string, inputs: object, options: ResourceOptions = {}) {
  const plan = untypedPlan({ resource: [type, inputs, { options }] });
  const { findings } = evaluate(
    plan,
    RULES.map((rule) => ({ rule, level: "advisory" })),
  );
  return findings.map(({ path, message }) => `${path ?? ""}: ${message}`);
}

describe("rules on lookups that replace resources", () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))("have examples for %s", (_, rule) => {
    expect(findRuleFailures(rule)).toEqual([]);
  });

  it("name what is lost", () => {
    const ami = exampleLookup("image");
    const launchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";
    expect(findingsFor("aws:ec2/instance:Instance", { ami })).toEqual([
      "ami: the lookup returns the newest image, and a newer one replaces the resource, which deletes its data",
    ]);
    expect(findingsFor("aws:ec2/instance:Instance", { ami }, { protect: true })).toEqual([
      "ami: the lookup returns the newest image, and a newer one replaces the resource, which fails because the resource is protected",
    ]);
    expect(findingsFor(launchConfiguration, { imageId: ami })).toEqual([
      "imageId: the lookup returns the newest image, and a newer one replaces the resource",
    ]);
  });

  it("report a list once", () => {
    const zone = exampleLookup("availability-zone");
    expect(findingsFor("aws:rds/cluster:Cluster", { availabilityZones: [zone, zone, zone] })).toEqual([
      "availabilityZones: the lookup also returns Local Zones, and a new one replaces the resource, which deletes its data",
    ]);
  });

  it("report nested inputs, and respect ignored paths in them", () => {
    const inputs = { ebsBlockDevices: [{ deviceName: "/dev/sdb", snapshotId: exampleLookup("snapshot") }] };
    expect(findingsFor("aws:ec2/instance:Instance", inputs)).toEqual([
      "ebsBlockDevices[0].snapshotId: the lookup returns the newest snapshot, and a newer one replaces the resource, which deletes its data",
    ]);
    expect(findingsFor("aws:ec2/instance:Instance", inputs, { ignoreChanges: ["ebsBlockDevices"] })).toEqual([]);
    expect(findingsFor("aws:ec2/instance:Instance", inputs, { ignoreChanges: ["*"] })).toEqual([]);
  });

  it.each<[string, string, string, LookupSubject]>([
    ["updates in place", "aws:ec2/launchTemplate:LaunchTemplate", "imageId", "image"],
    ["takes a value that does not change", "aws:ec2/subnet:Subnet", "availabilityZone", "image"],
    ["has another meaning", "aws:ec2/instance:Instance", "keyName", "image"],
  ])("do not report an input that %s", (_, type, property, subject) => {
    expect(findingsFor(type, { [property]: exampleLookup(subject) })).toEqual([]);
  });

  it.each(RULES.flatMap(({ id, types }) => types.map((type) => [id, type] as const)))(
    "list in %s only types with inputs that replace the resource: %s",
    (id, type) => {
      const names = {
        [amiLookupPinned.id]: ["ami", "imageId", "sourceAmiId", "customAmiId", "launchSpecifications.ami"],
        [snapshotLookupPinned.id]: [
          "snapshotIdentifier",
          "snapshotName",
          "snapshotId",
          "ebsBlockDevices[0].snapshotId",
        ],
        [zoneLookupFiltered.id]: ["availabilityZone", "availabilityZones"],
      }[id];
      expect(findTypeFacts(type)?.type).toBe(type);
      expect(names?.some((name) => predictReplacement(type, [name]) === "always")).toBe(true);
    },
  );
});
