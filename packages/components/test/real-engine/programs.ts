import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CONFIGURATIONS } from "../upgrade/configurations";
import { COMPONENTS } from "./without-protection";

const ROOT = join(__dirname, "../../../..");
const TESTS = "packages/components/test";
const ENTRY_POINTS = ["aws", "kubernetes"];

/** A program that the Pulumi CLI can deploy. */
export interface TestProgram {
  readonly name: string;
  /** Writes the program to a folder that has the layout of the repository. */
  readonly write: (root: string) => ProgramFiles;
}

export interface ProgramFiles {
  /** The folder of the Pulumi project. */
  readonly folder: string;
  /** The files that create the components. */
  readonly files: readonly string[];
}

/** An example of the repository. */
export const exampleProgram = (example: string): TestProgram => ({
  name: `the example ${example}`,
  write: (root) => {
    const folder = writeProject(root, example);
    return { folder, files: [join(folder, "index.ts")] };
  },
});

/** A program from its source text. It can import the modules of the tests, and has the project file of an example. */
export const sourceProgram = (name: string, source: string): TestProgram => ({
  name,
  write: (root) => {
    const folder = writeProject(root, "registry");
    const file = join(folder, "index.ts");
    writeFileSync(file, source);
    writeTests(root);
    return { folder, files: [file] };
  },
});

/** Programs that together create all configurations that `upgrade.test.ts` tests. */
export function configurationPrograms(): readonly TestProgram[] {
  return independentConfigurations().map((names, index) => ({
    name: `the configurations ${index + 1}: ${names.join(", ")}`,
    write: (root) => {
      const { folder } = sourceProgram("", startOf(names)).write(root);
      const upgrade = join(root, TESTS, "upgrade");
      const files = readdirSync(upgrade).filter((file) => file.endsWith("configurations.ts"));
      return { folder, files: files.map((file) => join(upgrade, file)) };
    },
  }));
}

const startOf = (names: readonly string[]): string => `
import { CONFIGURATIONS } from "../../${TESTS}/upgrade/configurations";
for (const name of ${JSON.stringify(names)}) CONFIGURATIONS[name]!();
`;

/** Groups the configurations so that no group has two of one component, because their resources would have the same names. */
function independentConfigurations(): readonly (readonly string[])[] {
  const prefixes = [...COMPONENTS.keys()].map((name) => `${kebabCase(name)}-`);
  const groups: string[][] = [];
  const counts = new Map<string, number>();
  for (const name of Object.keys(CONFIGURATIONS)) {
    const prefix = prefixes.find((candidate) => name.startsWith(candidate)) ?? name;
    const index = counts.get(prefix) ?? 0;
    counts.set(prefix, index + 1);
    (groups[index] ??= []).push(name);
  }
  return groups;
}

const kebabCase = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, "-$&").toLowerCase();

function writeTests(root: string): void {
  cpSync(join(ROOT, TESTS), join(root, TESTS), { recursive: true });
  for (const entry of ENTRY_POINTS) {
    const file = join(root, `packages/components/src/${entry}/index.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `export * from "@roadbed/components/${entry}";\n`);
  }
}

function writeProject(root: string, example: string): string {
  const folder = join(root, "examples", example);
  cpSync(join(ROOT, "examples", example), folder, { recursive: true });
  cpSync(join(ROOT, "tsconfig.base.json"), join(root, "tsconfig.base.json"));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  return folder;
}
