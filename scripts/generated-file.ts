import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");

/** Expects a generated file to be up to date. `npm run docs` writes the file instead. */
export function expectGenerated(path: string, content: string): void {
  const file = join(root, path);
  if (process.env.ROADBED_WRITE_DOCS !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const remedy = `If this differs, ${path} is out of date. Run "npm run docs".`;
  expect({ remedy, content: readFileSync(file, "utf8") }).toEqual({ remedy, content });
}

/**
 * Expects the part of a file between `<!-- generated: NAME -->` and `<!-- end: NAME -->` to have the content that its
 * source generates. `npm run docs` writes it.
 */
export function expectGeneratedSection(path: string, name: string, content: string): void {
  const [start, end] = [`<!-- generated: ${name} -->\n`, `<!-- end: ${name} -->`];
  const file = readFileSync(join(root, path), "utf8");
  const [before, rest] = file.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${path}: expected the markers ${start}${end}.`);
  expectGenerated(path, `${before}${start}\n${content}\n\n${end}${after}`);
}
