import { UNKNOWN } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { evaluate } from "../evaluation/evaluate";
import { podNoHostPid } from "../rules/kubernetes/pod-host-access";
import { podNoPrivileged } from "../rules/kubernetes/pods";
import { podNoPrivilegeEscalation } from "../rules/kubernetes/pod-security-restricted";
import type { Rule } from "../authoring/rule";
import { configure, type RuleSettings } from "../configuration/settings";

const bad = (list: string) => ({ spec: { [list]: [{ name: "web", securityContext: { privileged: true } }] } });

/** What the rule says of one resource: paths of violations, open questions with a question mark. */
function said(rule: Rule, type: string, inputs: object, settings: RuleSettings = {}): string[] {
  const { findings } = evaluate(planOf(resource(`kubernetes:${type}`, "one", inputs)), configure([rule], settings));
  return findings.map(({ kind, path = "" }) => (kind === "undecided" ? `${path}?` : path));
}

describe("a rule on pods", () => {
  it.each([
    ["core/v1:Pod", bad("containers"), "spec"],
    ["core/v1:PodTemplate", { template: bad("containers") }, "template.spec"],
    ["core/v1:ReplicationController", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["apps/v1:DaemonSet", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["apps/v1:Deployment", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["apps/v1:ReplicaSet", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["apps/v1:StatefulSet", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["batch/v1:Job", { spec: { template: bad("containers") } }, "spec.template.spec"],
    [
      "batch/v1:CronJob",
      { spec: { jobTemplate: { spec: { template: bad("containers") } } } },
      "spec.jobTemplate.spec.template.spec",
    ],
    ["extensions/v1beta1:Deployment", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["core/v1:PodPatch", bad("containers"), "spec"],
    ["apps/v1:DeploymentPatch", { spec: { template: bad("containers") } }, "spec.template.spec"],
    ["core/v1:PodList", { items: [{}, bad("containers")] }, "items[1].spec"],
    ["apps/v1:DeploymentList", { items: [{ spec: { template: bad("containers") } }] }, "items[0].spec.template.spec"],
  ])("judges what %s runs", (type, inputs, place) => {
    expect(said(podNoPrivileged, type, inputs)).toEqual([`${place}.containers[0]`]);
  });

  it.each(["initContainers", "ephemeralContainers"])("judges %s", (list) => {
    expect(said(podNoPrivileged, "core/v1:Pod", bad(list))).toEqual([`spec.${list}[0]`]);
  });

  it("finds a bad container beside one that is not known", () => {
    const spec = { containers: [UNKNOWN, { name: "web", securityContext: { privileged: true } }] };
    expect(said(podNoPrivileged, "core/v1:Pod", { spec })).toEqual(["spec.containers[1]", "spec.containers[0]?"]);
  });

  it("asks of a patch only what the patch says", () => {
    expect(said(podNoPrivilegeEscalation, "core/v1:Pod", { spec: { containers: [{ name: "web" }] } })).toHaveLength(1);
    expect(said(podNoPrivilegeEscalation, "core/v1:PodPatch", { spec: { containers: [{ name: "web" }] } })).toEqual([]);
  });

  describe("with exempt namespaces", () => {
    const settings = {
      rules: { "pod-no-host-pid": { level: "mandatory", exemptNamespaces: ["kube-system"] } },
    } as const;
    const spec = { hostPID: true };

    it("leaves them alone, and no others", () => {
      const at = (namespace?: unknown) =>
        said(podNoHostPid, "core/v1:Pod", { metadata: { namespace }, spec }, settings);
      expect(at("kube-system")).toEqual([]);
      expect(at("shop")).toEqual(["spec"]);
      expect(at()).toEqual(["spec"]);
    });

    it("goes by the workload's namespace, not the template's", () => {
      const template = { metadata: { namespace: "kube-system" }, spec };
      const inputs = { metadata: { namespace: "shop" }, spec: { template } };
      expect(said(podNoHostPid, "apps/v1:Deployment", inputs, settings)).toEqual(["spec.template.spec"]);
    });

    it("leaves open only what depends on an unknown namespace", () => {
      const metadata = { namespace: UNKNOWN };
      expect(said(podNoHostPid, "core/v1:Pod", { metadata, spec }, settings)).toEqual(["metadata.namespace?"]);
      expect(said(podNoHostPid, "core/v1:Pod", { metadata, spec: {} }, settings)).toEqual([]);
      expect(said(podNoHostPid, "core/v1:Pod", { metadata, spec })).toEqual(["spec"]);
    });
  });
});
