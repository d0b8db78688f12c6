import type { ComponentResource } from "@pulumi/pulumi";
import { expectNoFindings, preview } from "@roadbed/testing";
import { ALL_FEATURES, REQUIRED_ARGUMENTS } from "../../test/kubernetes-workload";
import { Namespace, Workload, type WorkloadArgs } from "./index";

/** Every component with its default arguments, and with all of its features. */
const programs: readonly [string, () => ComponentResource][] = [
  ["Namespace", () => new Namespace("shop")],
  [
    "Namespace with all features",
    () =>
      new Namespace("shop", {
        egress: "dnsOnly",
        quota: { pods: 100, "requests.memory": "64Gi" },
        containerLimits: { defaultRequests: { cpu: "100m", memory: "128Mi" }, defaultLimits: { memory: "128Mi" } },
        labels: { team: "shop" },
        annotations: { "example.com/contact": "shop@example.com" },
      }),
  ],
  ["Workload", () => new Workload("orders", REQUIRED_ARGUMENTS)],
  ...Object.entries<WorkloadArgs>(ALL_FEATURES).map(([kind, args]): [string, () => ComponentResource] => [
    `${kind} with all features`,
    () => new Workload("orders", args),
  ]),
];

it.each(programs)("%s satisfies the strict preset", async (_, program) => {
  expectNoFindings(await preview(program), { preset: "strict", includeUndecided: true });
});
