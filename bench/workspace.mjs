import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const gate = join(root, "packages", "gate", "bin", "roadbed.js");
export const child = (name) => join(root, "bench", "children", name);

const folders = [];

/** Creates a directory inside the workspace, so that programs in it can import its packages. Git ignores it. */
export function scratch() {
  mkdirSync(join(root, ".roadbed"), { recursive: true });
  const folder = mkdtempSync(join(root, ".roadbed", "bench-"));
  folders.push(folder);
  return folder;
}

export function removeScratch() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Writes a JavaScript program with a number of resources, a tenth of them components. */
export function writeLoop(size, folder = scratch()) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "Pulumi.yaml"), "name: loop\nruntime: { name: nodejs, options: { typescript: false } }\n");
  writeFileSync(join(folder, "Pulumi.dev.yaml"), "config: {}\n");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "loop", main: "index.js" }));
  writeFileSync(join(folder, "index.js"), `require("./loop.js")(${size});\n`);
  copyFileSync(child("loop.js"), join(folder, "loop.js"));
  return folder;
}
