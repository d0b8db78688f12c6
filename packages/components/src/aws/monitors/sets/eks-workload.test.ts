import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import {
  eksDaemonSetDeclarations,
  eksWorkloadDeclarations,
} from "../../../../test/cloudwatch/declarations/eks-workload";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { eksWorkload } from "./eks-workload";

describe("the monitors of a Deployment or StatefulSet in EKS", () => {
  specifyMonitors(eksWorkloadDeclarations);
});

describe("the monitors of a DaemonSet in EKS", () => {
  specifyMonitors(eksDaemonSetDeclarations);

  it("have the same names as those of other workloads", () => {
    expect(alarmsOf(eksDaemonSetDeclarations.monitors)).toEqual(alarmsOf(eksWorkloadDeclarations.monitors));
  });
});

it("eksWorkload rejects invalid arguments", () => {
  const args = { name: "orders", clusterName: "-", namespace: "Shop", workload: "orders_v2", kind: "Daemonset" };
  expect(() => eksWorkload(args as never)).toThrowErrorMatchingSnapshot();
  expect(() => eksWorkload({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
});
