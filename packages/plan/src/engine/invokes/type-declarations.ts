/** A member of an interface. */
export interface InterfaceMember {
  readonly name: string;
  readonly optional: boolean;
  /** The member's type without `undefined` and `null`. Empty for a type that spans several lines. */
  readonly type: string;
}

/**
 * Returns the members of an interface in a declaration file of a provider SDK, or undefined if the file does not declare
 * it. The file must be formatted as the TypeScript compiler formats it.
 *
 * @param namespaces - the namespaces that contain the interface, from the outermost to the innermost
 */
export function interfaceMembers(
  text: string,
  name: string,
  namespaces: readonly string[] = [],
): readonly InterfaceMember[] | undefined {
  const indent = "    ".repeat(namespaces.length);
  let position = 0;
  for (const namespace of namespaces) {
    position = text.indexOf(`namespace ${namespace} {\n`, position);
    if (position < 0) return undefined;
  }
  const start = text.indexOf(`interface ${name} {\n`, position);
  const end = start < 0 ? -1 : text.indexOf(`\n${indent}}`, start);
  if (end < 0) return undefined;
  const member = new RegExp(`^${indent} {4}(?:readonly )?"?([\\w-]+)"?(\\?)?: (.*)$`, "gm");
  return [...text.slice(start, end).matchAll(member)].map(([, memberName = "", question, type = ""]) => ({
    name: memberName,
    optional: question !== undefined,
    type: withoutEmptyTypes(type),
  }));
}

function withoutEmptyTypes(type: string): string {
  const alternatives = type.replace(/;$/, "").split(" | ");
  return type.endsWith("{") ? "" : alternatives.filter((part) => part !== "undefined" && part !== "null").join(" | ");
}
