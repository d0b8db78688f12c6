import { makeSecret, propertyMap, UNKNOWN, type Plan } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { configure } from "../configuration/settings";
import { toProperties } from "../kernel/plain-values";
import { evaluate } from "./evaluate";
import { findingReads } from "./finding-reads";

const GROUP = "kubernetes:yaml/v2:ConfigGroup";
const policies = configure(rules.filter(({ id }) => id === "pod-no-host-pid"));
const pod = (hostPID: boolean) => ({ apiVersion: "v1", kind: "Pod", spec: { hostPID, containers: [{ name: "web" }] } });

function opaque(...groups: Plan["resources"]): Plan {
  const plan = planOf(...groups);
  return { ...plan, gaps: { ...plan.gaps, opaqueComponents: groups.map(({ urn }) => urn) } };
}
const pathsOf = (plan: Plan) => evaluate(plan, policies).findings.map(({ urn, path }) => `${urn} ${path ?? ""}`);

describe("evaluate, for a group of Kubernetes manifests", () => {
  const list = { apiVersion: "v1", kind: "List", items: [pod(false), pod(true)] };
  const group = resource(GROUP, "app", { objs: [pod(true), { apiVersion: "acme.io/v1", kind: "Widget" }, list] });

  it("reports the objects in its inputs", () => {
    expect(pathsOf(opaque(group))).toEqual([`${group.urn} objs[0].spec`, `${group.urn} objs[2].items[1].spec`]);
  });

  it("does not report them again if the plan contains the component's children", () => {
    expect(pathsOf(planOf(group))).toEqual([]);
  });

  it("reports objects in a secret, and no unknown objects", () => {
    const secret = { ...group, inputs: propertyMap([["objs", makeSecret([toProperties(pod(true)), UNKNOWN])]]) };
    expect(pathsOf(opaque(secret))).toEqual([`${group.urn} objs[0].spec`]);
    expect(pathsOf(opaque({ ...group, inputs: propertyMap([["objs", UNKNOWN]]) }))).toEqual([]);
  });

  it("determines what its findings depend on", () => {
    const plan = opaque(group);
    const [finding] = evaluate(plan, policies).findings;
    if (finding === undefined) throw new Error("There is no finding.");
    expect(findingReads(plan, policies)(finding).map(({ path }) => path)).toContain("objs[0].spec.hostPID");
  });
});
