/** The URL of the documentation. */
const DOCS = "https://github.com/roadbed-dev/roadbed/blob/main/docs";

/**
 * Returns the service of a rule: the service that its ID begins with if one of its types belongs to it, or else the
 * most frequent service of its types.
 */
export function serviceOf(id: string, types: readonly string[]): string {
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

/** Returns the page of a service, relative to the directory of the documentation. */
export function servicePage(service: string): string {
  return `rules/${service}.md`;
}

/** Returns the URL of the documentation of a rule. The anchor never changes. */
export function ruleDocsUrl(id: string, types: readonly string[]): string {
  return `${DOCS}/${servicePage(serviceOf(id, [...new Set(types)]))}#${id}`;
}
