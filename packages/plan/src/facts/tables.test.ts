import { findTypeFacts, predictReplacement, statefulTypes } from ".";
import { loadFactsTable, PACKAGES } from "./table";

const words = (list: string | undefined) => list?.split(" ") ?? [];

describe.each(PACKAGES)("the data file of %s", (name) => {
  const table = loadFactsTable(name);
  const entries = Object.entries(table.types);

  it("contains no redundant paths", () => {
    const redundant = entries.flatMap(([type, entry]) =>
      [entry.replaces, entry.mayReplace]
        .flatMap(words)
        .filter(
          (path, index, paths) =>
            paths.indexOf(path) !== index || words(entry.replaces).some((outer) => path.startsWith(`${outer}.`)),
        )
        .map((path) => `${type} ${path}`),
    );
    expect(redundant).toEqual([]);
  });

  it("maps former tokens, which are no longer types, to types with facts", () => {
    expect(Object.values(table.aliases).filter((type) => !Object.hasOwn(table.types, type))).toEqual([]);
    expect(Object.keys(table.aliases).filter((type) => Object.hasOwn(table.types, type))).toEqual([]);
  });

  it("lists every property at most once", () => {
    const repeated = entries.flatMap(([type, { replaces, mayReplace, updates }]) => {
      const forcing = new Set([replaces, mayReplace].flatMap(words).map((path) => path.split(".")[0] ?? path));
      return words(updates)
        .filter((path) => forcing.has(path))
        .map((path) => `${type} ${path}`);
    });
    expect(repeated).toEqual([]);
  });

  it("covers every stateful type", () => {
    const types = statefulTypes().filter((type) => type.startsWith(`${name}:`));
    expect(types.length).toBeGreaterThan(0);
    expect(types.filter((type) => !Object.hasOwn(table.types, type))).toEqual([]);
    expect(new Set(types).size).toBe(types.length);
  });

  it("names its sources", () => {
    expect(table.sources.length).toBeGreaterThan(0);
    for (const source of table.sources) {
      expect(source.repository).toMatch(/^[\w-]+\/[\w-]+$/);
      expect(source.version ?? source.commit).toMatch(/^(v?\d+\.\d+\.\d+(-0\.\d{14}-[0-9a-f]{12})?|[0-9a-f]{40})$/);
    }
  });
});

describe("stateful types", () => {
  it.each([
    ["gcp:sql/databaseInstance:DatabaseInstance", "data"],
    ["gcp:kms/cryptoKey:CryptoKey", "keys"],
    ["azure-native:storage/v20230101:StorageAccount", "data"],
    ["azure:authorization/userAssignedIdentity:UserAssignedIdentity", "identity"],
    ["cloudflare:index/r2Bucket:R2Bucket", "data"],
    ["vault:transit/secretBackendKey:SecretBackendKey", "keys"],
    ["okta:app/oAuth:OAuth", "identity"],
    ["kubernetes:postgresql.cnpg.io/v1:Cluster", "data"],
    ["kubernetes:kafka.strimzi.io/v1beta2:Kafka", "data"],
    ["kubernetes:cluster.x-k8s.io/v1beta1:Cluster", undefined],
    ["kubernetes:constructor/v1:Cluster", undefined],
    ["datadog:index/monitor:Monitor", undefined],
  ])("%s: %s", (type, loss) => {
    expect(findTypeFacts(type)?.lossKind).toBe(loss);
  });
});

describe("the facts about other clouds", () => {
  it.each([
    ["gcp:storage/bucket:Bucket", "location", "always"],
    ["gcp:storage/bucket:Bucket", "labels", "never"],
    ["gcp:sql/databaseInstance:DatabaseInstance", "region", "always"],
    ["gcp:sql/databaseInstance:DatabaseInstance", "settings.tier", "never"],
    ["gcp:storage/bucketIAMMember:BucketIAMMember", "role", "always"],
    ["azure:storage/account:Account", "location", "always"],
    ["azure:storage/account:Account", "tags", "never"],
    ["azure-native:storage:StorageAccount", "accountName", "always"],
    ["azure-native:storage/v20230101:StorageAccount", "location", "always"],
    ["azure-native:storage/v20230101preview:StorageAccount", "sku.name", "never"],
    ["azure-native:documentdb:DatabaseAccount", "accountName", "always"],
    // Azure refuses to move these resources, but the provider tries to.
    ["azure-native:keyvault:Vault", "location", "possible"],
    // The models of this service do not state which properties can be set only at creation.
    ["azure-native:cache:Redis", "sku", "possible"],
  ])("%s: %s", (type, path, effect) => {
    expect(predictReplacement(type, [path])).toBe(effect);
  });
});
