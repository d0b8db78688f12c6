import { mskClusterDeclarations } from "../../../../test/cloudwatch/declarations/msk-cluster";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { isMetricMath } from "../metric";
import { hasAlarm } from "../monitor";
import { mskCluster } from "./msk-cluster";

const args = { name: "events", clusterName: "events" };

describe("the monitors of an MSK cluster", () => {
  specifyMonitors(mskClusterDeclarations);

  it("all have alarms that need no optional argument", () => {
    const { monitors } = mskCluster({ ...args, brokers: 3 });
    expect(monitors.filter(hasAlarm).map(({ name }) => name)).toEqual([
      "no-controller",
      "offline-partitions",
      "missing-replicas",
      "under-replicated",
      "used-storage",
      "exhausted-storage",
      "cpu",
    ]);
  });

  it("watch the brokers from the first one", () => {
    const value = mskCluster({ ...args, brokers: 2, firstBrokerId: 11 }).monitors.find(
      ({ name }) => name === "cpu",
    )?.value;
    const metrics = value !== undefined && isMetricMath(value) ? Object.values(value.metrics) : [];
    expect(metrics.map(({ dimensions }) => dimensions["Broker ID"])).toEqual(["11", "12"]);
  });

  it("reject invalid arguments", () => {
    expect(() =>
      mskCluster({ name: "events", clusterName: "my events", brokers: 30, firstBrokerId: 0 }),
    ).toThrowErrorMatchingSnapshot();
    expect(() => mskCluster(args as never)).toThrowErrorMatchingSnapshot();
  });
});
