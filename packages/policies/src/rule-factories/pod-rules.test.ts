import { UNKNOWN } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { evaluate } from "../evaluation/evaluate";
import { podNoHostPid } from "../rules/kubernetes/pod-host-access";
import { podNoPrivileged } from "../rules/kubernetes/pods";
import { podNoPrivilegeEscalation } from "../rules/kubernetes/pod-security-restricted";
import type { Rule } from "../authoring/rule";
import { configure, type RuleSettings } from "../configuration/settings";

const privilegedIn = (list: string) => ({ spec: { [list]: [{ name: "web", securityContext: { privileged: true } }] } });

/** Returns the paths of the findings of one resource, with a question mark after undecided ones. */
function findingPaths(rule: Rule, type: string, inputs: object, settings: RuleSettings = {}): string[] {
  const { findings } = evaluate(
    planOf(resource(`kubernetes:${type}`, "workload", inputs)),
    configure([rule], settings),
  );
  return findings.map(({ kind, path = "" }) => (kind === "undecided" ? `${path}?` : path));
}

describe("podRule", () => {
  it.each([
    ["core/v1:Pod", privilegedIn("containers"), "spec"],
    ["core/v1:PodTemplate", { template: privilegedIn("containers") }, "template.spec"],
    ["core/v1:ReplicationController", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["apps/v1:DaemonSet", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["apps/v1:Deployment", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["apps/v1:ReplicaSet", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["apps/v1:StatefulSet", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["batch/v1:Job", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    [
      "batch/v1:CronJob",
      { spec: { jobTemplate: { spec: { template: privilegedIn("containers") } } } },
      "spec.jobTemplate.spec.template.spec",
    ],
    ["extensions/v1beta1:Deployment", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["core/v1:PodPatch", privilegedIn("containers"), "spec"],
    ["apps/v1:DeploymentPatch", { spec: { template: privilegedIn("containers") } }, "spec.template.spec"],
    ["core/v1:PodList", { items: [{}, privilegedIn("containers")] }, "items[1].spec"],
    [
      "apps/v1:DeploymentList",
      { items: [{ spec: { template: privilegedIn("containers") } }] },
      "items[0].spec.template.spec",
    ],
  ])("evaluates the pods of %s", (type, inputs, specPath) => {
    expect(findingPaths(podNoPrivileged, type, inputs)).toEqual([`${specPath}.containers[0]`]);
  });

  it.each(["initContainers", "ephemeralContainers"])("evaluates %s", (list) => {
    expect(findingPaths(podNoPrivileged, "core/v1:Pod", privilegedIn(list))).toEqual([`spec.${list}[0]`]);
  });

  it("reports a violating container next to an unknown one", () => {
    const spec = { containers: [UNKNOWN, { name: "web", securityContext: { privileged: true } }] };
    expect(findingPaths(podNoPrivileged, "core/v1:Pod", { spec })).toEqual([
      "spec.containers[1]",
      "spec.containers[0]?",
    ]);
  });

  it("does not report properties that a patch leaves out", () => {
    expect(
      findingPaths(podNoPrivilegeEscalation, "core/v1:Pod", { spec: { containers: [{ name: "web" }] } }),
    ).toHaveLength(1);
    expect(
      findingPaths(podNoPrivilegeEscalation, "core/v1:PodPatch", { spec: { containers: [{ name: "web" }] } }),
    ).toEqual([]);
  });

  describe("the option exemptNamespaces", () => {
    const settings = {
      rules: { "pod-no-host-pid": { level: "mandatory", exemptNamespaces: ["kube-system"] } },
    } as const;
    const spec = { hostPID: true };

    it("exempts only the listed namespaces", () => {
      const pathsIn = (namespace?: unknown) =>
        findingPaths(podNoHostPid, "core/v1:Pod", { metadata: { namespace }, spec }, settings);
      expect(pathsIn("kube-system")).toEqual([]);
      expect(pathsIn("shop")).toEqual(["spec"]);
      expect(pathsIn()).toEqual(["spec"]);
    });

    it("uses the workload's namespace rather than the template's namespace", () => {
      const template = { metadata: { namespace: "kube-system" }, spec };
      const inputs = { metadata: { namespace: "shop" }, spec: { template } };
      expect(findingPaths(podNoHostPid, "apps/v1:Deployment", inputs, settings)).toEqual(["spec.template.spec"]);
    });

    it("is undecided only for violations whose namespace is unknown", () => {
      const metadata = { namespace: UNKNOWN };
      expect(findingPaths(podNoHostPid, "core/v1:Pod", { metadata, spec }, settings)).toEqual(["metadata.namespace?"]);
      expect(findingPaths(podNoHostPid, "core/v1:Pod", { metadata, spec: {} }, settings)).toEqual([]);
      expect(findingPaths(podNoHostPid, "core/v1:Pod", { metadata, spec })).toEqual(["spec"]);
    });
  });
});
