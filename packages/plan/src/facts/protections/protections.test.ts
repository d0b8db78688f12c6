import { propertyMap, makeSecret, UNKNOWN, type Value } from "../../model/value";
import { findTypeFacts, protectionStrength, statefulTypes } from "..";
import { PROTECTION_RULES } from ".";

const inputs = (values: Record<string, Value>) => propertyMap(Object.entries(values));

function strength(type: string, property: string, values: Record<string, Value>): number | undefined {
  const protection = findTypeFacts(type)?.protectedBy.find((candidate) => candidate.property === property);
  if (protection === undefined) throw new Error(`${type} is not protected by ${property}`);
  return protectionStrength(protection, inputs(values));
}

describe("protectedBy", () => {
  it("lists the protections of a type", () => {
    const protectionsOf = (type: string) =>
      findTypeFacts(type)?.protectedBy.map(({ property, effect }) => `${property} ${effect}`);
    expect(protectionsOf("aws:rds/instance:Instance")).toEqual([
      "deletionProtection blocks-deletion",
      "skipFinalSnapshot keeps-backup",
      "deleteAutomatedBackups keeps-backup",
      "backupRetentionPeriod keeps-history",
    ]);
    expect(protectionsOf("aws:s3/bucket:Bucket")).toEqual([
      "forceDestroy blocks-deletion-unless-empty",
      "versioning.enabled keeps-history",
    ]);
    expect(protectionsOf("aws:kms/key:Key")).toEqual(["deletionWindowInDays delays-deletion"]);
    expect(protectionsOf("aws:lb/loadBalancer:LoadBalancer")).toEqual(["enableDeletionProtection blocks-deletion"]);
    expect(protectionsOf("aws:ec2/subnet:Subnet")).toEqual([]);
    expect(protectionsOf("gcp:storage/bucket:Bucket")).toEqual([
      "deletionPolicy blocks-deletion",
      "deletionPolicy retains-resource",
      "forceDestroy blocks-deletion-unless-empty",
      "softDeletePolicy.retentionDurationSeconds delays-deletion",
      "versioning.enabled keeps-history",
      "retentionPolicy.retentionPeriod keeps-history",
    ]);
    expect(protectionsOf("kubernetes:core/v1:PersistentVolume")).toEqual([
      "spec.persistentVolumeReclaimPolicy retains-resource",
    ]);
    // Here, forceDestroy deletes rules that a service manages, but no data.
    expect(protectionsOf("aws:cloudwatch/eventRule:EventRule")).toEqual([]);
  });

  it.each(PROTECTION_RULES.map((rule) => [rule.property, rule] as const))(
    "applies the rule for %s to at least one type",
    (property, rule) => {
      const types = [...statefulTypes(), ...(rule.only ?? [])];
      const isProtected = (type: string) =>
        findTypeFacts(type)?.protectedBy.some((candidate) => candidate.property === property);
      expect(types.some(isProtected)).toBe(true);
      // A type named here without the property would be a spelling mistake.
      expect(
        [...(rule.only ?? []), ...Object.keys(rule.except ?? {})].filter((type) => isProtected(type) !== true),
      ).toEqual([]);
    },
  );
});

describe("protectionStrength", () => {
  const instance = "aws:rds/instance:Instance";

  it("returns 0 or 1 for a boolean, using the default if it is not set", () => {
    expect(strength(instance, "deletionProtection", { deletionProtection: true })).toBe(1);
    expect(strength(instance, "deletionProtection", { deletionProtection: "true" })).toBe(1);
    expect(strength(instance, "deletionProtection", { deletionProtection: false })).toBe(0);
    expect(strength(instance, "deletionProtection", {})).toBe(0);
    expect(strength(instance, "skipFinalSnapshot", {})).toBe(1);
    expect(strength(instance, "skipFinalSnapshot", { skipFinalSnapshot: true })).toBe(0);
    expect(strength("aws:cognito/userPool:UserPool", "deletionProtection", { deletionProtection: "ACTIVE" })).toBe(1);
    expect(strength("aws:cognito/userPool:UserPool", "deletionProtection", {})).toBe(0);
  });

  it("grows with the number of days and copies", () => {
    const window = (days: Value) => strength("aws:kms/key:Key", "deletionWindowInDays", { deletionWindowInDays: days });
    expect(window(7)).toBe(7);
    expect(window("14")).toBe(14);
    expect(window(null)).toBe(30);
  });

  it("is infinite if 0 means forever", () => {
    const strengthOf = (days: Value) =>
      strength("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", { retentionInDays: days });
    expect(strengthOf(0)).toBe(Infinity);
    expect(strengthOf(null)).toBe(Infinity);
    expect(strengthOf(90)).toBe(90);
  });

  it("reads values inside blocks and secrets", () => {
    const strengthOf = (versioning: Value) => strength("aws:s3/bucket:Bucket", "versioning.enabled", { versioning });
    expect(strengthOf(inputs({ enabled: true }))).toBe(1);
    expect(strengthOf([inputs({ enabled: makeSecret(true) })])).toBe(1);
    expect(strengthOf(makeSecret(inputs({ enabled: false })))).toBe(0);
  });

  it("is 0 for a final snapshot without a name", () => {
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    expect(strength(cache, "finalSnapshotIdentifier", { finalSnapshotIdentifier: "last" })).toBe(1);
    expect(strength(cache, "finalSnapshotIdentifier", {})).toBe(0);
    expect(strength(cache, "finalSnapshotIdentifier", { finalSnapshotIdentifier: UNKNOWN })).toBeUndefined();
  });

  it("is undefined for values that are unknown, invalid, or set by the provider", () => {
    expect(strength(instance, "deletionProtection", { deletionProtection: UNKNOWN })).toBeUndefined();
    expect(strength(instance, "deletionProtection", { deletionProtection: [] })).toBeUndefined();
    expect(strength(instance, "backupRetentionPeriod", { backupRetentionPeriod: "a week" })).toBeUndefined();
    expect(strength(instance, "backupRetentionPeriod", {})).toBeUndefined();
    expect(strength("aws:eks/cluster:Cluster", "deletionProtection", {})).toBeUndefined();
    expect(strength("aws:s3/bucket:Bucket", "versioning.enabled", { versioning: UNKNOWN })).toBeUndefined();
    expect(strength("aws:s3/bucket:Bucket", "versioning.enabled", { versioning: true })).toBeUndefined();
  });
});
