import { planOf, resource } from "../../../test/plans";
import { configure, type RuleSettings } from "../../configuration/settings";
import { evaluate } from "../../evaluation/evaluate";
import { podImageRegistry } from "./pod-hygiene";

/** Returns the paths of the findings for a pod with a public image. */
function findingPaths(settings: RuleSettings): readonly (string | undefined)[] {
  const pod = resource("kubernetes:core/v1:Pod", "web", {
    spec: { containers: [{ name: "web", image: "nginx:1.27" }] },
  });
  return evaluate(planOf(pod), configure([podImageRegistry], settings)).findings.map(({ path }) => path);
}

describe("pod-image-registry", () => {
  it("reports nothing without a list of approved registries", () => expect(findingPaths({})).toEqual([]));

  it("reports images from registries that are not in the list", () =>
    expect(findingPaths({ rules: { "pod-image-registry": { registries: ["registry.example.com"] } } })).toEqual([
      "spec.containers[0]",
    ]));

  it("accepts images from registries in the list", () =>
    expect(findingPaths({ rules: { "pod-image-registry": { registries: ["docker.io"] } } })).toEqual([]));
});
