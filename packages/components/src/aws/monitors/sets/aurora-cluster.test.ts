import { auroraClusterDeclarations } from "../../../../test/cloudwatch/declarations/aurora-cluster";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { hasAlarm } from "../monitor";
import { auroraCluster } from "./aurora-cluster";

describe("the monitors of an Aurora cluster", () => {
  specifyMonitors(auroraClusterDeclarations);

  it("have only alarms that need no size without the optional arguments", () => {
    const { monitors } = auroraCluster({ name: "orders", dbClusterIdentifier: "orders" });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["cpu", "replica-lag"]);
  });

  it("watch the capacity of serverless instances instead of their CPU", () => {
    const { monitors } = auroraCluster({ name: "orders", dbClusterIdentifier: "orders", serverless: true });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual(["capacity", "replica-lag"]);
    expect(monitors.map(({ name }) => name)).toContain("cpu");
  });

  it("watch the writer, whichever instance it is", () => {
    const { monitors } = auroraCluster({ name: "orders", dbClusterIdentifier: "orders" });
    expect(monitors.find(({ name }) => name === "cpu")?.value).toMatchObject({
      dimensions: { DBClusterIdentifier: "orders", Role: "WRITER" },
    });
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "orders",
      dbClusterIdentifier: "1-orders",
      engine: "aurora-postgres",
      serverless: "yes",
      memoryGiB: 0,
      maximumConnections: 1.5,
      maximumCommitMilliseconds: 0,
      maximumReplicaLagMilliseconds: 50,
    };
    expect(() => auroraCluster(args as never)).toThrowErrorMatchingSnapshot();
  });
});
