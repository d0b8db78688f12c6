/** The base URL of the documentation. */
const DOCS = "https://github.com/roadbed-dev/roadbed/blob/main/docs";

/** The service of rules that apply to no resource type in particular. */
const NO_SERVICE = "pulumi";

/**
 * Returns the service of a rule: the service that the rule's ID begins with if one of the rule's types belongs to that
 * service, or else the service that most of the types belong to.
 */
export function serviceOf(id: string, types: readonly string[]): string {
  if (types.length === 0) return NO_SERVICE;
  const counts = new Map<string, number>();
  for (const type of types) counts.set(serviceOfType(type), (counts.get(serviceOfType(type)) ?? 0) + 1);
  const named = `aws.${id.split("-")[0] ?? ""}`;
  const most = Math.max(...counts.values());
  return counts.has(named) ? named : ([...counts].find(([, count]) => count === most)?.[0] ?? "");
}

/** Returns the service of a resource type: a module of the AWS provider, or the name of another provider. */
function serviceOfType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "aws") return `aws.${module.split("/")[0] ?? ""}`;
  return provider === "pulumi" ? name : provider;
}

/** Returns the path of a service's page, relative to the documentation directory. */
export function servicePage(service: string): string {
  return `rules/${service}.md`;
}

/** Returns the URL of a rule's documentation. The anchor never changes. */
export function ruleDocsUrl(id: string, types: readonly string[]): string {
  return `${DOCS}/${servicePage(serviceOf(id, [...new Set(types)]))}#${id}`;
}
