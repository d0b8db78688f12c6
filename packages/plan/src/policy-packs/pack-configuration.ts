import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/**
 * Returns the configuration of each policy in a pack. As in the Pulumi CLI, the configuration contains the schema
 * defaults, which policies do not apply themselves.
 */
export function packConfiguration(info: messages.AnalyzerInfo): messages.ConfigureAnalyzerRequest {
  const request = new messages.ConfigureAnalyzerRequest();
  const settings = request.getPolicyconfigMap();
  const initial = info.getInitialconfigMap();
  const defaultSetting = initial.get("all");
  for (const policy of info.getPoliciesList()) {
    const policySetting = initial.get(policy.getName());
    const setting = new messages.PolicyConfig();
    setting.setEnforcementlevel((policySetting ?? defaultSetting ?? policy).getEnforcementlevel());
    setting.setProperties(
      Struct.fromJavaScript({ ...defaultsOf(policy), ...policySetting?.getProperties()?.toJavaScript() }),
    );
    settings.set(policy.getName(), setting);
  }
  return request;
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
