import * as dagre from "@dagrejs/dagre";
import type { Resource } from "../packages/plan/src";
import { transitiveReduction, type Edge } from "./transitive-reduction";

interface Point {
  readonly x: number;
  readonly y: number;
}

interface NodeBox extends Point {
  readonly width: number;
  readonly height: number;
}

/** A graph of dagre. Its type declarations cannot be resolved, because they import each other without file extensions. */
interface LayoutGraph {
  setGraph(settings: Readonly<Record<string, string | number>>): void;
  setNode(id: string, size: Pick<NodeBox, "width" | "height">): void;
  setEdge(from: string, to: string, label: object): void;
  /** The size of the graph, which the layout computes, as it does the positions of nodes and edges. */
  graph(): { readonly width: number; readonly height: number };
  node(id: string): NodeBox;
  edges(): readonly object[];
  edge(edge: object): { readonly points: readonly Point[] };
}

const { Graph, layout } = dagre as unknown as {
  readonly Graph: new (settings: { readonly directed: boolean }) => LayoutGraph;
  readonly layout: (graph: LayoutGraph) => void;
};

/** The resources of one type in a diagram. */
interface TypeNode {
  readonly title: string;
  readonly subtitle: string;
}

const CHARACTER_WIDTH = 7.4;
const HEIGHT = 46;
const MARGIN = 16;
const CORNER = 6;

const STYLE = `
    svg { font: 13px system-ui, sans-serif; } .page { fill: #ffffff; }
    text { fill: #1f2328; text-anchor: middle; } .quiet { fill: #59636e; font-size: 11px; }
    .node { fill: #ddf4ff; stroke: #0969da; } .edge { fill: none; stroke: #818b98; } .head { fill: #818b98; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117; } text { fill: #f0f6fc; } .quiet { fill: #9198a1; }
      .node { fill: #12304f; stroke: #4493f8; } .edge { stroke: #656c76; } .head { fill: #656c76; }
    }`;

/**
 * Returns an SVG image with the resources of a component by type. An arrow leads from a type to the types that its resources
 * depend on. Dependencies that other arrows imply are omitted.
 */
export function componentDiagram(component: Resource, resources: readonly Resource[]): string {
  const types = [...new Set(resources.map(({ type }) => type))].sort();
  const graph = new Graph({ directed: true });
  graph.setGraph({ rankdir: "LR", nodesep: 12, ranksep: 36, marginx: MARGIN, marginy: MARGIN });
  const nodes = new Map(types.map((type) => [type, typeNode(component, byType(resources, type))]));
  for (const [type, { title, subtitle }] of nodes) {
    const width = Math.ceil(Math.max(title.length, subtitle.length) * CHARACTER_WIDTH) + 24;
    graph.setNode(type, { width, height: HEIGHT });
  }
  for (const [from, to] of transitiveReduction(edgesBetween(types, resources))) graph.setEdge(from, to, {});
  layout(graph);
  const { width, height } = graph.graph();
  const title = `The resources of ${component.type.split(":").at(-1) ?? ""}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" role="img" aria-labelledby="title">`,
    `<title id="title">${escape(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>`,
    `<rect class="page" width="${round(width)}" height="${round(height)}" rx="${CORNER}"/>`,
    ...graph.edges().map((edge) => edgePath(graph.edge(edge).points)),
    ...[...nodes].flatMap(([type, node]) => nodeParts(graph.node(type), node)),
    "</svg>",
    "",
  ].join("\n");
}

const byType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);

/** `aws:ec2/subnet:Subnet` becomes `ec2.Subnet`, and `kubernetes:networking.k8s.io/v1:Ingress` becomes `Ingress`. */
const shortType = (type: string): string =>
  type.replace(/^aws:([a-z0-9]+)(?:\/\w+)?:(\w+)$/i, "$1.$2").replace(/^kubernetes:[a-z0-9./]+:(\w+)$/, "$1");

function typeNode({ name }: Resource, resources: readonly Resource[]): TypeNode {
  const [resource] = resources;
  const title = shortType(resource?.type ?? "");
  if (resources.length !== 1) return { title, subtitle: `${resources.length} resources` };
  return { title, subtitle: resource?.name.replace(`${name}-`, "") ?? "" };
}

function edgesBetween(types: readonly string[], resources: readonly Resource[]): readonly Edge[] {
  const typeOf = new Map(resources.map(({ urn, type }) => [urn, type]));
  return types.flatMap((from) => {
    const targets = byType(resources, from).flatMap(({ dependencies }) => dependencies.map((urn) => typeOf.get(urn)));
    return [...new Set(targets)]
      .filter((to) => to !== undefined && to !== from)
      .sort()
      .map((to) => [from, to ?? ""] as const);
  });
}

const round = (value: number): number => Math.round(value);

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const edgePath = (points: readonly Point[]): string =>
  `<path class="edge" marker-end="url(#arrow)" d="M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}"/>`;

const nodeParts = ({ x, y, width, height }: NodeBox, { title, subtitle }: TypeNode): string[] => [
  `<rect class="node" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="${CORNER}"/>`,
  `<text x="${round(x)}" y="${round(y - 4)}">${escape(title)}</text>`,
  `<text class="quiet" x="${round(x)}" y="${round(y + 14)}">${escape(subtitle)}</text>`,
];
