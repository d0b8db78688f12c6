import type { Rule } from "@roadbed/policies";

/** The base URL of the documentation. */
const DOCS = "https://github.com/roadbed-dev/roadbed/blob/main/docs";

/** The service of rules that apply to no resource type in particular. */
const NO_SERVICE = "pulumi";

/**
 * Returns the service of a rule: the service that the rule's ID begins with if one of the rule's types belongs to that
 * service, or else the service of at least half of the types. A rule whose types belong to many services has their
 * provider as its service.
 */
export function serviceOf(id: string, types: readonly string[]): string {
  const services = types.map(serviceOfType);
  const named = `aws.${id.split("-")[0] ?? ""}`;
  if (services.includes(named)) return named;
  const [service, count] = mostFrequent(services);
  return count * 2 >= types.length ? service : mostFrequent(types.map(providerOf))[0];
}

/** Returns the value that occurs most often, and how often; the service of rules without a resource type if there is none. */
function mostFrequent(values: readonly string[]): readonly [value: string, count: number] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<readonly [string, number]>(
    (most, entry) => (entry[1] > most[1] ? entry : most),
    [NO_SERVICE, 0],
  );
}

/** Returns the service of a resource type: a module of the AWS provider, or the name of another provider. */
function serviceOfType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "aws") return `aws.${module.split("/")[0] ?? ""}`;
  return provider === "pulumi" ? name : provider;
}

/** Returns the provider of a resource type. */
const providerOf = (type: string): string => serviceOfType(type).split(".")[0] ?? "";

/** The page of the rules on changes, which apply to resources of all services. */
const CHANGES = "changes";

/** Returns the service of a rule, or `changes` for rules on changes. */
export function ruleService({ id, types, topic }: Pick<Rule, "id" | "types" | "topic">): string {
  return topic === "changes" ? CHANGES : serviceOf(id, [...new Set(types)]);
}

/** Returns the path of a service's page, relative to the documentation directory. */
export function servicePage(service: string): string {
  return `rules/${service}.md`;
}

/** Returns the URL of a rule's documentation. The anchor never changes. */
export function ruleDocsUrl(rule: Pick<Rule, "id" | "types" | "topic">): string {
  return `${DOCS}/${servicePage(ruleService(rule))}#${rule.id}`;
}
