// Runs modules, and programs in a preview. Reads an array of modules as JSON from standard input, and prints one line for
// each module that fails. Is copied to the project whose packages the modules import.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { preview } from "@roadbed/testing";

const require = createRequire(join(process.cwd(), "index.js"));
for (const { title, file, isProgram, config } of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    if (isProgram) await preview(() => require(`./${file}`), { config });
    else await import(`./${file}`);
  } catch (error) {
    console.log(`${title}: ${error instanceof Error ? error.message.replaceAll("\n", " ") : String(error)}`);
  }
}
