import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gate, root } from "./workspace.mjs";

const LIMIT_PERCENT = 5;
/** Selects all rules. */
const PRESET = "strict";
/** The number of rules to print. */
const PRINTED_RULES = 10;

/** Measures the share of undecided results when nothing exists yet, so that most references are unknown. */
export async function undecided() {
  const examples = readdirSync(join(root, "examples")).filter((name) =>
    existsSync(join(root, "examples", name, "Pulumi.yaml")),
  );
  const rows = [];
  const byRule = new Map();
  for (const name of examples) {
    const { counts, findings } = await checkCreation(join(root, "examples", name));
    const undecidedCount = counts.undecided.mandatory + counts.undecided.advisory;
    for (const { kind, rule } of findings) if (kind === "undecided") byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    rows.push({
      name: `% undecided in ${name}: ${undecidedCount} of ${counts.checks} checks, ${counts.resources} resources`,
      value: (100 * undecidedCount) / counts.checks,
      limit: LIMIT_PERCENT,
    });
  }
  for (const [rule, count] of [...byRule].sort((a, b) => b[1] - a[1]).slice(0, PRINTED_RULES))
    console.error(`  undecided: ${rule} (${count})`);
  return rows;
}

/** Returns the verdict on a program without a base or a state, in which every resource is created. */
function checkCreation(folder) {
  const child = spawn(process.execPath, [gate, "check", folder, "-s", "dev", "--preset", PRESET, "-o", "json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (data) => (output += data));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const [stack] = output === "" ? [] : JSON.parse(output).stacks;
      if (stack?.counts.checks > 0) resolve(stack);
      else reject(new Error(`roadbed check ${folder} evaluated nothing and exited with code ${code}.`));
    });
  });
}
