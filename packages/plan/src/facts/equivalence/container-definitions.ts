import { isObject, isSameJson, parse, type Json, type JsonObject } from "./json";

/**
 * Whether two JSON arrays of ECS container definitions are equivalent as the AWS provider compares them: containers, variables,
 * and secrets in any order, and with or without the defaults of `essential` and of the protocol of a port.
 */
export function isSameContainerDefinitions(one: string, other: string): boolean {
  const [definitions, otherDefinitions] = [parse(one), parse(other)];
  if (definitions === undefined || otherDefinitions === undefined) return false;
  return isSameJson(normalize(definitions), normalize(otherDefinitions));
}

const normalize = (definitions: Json): Json =>
  Array.isArray(definitions)
    ? byName(
        (definitions as readonly Json[]).map((definition) =>
          isObject(definition) ? withDefaults(definition) : definition,
        ),
      )
    : definitions;

function withDefaults(definition: JsonObject): Json {
  const members = Object.entries(definition).map(([name, value]): [string, Json] => {
    if (!Array.isArray(value)) return [name, value];
    const elements = value as readonly Json[];
    if (name === "portMappings") return [name, elements.map(withProtocol)];
    return [name, name === "environment" || name === "secrets" ? byName(elements) : elements];
  });
  return { essential: true, ...Object.fromEntries(members) };
}

const withProtocol = (port: Json): Json => (isObject(port) ? { protocol: "tcp", ...port } : port);

const nameOf = (element: Json): string => (isObject(element) && typeof element.name === "string" ? element.name : "");

const byName = (elements: readonly Json[]): Json =>
  [...elements].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0));
