import { deployedMonitors } from "../../../test/component-monitors";
import { AUTO } from "../../../test/eks-cluster";
import { EksCluster } from "./eks-cluster";
import type { EksClusterArgs } from "./eks-cluster-args";

const monitorsOf = (args: EksClusterArgs) => deployedMonitors(() => new EksCluster("main", args).monitors());

describe("the monitors of an EksCluster", () => {
  it("watch the control plane", async () => {
    const { set, alarms, dimensions, unpublished } = await monitorsOf(AUTO);
    expect(set).toMatchObject({ name: "main", title: "EKS cluster main" });
    expect(alarms).toEqual([
      "api-errors (page)",
      "throttled-requests (ticket)",
      "unschedulable-pods (ticket)",
      "storage (ticket)",
    ]);
    expect(dimensions).toEqual([{ ClusterName: "project-stack-main" }]);
    expect(unpublished).toEqual([]);
  });

  it("watch the nodes if the add-on that publishes their metrics is installed", async () => {
    const addons = { ...AUTO.addons, "amazon-cloudwatch-observability": "v4.7.0-eksbuild.1" };
    expect((await monitorsOf({ ...AUTO, addons })).alarms).toEqual(expect.arrayContaining(["failed-nodes (ticket)"]));
  });
});
