import {
  KIND,
  makeSecret,
  propertyMap,
  UNKNOWN,
  unknownFrom,
  type ExposedSecret,
  type Plan,
  type Resource,
  type Value,
} from "../model";
import { findExposedSecrets, type NamedSecret } from "./exposed-secrets";

const PASSWORD = "Xk29-fable-Tm";
const URN = "urn:pulumi:dev::shop::a:b:C::name";

const resource = (inputs: Readonly<Record<string, Value>>, more: Partial<Resource> = {}): Resource => ({
  ...{ urn: URN, type: "a:b:C", name: "name", custom: true, inputs: propertyMap(Object.entries(inputs)) },
  ...{ outputs: propertyMap(), dependencies: [], propertyDependencies: {}, options: {} },
  ...more,
});

function exposedIn(
  found: Resource,
  secret: string | readonly NamedSecret[] = PASSWORD,
  plain: readonly string[] = [],
): readonly ExposedSecret[] {
  const plan: Plan = {
    ...{ engine: { name: "embedded" }, organization: "o", project: "shop", stack: "dev", result: "succeeded" },
    ...{ resources: [found], steps: [], outputs: propertyMap(), diagnostics: [], priorState: "none" },
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
  const secrets: readonly NamedSecret[] =
    typeof secret === "string" ? [{ origin: "configuration", name: "shop:key", value: secret }] : secret;
  return findExposedSecrets(plan, { secrets, plain });
}

const pathsIn = (value: Value, secret?: string) => exposedIn(resource({ value }), secret).map(({ path }) => path);

describe("findExposedSecrets", () => {
  it("names the secret, the resource, and the path, but not the value", () => {
    const secrets: readonly NamedSecret[] = [
      { origin: "configuration", name: "shop:key", value: PASSWORD },
      { origin: "environment", name: "SHOP_TOKEN", value: PASSWORD },
    ];
    expect(exposedIn(resource({ list: [propertyMap([["a.b", PASSWORD]])] }), secrets)).toEqual([
      { origin: "configuration", name: "shop:key", urn: URN, place: "inputs", path: 'list[0]["a.b"]' },
      { origin: "environment", name: "SHOP_TOKEN", urn: URN, place: "inputs", path: 'list[0]["a.b"]' },
    ]);
  });

  it.each<[string, Value]>([
    ["as the whole value", PASSWORD],
    ["in a connection string", `postgres://shop:${PASSWORD}@db/shop`],
    ["in a URL", `https://example.com/?key=${encodeURIComponent(PASSWORD)}`],
    ["in a script in base64", Buffer.from(`#!/bin/sh\nKEY=${PASSWORD} start\n`).toString("base64")],
    ["in hexadecimal", Buffer.from(PASSWORD).toString("hex")],
    ["in a string with an unknown part", unknownFrom({ kind: "text", parts: [`${PASSWORD}@`, UNKNOWN] })],
    ["in the text of an asset", { [KIND]: "asset", text: `key=${PASSWORD}` }],
  ])("finds a secret %s", (_, value) => {
    expect(pathsIn(value)).toEqual(["value"]);
  });

  it("finds the member of a JSON document that contains the secret", () => {
    expect(pathsIn(JSON.stringify([{ environment: [{ name: "KEY", value: PASSWORD }] }]))).toEqual([
      "value[0].environment[0].value",
    ]);
  });

  it("finds a secret with several lines as a whole, but not its single lines, which are ordinary texts", () => {
    const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----";
    expect(pathsIn(`cat <<K\n${key}\nK`, key)).toEqual(["value"]);
    expect(pathsIn("-----BEGIN PRIVATE KEY-----\nother", key)).toEqual([]);
  });

  it("finds a secret in the name of a property, and leaves the name out of the path", () => {
    expect(pathsIn(propertyMap([[`x-${PASSWORD}`, PASSWORD]]))).toEqual(["value"]);
    expect(exposedIn(resource({ [PASSWORD]: true }))).toEqual([
      { origin: "configuration", name: "shop:key", urn: URN, place: "inputs" },
    ]);
  });

  it("finds a secret in the name of a resource, and in the outputs of components and stacks", () => {
    const component = resource({}, { name: PASSWORD, custom: false, outputs: propertyMap([["url", PASSWORD]]) });
    expect(exposedIn(component)).toMatchObject([{ place: "name" }, { place: "outputs", path: "url" }]);
    expect(exposedIn(resource({}, { outputs: propertyMap([["url", PASSWORD]]) }))).toEqual([]);
  });

  it("accepts values that are marked as secret", () => {
    expect(pathsIn(makeSecret(propertyMap([[PASSWORD, `url=${PASSWORD}`]])))).toEqual([]);
  });

  it.each(["prod", "true", "4711", "postgres", "administrator", "123456789012", "eu-west-1", "10.0.0.0/16", "shop"])(
    "does not look for the ordinary value %j",
    (value) => {
      expect(pathsIn(`${value} ${value}`, value)).toEqual([]);
    },
  );

  it("does not look for a secret that the program also receives as a plain value", () => {
    expect(exposedIn(resource({ value: "orders-v2" }), "orders-v2", ["orders-v2"])).toEqual([]);
  });
});
