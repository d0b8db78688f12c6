import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isReference,
  isSecret,
  isUnknown,
  parseDocument,
  parseUrn,
  type LookupSubject,
  type ExposedSecret,
  type Plan,
  type Resource,
  type Urn,
  type Value,
} from "@roadbed/plan";
import type { ChangeExample, Example, Rule } from "@roadbed/policies";
import { callCode, formatCode, listCode, objectCode, type Code } from "./typescript-code";

/** The code of a rule's examples. */
export interface ExampleCodes {
  readonly fail: readonly string[];
  readonly pass: readonly string[];
}

/** Returns the examples of a rule as Pulumi programs in TypeScript. */
export function exampleCodes({ examples }: Rule): ExampleCodes {
  const { fail, pass }: Record<"fail" | "pass", readonly (ChangeExample | Example | Plan)[]> = examples;
  return { fail: fail.map(exampleCode), pass: pass.map(exampleCode) };
}

/** Returns an example of a rule as a Pulumi program in TypeScript, without imports. */
export function exampleCode(example: ChangeExample | Example | Plan): string {
  if ("before" in example) return changeCode(example);
  if (!("resources" in example)) return statement("example", example, codeOf(example.inputs));
  return [...(example.exposedSecrets ?? []).map(exposureComment), planCode(example.resources)].join("\n");
}

/** Returns the program before and after a change. */
function changeCode({ before, after }: ChangeExample): string {
  return ["// before", programCode(before), "// after", programCode(after)].join("\n");
}

const programCode = ({ resources }: Plan): string =>
  resources.length === 0 ? "// (no resources)" : planCode(resources);

const exposureComment = ({ name, path }: ExposedSecret): string =>
  `// ${path ?? "A name"} contains the configuration secret ${name}.`;

type Registered = Pick<Resource, "type" | "inputs"> & Partial<Pick<Resource, "id" | "options" | "external">>;

function planCode(resources: readonly Resource[]): string {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const referredTo = new Set(resources.flatMap(({ dependencies }) => dependencies));
  const name = (urn: Urn): string => variable(byUrn.get(urn)?.name ?? parseUrn(urn)?.name ?? "other");
  return referredToFirst(resources)
    .map((resource) => {
      const entries = Object.entries(resource.inputs).map(([property, value]): [string, Code] => {
        const pending = [...(resource.propertyDependencies[property] ?? [])];
        const next = (): string => {
          const [urn] = pending.length > 1 ? pending.splice(0, 1) : pending;
          return urn === undefined ? SOME_OUTPUT : name(urn) + outputFor(property, byUrn.get(urn)?.type);
        };
        return [property, codeOf(value, next)];
      });
      const code = statement(resource.name, resource, objectCode(entries));
      return referredTo.has(resource.urn) && resource.external !== true
        ? `const ${name(resource.urn)} = ${code}`
        : code;
    })
    .join("\n");
}

/**
 * Sorts resources so that each follows the resources it refers to. Resources that refer to each other keep their order.
 */
function referredToFirst(resources: readonly Resource[]): readonly Resource[] {
  const pending = [...resources];
  const sorted: Resource[] = [];
  while (pending.length > 0) {
    const urns = new Set(pending.map(({ urn }) => urn));
    const ready = pending.findIndex(({ urn, dependencies }) =>
      dependencies.every((other) => other === urn || !urns.has(other)),
    );
    sorted.push(...pending.splice(Math.max(ready, 0), 1));
  }
  return sorted;
}

function statement(name: string, { type, id, options = {}, external }: Registered, inputs: Code): string {
  const idText = typeof id === "string" ? JSON.stringify(id) : SOME_OUTPUT;
  if (external === true) return `const ${variable(name)} = ${className(type)}.get(${JSON.stringify(name)}, ${idText});`;
  const start = `new ${className(type)}(${JSON.stringify(name)}, `;
  const chosen = Object.entries(options).map(([option, value]): [string, Code] => [option, codeOf(value as Value)]);
  const last = chosen.length === 0 ? ");" : `, ${formatCode(objectCode(chosen))});`;
  const comment = typeof id === "string" ? `// its id is ${JSON.stringify(id)}\n` : "";
  return comment + start + formatCode(inputs, "", start.length + last.length) + last;
}

/** The expression for an unknown value. */
const SOME_OUTPUT = "someOutput";

/** The expressions for values from lookups. */
const LOOKUPS: Readonly<Record<LookupSubject, string>> = {
  image: "aws.ec2.getAmiOutput({ mostRecent: true }).id",
  snapshot: "aws.rds.getSnapshotOutput({ mostRecent: true }).id",
  "availability-zone": "aws.getAvailabilityZonesOutput().names[0]",
};

function codeOf(value: Value, nextReference: () => string = () => SOME_OUTPUT): Code {
  const inner = (member: Value): Code => codeOf(member, nextReference);
  if (isUnknown(value)) return value.origin?.kind === "lookup" ? LOOKUPS[value.origin.subject] : nextReference();
  if (isSecret(value)) return callCode("pulumi.secret", inner(value.value));
  if (isAsset(value)) return `new pulumi.asset.FileAsset(${JSON.stringify(value.path ?? "file")})`;
  if (isArchive(value)) return `new pulumi.asset.FileArchive(${JSON.stringify(value.path ?? "folder")})`;
  if (isReference(value)) return variable(parseUrn(value.urn)?.name ?? "other");
  if (isList(value)) return listCode(value.map(inner));
  if (isProperties(value)) return objectCode(Object.entries(value).map(([name, member]) => [name, inner(member)]));
  const document = typeof value === "string" ? parseDocument(value) : undefined;
  // The formatting of other documents may be part of the example.
  if (document !== undefined && JSON.stringify(document) === value) return callCode("JSON.stringify", inner(document));
  return JSON.stringify(value);
}

/** Returns the output of another resource that a property refers to, based on the property's name. */
function outputFor(property: string, type = ""): string {
  if (/arns?$/i.test(property)) return ".arn";
  if (type.startsWith("kubernetes:")) return ".metadata.name";
  return /names?$/i.test(property) ? ".name" : ".id";
}

/** Returns the class of a type, such as `aws.ecr.Repository` or `k8s.apps.v1.Deployment`. */
export function className(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  if (provider === "pulumi" && module === "providers") return `${moduleName(name)}.Provider`;
  const [first = "", version] = module.split("/");
  const group = first.split(".")[0] ?? "";
  const modules = provider === "kubernetes" ? [group, version] : [group];
  return [moduleName(provider), ...modules.filter((part) => part !== undefined && part !== "index"), name].join(".");
}

function moduleName(provider: string): string {
  return provider === "kubernetes" ? "k8s" : variable(provider);
}

const RESERVED = ["default", "new", "class", "function", "delete", "import", "export", "package", "public", "private"];

function variable(name: string): string {
  const words = name.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase());
  return RESERVED.includes(words) || !/^[A-Za-z_$]/.test(words) ? `_${words}` : words;
}
