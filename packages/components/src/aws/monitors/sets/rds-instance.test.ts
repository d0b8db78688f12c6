import { rdsInstanceDeclarations } from "../../../../test/cloudwatch/declarations/rds-instance";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { rdsInstance } from "./rds-instance";

describe("the monitors of an RDS instance", () => {
  specifyMonitors(rdsInstanceDeclarations);

  it("have only alarms that need no size without the optional arguments", () => {
    const { monitors } = rdsInstance({ name: "orders", dbInstanceIdentifier: "orders" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["cpu", "disk-latency"]);
    expect(monitors.map(({ name }) => name)).toEqual(expect.arrayContaining(["connections", "memory", "free-storage"]));
  });

  it("have no alarm for transaction IDs with other engines", () => {
    const { monitors } = rdsInstance({ name: "orders", dbInstanceIdentifier: "orders", engine: "mysql" });
    expect(monitors.map(({ name }) => name)).not.toContain("transaction-ids");
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "orders",
      dbInstanceIdentifier: "orders--1",
      engine: "PostgreSQL 17",
      storageGiB: 10,
      memoryGiB: "16",
      maximumConnections: 0,
      maximumDiskLatencyMilliseconds: 0.02,
      maximumReplicaLagSeconds: -1,
      size: "large",
    };
    expect(() => rdsInstance(args as never)).toThrowErrorMatchingSnapshot();
    expect(() => rdsInstance({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
