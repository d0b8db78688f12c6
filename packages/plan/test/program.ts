import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plan } from "../src/model/plan";
import { findProgram, previewProgram, type PreviewOptions } from "../src/preview";
import { inTurn } from "./turns";

// Inside the workspace, so that programs can resolve its packages, and in a directory that git ignores.
const SCRATCH = join(__dirname, "..", ".roadbed");
const folders: string[] = [];

/** Writes files into a new directory and returns it. */
export function writeFiles(files: Readonly<Record<string, string>>): string {
  mkdirSync(SCRATCH, { recursive: true });
  const folder = mkdtempSync(join(SCRATCH, "test-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Removes all written files. */
export function removeFiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** Returns the files of a JavaScript program with `pulumi` and a resource class `Thing` in scope. */
export function javaScript(
  body: string,
  files: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    "Pulumi.yaml": "name: sample\nruntime: { name: nodejs, options: { typescript: false } }\n",
    "package.json": JSON.stringify({ name: "sample", main: "index.js" }),
    "index.js": `"use strict";
const pulumi = require("@pulumi/pulumi");
class Thing extends pulumi.CustomResource {
  constructor(name, inputs = {}, options) { super("test:index:Thing", name, inputs, options); }
}
${body}
`,
    ...files,
  };
}

/** Previews a program that consists of the given files. */
export async function previewFiles(
  files: Readonly<Record<string, string>>,
  options: Partial<PreviewOptions> = {},
): Promise<Plan> {
  const program = await findProgram(writeFiles(files));
  return inTurn(() => previewProgram(program, { stack: "dev", timeoutSeconds: 60, ...options }));
}
