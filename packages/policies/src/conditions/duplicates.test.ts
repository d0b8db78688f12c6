import { UNKNOWN, type Resource } from "@roadbed/plan";
import { planOf, resource } from "../../test/plans";
import { rules } from "../catalog";
import { evaluate } from "../evaluation/evaluate";
import { configure } from "../configuration/settings";

const selected = configure(rules, { preset: "drift" }).filter(({ rule }) =>
  ["network-entries-declared-once", "aws-names-unique", "k8s-objects-declared-once"].includes(rule.id),
);

const findingsFor = (...resources: readonly Resource[]) =>
  evaluate(planOf(...resources), selected).findings.map(({ urn, kind }) => `${kind} ${urn.split("::").at(-1) ?? ""}`);

const queue = (name: string, inputs: Readonly<Record<string, unknown>>, more: Partial<Resource> = {}) =>
  resource("aws:sqs/queue:Queue", name, inputs, more);

const subnets = ["a", "b"].map((name) => resource("aws:ec2/subnet:Subnet", name, {}));
const association = (name: string, ...urns: string[]) =>
  resource(
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    name,
    { subnetId: UNKNOWN, routeTableId: "rtb-1" },
    { propertyDependencies: { subnetId: urns } },
  );
const [first = "", second = ""] = subnets.map(({ urn }) => urn);

describe("duplicates", () => {
  it("reports the later of two resources with the same name", () => {
    expect(findingsFor(queue("one", { name: "orders" }), queue("two", { name: "orders" }))).toEqual(["violation two"]);
  });

  it("accepts the same name in another Region or with another provider", () => {
    const provider = { provider: "urn:pulumi:dev::shop::pulumi:providers:aws::frankfurt" };
    const orders = { name: "orders" };
    expect(findingsFor(queue("one", orders), queue("two", { ...orders, region: "eu-west-1" }))).toEqual([]);
    expect(findingsFor(queue("one", orders), queue("two", orders, provider))).toEqual([]);
  });

  it("accepts resources whose names are generated", () => {
    expect(findingsFor(queue("one", {}), queue("two", {}))).toEqual([]);
  });

  it("compares unknown references by the resources from which they come", () => {
    expect(findingsFor(...subnets, association("one", first), association("two", first))).toEqual(["violation two"]);
    expect(findingsFor(...subnets, association("one", first), association("two", second))).toEqual([]);
  });

  it("is undecided about values that come from several resources, because they can be different elements", () => {
    const pair = [association("one", first, second), association("two", first, second)];
    expect(findingsFor(...subnets, ...pair).every((finding) => finding.startsWith("undecided"))).toBe(true);
  });

  it("accepts a Kubernetes patch of a declared object", () => {
    const metadata = { name: "settings", namespace: "shop" };
    const map = resource("kubernetes:core/v1:ConfigMap", "one", { metadata });
    expect(findingsFor(map, resource("kubernetes:core/v1:ConfigMapPatch", "two", { metadata }))).toEqual([]);
    expect(findingsFor(map, resource("kubernetes:core/v1:ConfigMap", "two", { metadata }))).toEqual(["violation two"]);
  });
});
