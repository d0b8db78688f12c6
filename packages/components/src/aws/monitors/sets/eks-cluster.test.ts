import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { eksClusterDeclarations } from "../../../../test/cloudwatch/declarations/eks-cluster";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { eksCluster } from "./eks-cluster";

describe("the monitors of an EKS cluster", () => {
  specifyMonitors(eksClusterDeclarations);

  it("watch the nodes only with Container Insights", () => {
    expect(alarmsOf(eksCluster({ name: "main", clusterName: "main" }))).toEqual([
      "api-errors (page)",
      "throttled-requests (ticket)",
      "unschedulable-pods (ticket)",
      "storage (ticket)",
    ]);
  });

  it("alarm at 80 % of the storage", () => {
    const { monitors } = eksCluster({ name: "main", clusterName: "main", storageGiB: 10 });
    expect(monitors.find(({ name }) => name === "storage")?.alarm?.threshold).toBe(8 * 1024 ** 3);
  });

  it("reject invalid arguments", () => {
    const args = { name: "main", clusterName: "-main", storageGiB: 65, containerInsights: "enabled" };
    expect(() => eksCluster(args as never)).toThrowErrorMatchingSnapshot();
    expect(() => eksCluster({ name: "main" } as never)).toThrowErrorMatchingSnapshot();
  });
});
