import { BinaryWriter } from "google-protobuf";
import { DeploymentInfo, ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { DependentInvokeRequest } from "../engine/invokes/invoke-request";
import { PendingRegistrations } from "../engine/resources/pending-registrations";
import type { RegisteredResource } from "../engine/session";
import { propertyMap, UNKNOWN } from "../model/value";

function registered(
  urn: string,
  given: { parent?: string; custom?: boolean; id?: RegisteredResource["id"] },
): RegisteredResource {
  const { parent, custom = true, id } = given;
  const common = {
    type: "t",
    name: urn,
    dependencies: [],
    propertyDependencies: {},
    options: {},
    aliases: [],
    hooks: {},
  };
  return {
    goal: { ...common, urn, custom, inputs: propertyMap(), ...(parent === undefined ? {} : { parent }) },
    outputs: propertyMap(),
    providers: new Map(),
    transforms: [],
    ...(id === undefined ? {} : { id }),
  };
}

const resources = (...list: readonly RegisteredResource[]) =>
  new Map(list.map((resource) => [resource.goal.urn, resource]));

describe("DependentInvokeRequest", () => {
  it("reads dependsOn, which the message class does not support", () => {
    const request = new ResourceInvokeRequest().setTok("a:b:c").setVersion("1.0.0");
    const extension = new BinaryWriter();
    extension.writeRepeatedString(13, ["urn:a", "urn:b"]);
    const bytes = Buffer.concat([request.serializeBinary(), extension.getResultBuffer()]);
    const read = DependentInvokeRequest.deserializeBinary(bytes);
    expect([read.getTok(), read.getVersion(), read.dependsOn]).toEqual(["a:b:c", "1.0.0", ["urn:a", "urn:b"]]);
    expect(DependentInvokeRequest.deserializeBinary(request.serializeBinary()).dependsOn).toEqual([]);
  });
});

describe("PendingRegistrations.hasMissing", () => {
  it.each<[string, RegisteredResource, boolean]>([
    ["exists", registered("urn:a", { id: "a-1" }), false],
    ["does not exist yet", registered("urn:a", {}), true],
    ["has an unknown ID", registered("urn:a", { id: UNKNOWN }), true],
    ["is a component without children", registered("urn:a", { custom: false }), false],
  ])("handles a resource that %s", async (_, resource, missing) => {
    expect(await new PendingRegistrations(resources(resource)).hasMissing(["urn:a", "urn:elsewhere"])).toBe(missing);
  });

  it("includes all descendants of components, but not of other resources", async () => {
    const component = registered("urn:net", { custom: false });
    const inner = registered("urn:inner", { custom: false, parent: "urn:net" });
    const created = registered("urn:vpc", { parent: "urn:inner", id: "vpc-1" });
    const child = registered("urn:rule", { parent: "urn:vpc" });
    expect(await new PendingRegistrations(resources(component, inner, created, child)).hasMissing(["urn:net"])).toBe(
      false,
    );
    const planned = registered("urn:subnet", { parent: "urn:inner" });
    expect(await new PendingRegistrations(resources(component, inner, created, planned)).hasMissing(["urn:net"])).toBe(
      true,
    );
  });

  it("waits for pending registrations", async () => {
    const known = resources(registered("urn:net", { custom: false }));
    const pending = new PendingRegistrations(known);
    let answer = (): void => undefined;
    const registration = new Promise<void>((resolve) => (answer = resolve));
    void pending.track("urn:net", registration);
    const missing = pending.hasMissing(["urn:net"]);
    known.set("urn:vpc", registered("urn:vpc", { parent: "urn:net" }));
    answer();
    expect(await missing).toBe(true);
  });
});

it("DeploymentInfo can be read with an additional feature", () => {
  const bytes = Buffer.concat([new DeploymentInfo().setStack("dev").serializeBinary(), Buffer.from([0x40, 14])]);
  expect(DeploymentInfo.deserializeBinary(bytes).getSupportedfeaturesList()).toEqual([14]);
});
