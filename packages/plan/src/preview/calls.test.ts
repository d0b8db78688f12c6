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

const resources = (...all: readonly RegisteredResource[]) => new Map(all.map((one) => [one.goal.urn, one]));

describe("a call of a function", () => {
  it("says what it depends on, in a field that is newer than its message", () => {
    const request = new ResourceInvokeRequest().setTok("a:b:c").setVersion("1.0.0");
    const more = new BinaryWriter();
    more.writeRepeatedString(13, ["urn:a", "urn:b"]);
    const bytes = Buffer.concat([request.serializeBinary(), more.getResultBuffer()]);
    const read = DependentInvokeRequest.deserializeBinary(bytes);
    expect([read.getTok(), read.getVersion(), read.dependsOn]).toEqual(["a:b:c", "1.0.0", ["urn:a", "urn:b"]]);
    expect(DependentInvokeRequest.deserializeBinary(request.serializeBinary()).dependsOn).toEqual([]);
  });
});

describe("what a call depends on", () => {
  it.each<[string, RegisteredResource, boolean]>([
    ["exists", registered("urn:a", { id: "a-1" }), false],
    ["is to be created", registered("urn:a", {}), true],
    ["has an id that is not known", registered("urn:a", { id: UNKNOWN }), true],
    ["is a component that holds nothing", registered("urn:a", { custom: false }), false],
  ])("%s", async (_, resource, missing) => {
    expect(await new PendingRegistrations(resources(resource)).hasMissing(["urn:a", "urn:elsewhere"])).toBe(missing);
  });

  it("may lie deep in a component, but not below a resource", async () => {
    const component = registered("urn:net", { custom: false });
    const inner = registered("urn:inner", { custom: false, parent: "urn:net" });
    const made = registered("urn:vpc", { parent: "urn:inner", id: "vpc-1" });
    const below = registered("urn:rule", { parent: "urn:vpc" });
    expect(await new PendingRegistrations(resources(component, inner, made, below)).hasMissing(["urn:net"])).toBe(
      false,
    );
    const planned = registered("urn:subnet", { parent: "urn:inner" });
    expect(await new PendingRegistrations(resources(component, inner, made, planned)).hasMissing(["urn:net"])).toBe(
      true,
    );
  });

  it("is waited for while it is registered", async () => {
    const known = resources(registered("urn:net", { custom: false }));
    const inFlight = new PendingRegistrations(known);
    let answer = (): void => undefined;
    const registration = new Promise<void>((resolve) => (answer = resolve));
    void inFlight.track("urn:net", registration);
    const missing = inFlight.hasMissing(["urn:net"]);
    known.set("urn:vpc", registered("urn:vpc", { parent: "urn:net" }));
    answer();
    expect(await missing).toBe(true);
  });
});

it("keeps the message of a deployment readable with a feature more than it knows", () => {
  const bytes = Buffer.concat([new DeploymentInfo().setStack("dev").serializeBinary(), Buffer.from([0x40, 14])]);
  expect(DeploymentInfo.deserializeBinary(bytes).getSupportedfeaturesList()).toEqual([14]);
});
