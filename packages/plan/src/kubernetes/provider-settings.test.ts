import { makeSecret, propertyMap, UNKNOWN, type Value } from "../model";
import { providerSettings } from "./provider-settings";

const settingsOf = (inputs: Record<string, Value>, environment = {}) =>
  providerSettings(propertyMap(Object.entries(inputs)), environment);

const kubeconfig = `
apiVersion: v1
current-context: staging
contexts:
  - name: staging
    context: { cluster: a, namespace: shop }
  - name: production
    context: { cluster: b }
`;

describe("providerSettings", () => {
  it.each<[string, Record<string, Value>, string | undefined]>([
    ["the provider's namespace", { namespace: "apps", kubeconfig }, "apps"],
    ["the namespace of the current context", { kubeconfig }, "shop"],
    ["the namespace of a context in a secret kubeconfig", { kubeconfig: makeSecret(kubeconfig) }, "shop"],
    ["the default namespace for a context without one", { kubeconfig, context: "production" }, "default"],
    ["no namespace for a kubeconfig file", { kubeconfig: "~/.kube/config" }, undefined],
    ["no namespace for an invalid kubeconfig", { kubeconfig: "contexts: [" }, undefined],
    ["no namespace for a kubeconfig with an undefined alias", { kubeconfig: "contexts: *missing" }, undefined],
    ["no namespace for a kubeconfig that is not known", { kubeconfig: UNKNOWN }, undefined],
    ["no namespace if it is not known", { namespace: UNKNOWN, kubeconfig }, undefined],
    ["no namespace if the context is not known", { kubeconfig, context: UNKNOWN }, undefined],
    ["no namespace if it depends on the environment", {}, undefined],
  ])("returns %s", (_, inputs, namespace) => {
    expect(settingsOf(inputs).namespace).toBe(namespace);
  });

  it("returns whether the provider updates Secrets and ConfigMaps in place", () => {
    expect(settingsOf({})).toMatchObject({ mutableSecrets: false, mutableConfigMaps: false });
    expect(settingsOf({ enableSecretMutable: "true" }).mutableSecrets).toBe(true);
    expect(settingsOf({ enableConfigMapMutable: true }).mutableConfigMaps).toBe(true);
    expect(settingsOf({ enableSecretMutable: UNKNOWN }).mutableSecrets).toBeUndefined();
    expect(providerSettings(undefined, {})).toEqual({});
  });

  it("reads environment variables for settings that the provider does not have", () => {
    const environment = { PULUMI_K8S_ENABLE_SECRET_MUTABLE: "true" };
    expect(settingsOf({}, environment).mutableSecrets).toBe(true);
    expect(settingsOf({ enableSecretMutable: "false" }, environment).mutableSecrets).toBe(false);
  });
});
