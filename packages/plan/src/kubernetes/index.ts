/** What the Kubernetes provider's `Check` and `Diff` do with inputs. */
export { isClusterScoped } from "./cluster-scoped";
export { compareKubernetesInputs, type InputComparison } from "./compare-inputs";
export { providerSettings, type ProviderEnvironment } from "./provider-settings";
