import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PackInfo, PackViolation } from "../model";

/** The level of a policy, as in the configuration file of a policy pack. */
export type PackEnforcement = PackViolation["enforcement"];

/** The setting of one policy: a level, or an object with configuration properties and optionally a level. */
export type PackPolicySetting =
  | PackEnforcement
  | { readonly enforcementLevel?: PackEnforcement; readonly [property: string]: unknown };

/** Settings by the name of a policy. The name `all` sets the level of every policy. */
export type PackSettings = Readonly<Record<string, PackPolicySetting>>;

/** A running policy pack. */
export interface LoadedPolicyPack extends PackInfo {
  /** The names of the pack's policies. */
  readonly policies: readonly string[];
}

/** The configuration of one policy. */
export interface PolicyConfiguration {
  readonly policy: string;
  readonly enforcement: PackEnforcement;
  /** The values of the configuration properties, including the defaults in the schema. */
  readonly properties: Readonly<Record<string, JavaScriptValue>>;
  /** The JSON Schema of `properties`. Absent if the policy has no configuration. */
  readonly schema?: object;
}

/**
 * Returns the configuration of each policy in a pack. As in the Pulumi CLI, the defaults in the schema apply first, then
 * the initial configuration in the pack's code, and then the settings.
 *
 * @param layers - the settings; later layers override earlier ones
 */
export function packConfiguration(
  info: messages.AnalyzerInfo,
  layers: readonly PackSettings[],
): readonly PolicyConfiguration[] {
  const initial = info.getInitialconfigMap();
  return info.getPoliciesList().map((policy) => {
    const name = policy.getName();
    const policySetting = initial.get(name);
    let enforcement = enforcementName((policySetting ?? initial.get("all") ?? policy).getEnforcementlevel());
    const properties = { ...defaultsOf(policy), ...policySetting?.getProperties()?.toJavaScript() };
    for (const layer of layers) {
      const { enforcementLevel: level = readSetting(layer, "all").enforcementLevel, ...values } = readSetting(
        layer,
        name,
      );
      enforcement = level ?? enforcement;
      Object.assign(properties, values);
    }
    const schema = schemaOf(policy);
    return { policy: name, enforcement, properties, ...(schema !== undefined && { schema }) };
  });
}

/** Creates the request that configures a pack. */
export function configureRequest(configurations: readonly PolicyConfiguration[]): messages.ConfigureAnalyzerRequest {
  const request = new messages.ConfigureAnalyzerRequest();
  for (const { policy, enforcement, properties } of configurations) {
    const setting = new messages.PolicyConfig();
    setting.setEnforcementlevel(LEVELS[enforcement]);
    setting.setProperties(Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set(policy, setting);
  }
  return request;
}

/** Returns the name of a level. An unknown level counts as mandatory. */
export function enforcementName(level: messages.EnforcementLevel): PackEnforcement {
  return NAMES[level] ?? "mandatory";
}

const LEVELS: Readonly<Record<PackEnforcement, messages.EnforcementLevel>> = {
  advisory: messages.EnforcementLevel.ADVISORY,
  mandatory: messages.EnforcementLevel.MANDATORY,
  disabled: messages.EnforcementLevel.DISABLED,
  remediate: messages.EnforcementLevel.REMEDIATE,
};

const NAMES: Readonly<Partial<Record<messages.EnforcementLevel, PackEnforcement>>> = Object.fromEntries(
  Object.entries(LEVELS).map(([name, level]) => [level, name]),
);

interface ReadSetting {
  readonly enforcementLevel?: PackEnforcement;
  readonly [property: string]: JavaScriptValue | undefined;
}

function readSetting(settings: PackSettings, policy: string): ReadSetting {
  const setting = Object.hasOwn(settings, policy) ? settings[policy] : undefined;
  return typeof setting === "string" ? { enforcementLevel: setting } : (setting ?? {});
}

function defaultsOf(policy: messages.PolicyInfo): Record<string, JavaScriptValue> {
  const properties = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]): [string, JavaScriptValue][] => {
      const isObject = typeof schema === "object" && schema !== null && !Array.isArray(schema);
      return isObject && "default" in schema ? [[name, schema.default as JavaScriptValue]] : [];
    }),
  );
}

function schemaOf(policy: messages.PolicyInfo): object | undefined {
  const schema = policy.getConfigschema();
  if (schema === undefined) return undefined;
  return {
    type: "object",
    properties: schema.getProperties()?.toJavaScript() ?? {},
    required: schema.getRequiredList(),
  };
}
