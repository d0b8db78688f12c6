import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deployed } from "./network";

/** A row of the tables of children: the names, such as `<tier>-<slot>`, and the type. */
export interface DocumentedChildren {
  readonly names: readonly string[];
  readonly type: string;
}

/** Returns the tables of children in a section of a guide. */
export function documentedChildren(guide: string, heading = "Escape hatch"): DocumentedChildren[] {
  const page = readFileSync(join(__dirname, "../../../docs", guide), "utf8");
  const [section = ""] = page.split(`\n## ${heading}\n`)[1]?.split("\n## ") ?? [];
  return [...section.matchAll(/^\| (`.+?`) +\| `((?:aws|kubernetes):\S+)` +\|$/gm)].map(
    ([, names = "", type = ""]) => ({
      names: [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
      type,
    }),
  );
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  "<tier>": "(?:public|private|isolated|pods)",
  "<slot>": "az\\d",
  "<name>": "(?:pods|office)",
  "<source>": "(?:anywhere|vpc|office|ci)(?:-ipv6)?",
  "<number>": "\\d+",
  "<port>": "\\d+",
  "<domain>": "(?:wildcard-)?example-com",
  "<service>": "[a-z0-9]+(?:-[a-z0-9]+)*",
  "<rule>": "(?:smtp|errors)",
  "<connection>": "database",
  "<schedule>": "mornings",
  "<principal>": "platform",
  "<namespace>": "(?:kube-system|default)",
  "<controller>": "(?:external-dns|external-secrets|load-balancer|cert-manager|karpenter)",
  "<policy>": "(?:node|registry|cni|ssm|metrics|cluster|compute|storage|load-balancing|networking)",
  "<set>-<monitor>": "(?:orders|resize|shop)-[a-z0-9-]+",
  "<subscription>": "(?:on-call|pagerduty|gateway|team|operations)",
  "<window>": "(?:upgrade|migration)",
  "<region>": "us-east-1",
  "<bits>": "[01]+",
  "<filter>": "errors",
  "<query>": "errors",
};

const patternOf = (name: string) =>
  new RegExp(
    `^${Object.entries(PLACEHOLDERS).reduce((source, [key, pattern]) => source.replaceAll(key, pattern), name)}$`,
  );

/** Returns `type name` for each child, without the prefix of the component. */
export async function childrenOf(program: () => unknown, component: string): Promise<string[]> {
  const { resources } = await deployed(program);
  return resources.slice(1).map(({ type, name }) => `${type} ${name.replace(`${component}-`, "")}`);
}

/** Expects that a table lists all children, and that each of its rows lists one. */
export function expectDocumented(documented: readonly DocumentedChildren[], children: readonly string[]): void {
  const rows = documented.flatMap(({ names, type }) => names.map((name) => ({ name, type, pattern: patternOf(name) })));
  const isDocumented = (child: string) => rows.some(({ type, pattern }) => matches(child, type, pattern));
  expect(children.filter((child) => !isDocumented(child))).toEqual([]);
  expect(rows.filter(({ type, pattern }) => !children.some((child) => matches(child, type, pattern)))).toEqual([]);
}

const matches = (child: string, type: string, pattern: RegExp): boolean => {
  const [childType, name = ""] = child.split(" ");
  return childType === type && pattern.test(name);
};
