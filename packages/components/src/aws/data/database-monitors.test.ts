import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy } from "../../../test/argument-issues";
import { findUnpublished } from "../../../test/cloudwatch/published-metrics";
import { hasAlarm, type MonitorSet } from "../monitors/monitor";
import { Database, type DatabaseArgs } from "./index";

const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const args = { network, engineVersion: "17" } satisfies DatabaseArgs;
const instance = { instanceClass: "db.t4g.medium", storageGiB: 100 };

/** Returns the monitors of a database. */
async function monitorsOf(given: Partial<DatabaseArgs> = {}): Promise<MonitorSet> {
  let set: MonitorSet | undefined;
  await preview(() => {
    set = new Database("orders", { ...args, ...given }).monitors();
  });
  if (set === undefined) throw new Error("The program did not run");
  return set;
}

const alarmNames = ({ monitors }: MonitorSet) => monitors.filter(hasAlarm).map(({ name }) => name);
const thresholdOf = ({ monitors }: MonitorSet, name: string) =>
  monitors.find((monitor) => monitor.name === name)?.alarm?.threshold;

describe("the monitors of a Database", () => {
  it("are those of an Aurora cluster with serverless instances", async () => {
    const set = await monitorsOf();
    expect(set).toMatchObject({ name: "orders", title: "Aurora cluster orders" });
    expect(alarmNames(set)).toEqual(["capacity", "connections", "replica-lag", "transaction-ids"]);
    expect(set.monitors.flatMap(findUnpublished)).toEqual([]);
  });

  it("are those of an RDS instance, whose storage has a known size", async () => {
    const set = await monitorsOf({ capacity: { instance } });
    expect(set).toMatchObject({ name: "orders", title: "RDS instance orders" });
    expect(alarmNames(set)).toEqual(["cpu", "disk-latency", "free-storage", "storage-exhausted", "transaction-ids"]);
    expect(thresholdOf(set, "free-storage")).toBe(10 * 1024 ** 3);
  });

  // 90 % of the documented defaults 189, 823, 2000 (the limit with a minimum of 0.5 ACU), and 3360.
  it.each([
    [0.5, 1, 169],
    [0.5, 4, 740],
    [0.5, 16, 1800],
    [1, 16, 3023],
    [1, 128, 4500],
  ])("with %d to %d ACUs, alarm at %d connections", async (minAcu, maxAcu, connections) => {
    const set = await monitorsOf({ capacity: { serverless: { minAcu, maxAcu } } });
    expect(thresholdOf(set, "connections")).toBe(connections);
  });

  it.each([
    ["a number", "400", 360],
    ["a formula", "LEAST({DBInstanceClassMemory/9531392},5000)", undefined],
  ])("alarm on the connections of an RDS instance if their maximum is %s", async (_, value, threshold) => {
    const set = await monitorsOf({ capacity: { instance }, parameters: { max_connections: value } });
    expect(thresholdOf(set, "connections")).toBe(threshold);
  });

  it("are in the Region of the database", async () => {
    expect(await monitorsOf({ region: "eu-central-1" })).toMatchObject({ region: "eu-central-1" });
    expect(await monitorsOf()).not.toHaveProperty("region");
  });

  it("need a Region that is known", async () => {
    let codes: string[] = [];
    await preview(() => {
      const database = new Database("orders", { ...args, region: pulumi.output("eu-central-1") });
      codes = codesOf(issuesThrownBy(() => database.monitors()));
    });
    expect(codes).toEqual(["wrong-type region"]);
  });
});
