import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { Database, type DatabaseArgs } from "./index";

const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const valid = { network, engineVersion: "17" };

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "orders") => issuesThrownBy(() => new Database(name, args as DatabaseArgs));

describe("the check of Database arguments", () => {
  const invalid: [args: object, codes: string[]][] = [
    [{}, ["missing network", "missing engineVersion"]],
    [{ ...valid, network: "vpc-0a1b2c3d" }, ["wrong-type network"]],
    [
      { ...valid, network: { vpcId: "main", privateSubnetIds: ["subnet-0a1b2c3d"] } },
      ["invalid-format network.vpcId", "out-of-range network.privateSubnetIds"],
    ],
    [
      { ...valid, network: { ...network, isolatedSubnetIds: ["10.0.0.0/24", "10.0.1.0/24"] } },
      ["invalid-format network.isolatedSubnetIds"],
    ],
    [{ ...valid, network: { ...network, privateSubnetIds: undefined } }, ["missing network.privateSubnetIds"]],
    [{ ...valid, engineVersion: "latest" }, ["invalid-format engineVersion"]],
    [{ ...valid, identifier: "Orders_DB" }, ["invalid-format identifier"]],
    [
      { ...valid, databaseName: "postgres", masterUsername: "Admin" },
      ["not-allowed databaseName", "invalid-format masterUsername"],
    ],
    [
      { ...valid, backupRetentionDays: 0, logRetentionDays: 31 },
      ["out-of-range backupRetentionDays", "not-allowed logRetentionDays"],
    ],
    [{ ...valid, parameters: { max_connections: 100 } }, ["wrong-type parameters.max_connections"]],
    [{ ...valid, capacity: "serverless" }, ["wrong-type capacity"]],
    [{ ...valid, capacity: { aurora: {} } }, ["unknown-argument capacity.aurora"]],
    [{ ...valid, capacity: {} }, ["conflict capacity", "missing capacity.serverless"]],
    [
      { ...valid, capacity: { serverless: { minAcu: 8.2, maxAcu: 300, instances: 0 } } },
      [
        "out-of-range capacity.serverless.minAcu",
        "out-of-range capacity.serverless.maxAcu",
        "out-of-range capacity.serverless.instances",
      ],
    ],
    [{ ...valid, capacity: { serverless: { minAcu: 8 } } }, ["conflict capacity.serverless.minAcu"]],
    [
      { ...valid, capacity: { instance: { storageGiB: 10, multiAz: "yes" } } },
      [
        "out-of-range capacity.instance.storageGiB",
        "wrong-type capacity.instance.multiAz",
        "missing capacity.instance.instanceClass",
      ],
    ],
    [
      { ...valid, capacity: { instance: { instanceClass: "t4g", storageGiB: 100, maxStorageGiB: 50 } } },
      ["out-of-range capacity.instance.maxStorageGiB", "invalid-format capacity.instance.instanceClass"],
    ],
    [
      { ...valid, kmsKeyArn: "alias/aws/rds", region: "x", tags: 1, engine: "postgres", adopt: { instance: {} } },
      [
        "unknown-argument engine",
        "invalid-format kmsKeyArn",
        "invalid-format region",
        "wrong-type tags",
        "unknown-argument adopt.instance",
      ],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for databases or too long", () => {
    expect(codesOf(issuesOf(valid, "Orders"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf(valid, "a".repeat(41)))).toEqual(["out-of-range name"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
