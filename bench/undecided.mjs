import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gate, root } from "./workspace.mjs";

const MOST_PERCENT = 5;
/** All rules: what is undecided under another preset is among them. */
const PRESET = "strict";
/** How many rules are named. */
const NAMED = 10;

/** How much of the judgement of a creation is left open, where most references are not known yet. */
export async function undecided() {
  const examples = readdirSync(join(root, "examples")).filter((name) =>
    existsSync(join(root, "examples", name, "Pulumi.yaml")),
  );
  const rows = [];
  const byRule = new Map();
  for (const name of examples) {
    const { counts, findings } = await creationOf(join(root, "examples", name));
    const open = counts.undecided.mandatory + counts.undecided.advisory;
    for (const { kind, rule } of findings) if (kind === "undecided") byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    rows.push({
      name: `% undecided in ${name}: ${open} of ${counts.pairs} pairs, ${counts.resources} resources`,
      value: (100 * open) / counts.pairs,
      most: MOST_PERCENT,
    });
  }
  for (const [rule, count] of [...byRule].sort((a, b) => b[1] - a[1]).slice(0, NAMED))
    console.error(`  undecided: ${rule} (${count})`);
  return rows;
}

/** The verdict on one program of which nothing exists yet. */
function creationOf(folder) {
  const child = spawn(process.execPath, [gate, "check", folder, "-s", "dev", "--preset", PRESET, "-o", "json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (data) => (text += data));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const [stack] = text === "" ? [] : JSON.parse(text).stacks;
      if (stack?.counts.pairs > 0) resolve(stack);
      else reject(new Error(`${folder} could not be judged (exit code ${code}).`));
    });
  });
}
