import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");

/** Expects a file of the documentation to be what its source makes of it; `npm run docs` writes it. */
export function expectGenerated(path: string, content: string): void {
  const file = join(root, path);
  if (process.env.ROADBED_WRITE_DOCS !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const stale = `${path} is stale: npm run docs`;
  expect({ stale, content: readFileSync(file, "utf8") }).toEqual({ stale, content });
}
