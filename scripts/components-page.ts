import type { Resource } from "../packages/plan/src";
import * as permissions from "../packages/components/src/aws/permissions";
import { CONFIGURATIONS } from "../packages/components/test/upgrade/configurations";
import { deployed } from "../packages/components/test/network";
import type { DocumentedComponent, DocumentedInterface, DocumentedProperty } from "./component-declarations";
import { componentDiagram } from "./component-diagram";
import { prose, table } from "./markdown";

const INTRODUCTION = `# Components

This page lists the arguments, outputs, resources, and costs of all components. The [guides](README.md#guides) explain how to use
them. \`npm run docs\` generates this page from the doc comments and from previews of the components.

All components accept \`profile\`, \`protection\`, and \`adopt\`. AWS components also accept \`tags\` and \`region\`, and Kubernetes
components \`labels\`. If arguments are invalid, a component throws an \`ArgumentsError\` that lists all issues with a path, a
message, and one of these [codes](../packages/components/README.md#argument-errors). Outputs that resolve to invalid values fail
with the same message.
`;

/** A preview of a component. */
interface PreviewedComponent {
  readonly component: Resource;
  readonly resources: readonly Resource[];
}

/** Returns previews of all recorded configurations by the class of their component. */
export async function previewedComponents(): Promise<ReadonlyMap<string, readonly PreviewedComponent[]>> {
  const previews = new Map<string, PreviewedComponent[]>();
  for (const program of Object.values(CONFIGURATIONS)) {
    const plan = await deployed(program);
    const component = plan.resources.find(({ type }) => type.startsWith("roadbed:"));
    if (component === undefined) continue;
    const name = component.type.split(":").at(-1) ?? "";
    const resources = plan.descendants(component).filter(({ type }) => !type.startsWith("roadbed:"));
    previews.set(name, [...(previews.get(name) ?? []), { component, resources }]);
  }
  return previews;
}

/** Returns the page of all components and the images that it shows, by path. */
export function componentPages(
  components: readonly DocumentedComponent[],
  previews: ReadonlyMap<string, readonly PreviewedComponent[]>,
): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const sections = components.map((component) => {
    const [byDefault, ...others] = previews.get(component.name) ?? [];
    const largest = [...others].sort((a, b) => b.resources.length - a.resources.length)[0];
    const full = largest ?? byDefault;
    const image = `images/components/${component.name}.svg`;
    if (full !== undefined) files.set(`docs/${image}`, componentDiagram(full.component, full.resources));
    const resources =
      byDefault && full
        ? [
            "### Resources\n",
            `![The resources of ${component.name}](${image})\n`,
            ...resourceTable(byDefault, full),
            "",
          ]
        : [];
    return [
      ...description(component, components),
      ...resources,
      ...argumentTables(component),
      ...outputTable(component),
    ].join("\n");
  });
  const links = components.map(({ name }) => `- [${name}](#${name.toLowerCase()})`);
  files.set("docs/components.md", [INTRODUCTION, ...links, "", ...sections].join("\n"));
  return files;
}

const COST = /\$\d|\bfree\b|\bcosts?\b/i;

function description(
  { name, text, remarks, example }: DocumentedComponent,
  components: readonly DocumentedComponent[],
): string[] {
  const functions = Object.keys(permissions).filter((candidate) => new RegExp(`\\b${candidate}\\(`).test(example));
  const imports = [...new Set(components.map(({ entryPoint }) => entryPoint))].sort().flatMap((entryPoint) => {
    const classes = components.filter((candidate) => candidate.entryPoint === entryPoint && isUsed(candidate, example));
    const names = [...classes.map((component) => component.name), ...(entryPoint === "aws" ? functions : [])];
    return names.length > 0 ? [`import { ${names.join(", ")} } from "@roadbed/components/${entryPoint}";`] : [];
  });
  return [
    `## ${name}\n`,
    `${prose(text)}\n`,
    "```ts",
    ...(example.includes("kubernetes.") ? ['import * as kubernetes from "@pulumi/kubernetes";'] : []),
    ...imports,
    "",
    example.trim(),
    "```\n",
    ...remarks.filter((paragraph) => COST.test(paragraph)).map((paragraph) => `Costs: ${prose(paragraph)}\n`),
  ];
}

const isUsed = ({ name }: DocumentedComponent, example: string): boolean =>
  new RegExp(`\\bnew ${name}\\(|\\b${name}\\.`).test(example);

function resourceTable(byDefault: PreviewedComponent, full: PreviewedComponent): string[] {
  const count = ({ resources }: PreviewedComponent, type: string): string =>
    String(resources.filter((resource) => resource.type === type).length);
  const types = [...byDefault.resources, ...full.resources].map(({ type }) => type);
  const rows = [...new Set(types)].sort().map((type) => [`\`${type}\``, count(byDefault, type), count(full, type)]);
  return table(["Type", "By default", "With many arguments"], rows);
}

/** Returns a table for the arguments and for each interface that they refer to. */
function argumentTables({ name, argumentTypes }: DocumentedComponent): string[] {
  return argumentTypes
    .filter(({ properties }) => properties.length > 0)
    .flatMap((type: DocumentedInterface, index) => [
      index === 0 ? `### Arguments of ${name}\n` : `#### ${type.name} in ${name}\n\n${prose(type.text)}\n`,
      ...table(["Argument", "Type", "Default", "Description"], type.properties.map(argumentRow)),
      "",
    ]);
}

const code = (text: string): string => `\`${text.replaceAll("|", "\\|")}\``;

const argumentRow = (property: DocumentedProperty): string[] => [
  code(property.name),
  code(property.type),
  property.isOptional ? defaultText(property.default) : "required",
  prose(property.text),
];

/** Returns a default value as code if it is a literal, and otherwise as prose. */
const defaultText = (text = ""): string =>
  /^(?:"[^"]*"|\d+|true|false|\[.*\]|\{.*\})$/.test(text) ? code(text) : prose(text);

function outputTable({ name, properties }: DocumentedComponent): string[] {
  const rows = properties.map((property) => [code(property.name), code(property.type), prose(property.text)]);
  return [`### Outputs of ${name}\n`, ...table(["Property", "Type", "Description"], rows), ""];
}
