import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { packConfiguration, type PackSettings } from "./pack-configuration";

const { ADVISORY, MANDATORY, REMEDIATE } = messages.EnforcementLevel;

function policy(name: string, properties?: Readonly<Record<string, JavaScriptValue>>): messages.PolicyInfo {
  const info = new messages.PolicyInfo();
  info.setName(name);
  info.setEnforcementlevel(MANDATORY);
  if (properties !== undefined) {
    const schema = new messages.PolicyConfigSchema();
    schema.setProperties(Struct.fromJavaScript(properties));
    schema.setRequiredList(["tags"]);
    info.setConfigschema(schema);
  }
  return info;
}

function initialConfig(level: messages.EnforcementLevel, properties: Readonly<Record<string, JavaScriptValue>>) {
  const config = new messages.PolicyConfig();
  config.setEnforcementlevel(level);
  config.setProperties(Struct.fromJavaScript(properties));
  return config;
}

/** Returns the levels and properties of a pack with two policies, whose code configures the first one. */
function configured(...layers: readonly PackSettings[]) {
  const info = new messages.AnalyzerInfo();
  info.setPoliciesList([
    policy("tagged", { tags: { default: ["Owner"] }, exact: { default: true }, case: true }),
    policy("named"),
  ]);
  info.getInitialconfigMap().set("tagged", initialConfig(REMEDIATE, { exact: false }));
  info.getInitialconfigMap().set("all", initialConfig(ADVISORY, {}));
  return Object.fromEntries(
    packConfiguration(info, layers).map(({ policy: name, enforcement, properties }) => [
      name,
      { enforcement, properties },
    ]),
  );
}

describe("packConfiguration", () => {
  it("applies the initial configuration of the pack to the defaults in the schema", () => {
    expect(configured()).toEqual({
      tagged: { enforcement: "remediate", properties: { tags: ["Owner"], exact: false } },
      named: { enforcement: "advisory", properties: {} },
    });
  });

  it.each<[string, PackSettings, object]>([
    ["a level", { tagged: "mandatory" }, { tagged: { enforcement: "mandatory" } }],
    [
      "a property",
      { tagged: { tags: [] } },
      { tagged: { enforcement: "remediate", properties: { tags: [], exact: false } } },
    ],
    [
      "the level of all policies",
      { all: "disabled" },
      { tagged: { enforcement: "disabled" }, named: { enforcement: "disabled" } },
    ],
    [
      "the level of all other policies",
      { all: { enforcementLevel: "disabled" }, named: "mandatory" },
      { tagged: { enforcement: "disabled" }, named: { enforcement: "mandatory" } },
    ],
    ["nothing for an unknown policy", { other: "disabled" }, configured()],
    ["nothing for a name on the prototype of objects", Object.fromEntries([["toString", "disabled"]]), configured()],
  ])("applies %s in the settings", (_, settings, expected) => {
    expect(configured(settings)).toMatchObject(expected);
  });

  it("applies all settings of a layer after the previous layer", () => {
    expect(configured({ named: "mandatory", tagged: { tags: ["a"] } }, { all: "advisory" })).toMatchObject({
      named: { enforcement: "advisory" },
      tagged: { enforcement: "advisory", properties: { tags: ["a"] } },
    });
  });
});
