// Compares the performance of Roadbed with alternatives and exits with 1 if a ratio exceeds its limit. See README.md.
//
//   npm run bench -- [section…] [--sizes 100,1000] [--repetitions 3]
import { parseArgs } from "node:util";
import { engine } from "./engine.mjs";
import { pack } from "./pack.mjs";
import { rules } from "./rules.mjs";
import { stacks } from "./stacks.mjs";
import { testing } from "./testing.mjs";
import { typescript } from "./typescript.mjs";
import { undecided } from "./undecided.mjs";
import { watch } from "./watch.mjs";
import { removeScratch } from "./workspace.mjs";

const sections = { engine, typescript, stacks, testing, rules, pack, undecided, watch };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: "string", default: "100,1000,5000,20000" },
    repetitions: { type: "string", default: "3" },
  },
});
const options = { sizes: values.sizes.split(",").map(Number), repetitions: Number(values.repetitions) };
for (const name of positionals)
  if (!Object.hasOwn(sections, name))
    exitWithUsageError(`Unknown section "${name}". The sections are ${Object.keys(sections).join(", ")}.`);
for (const count of [...options.sizes, options.repetitions])
  if (!Number.isInteger(count) || count < 1) exitWithUsageError("--sizes and --repetitions must be positive integers.");

function exitWithUsageError(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

/** Returns a row of the table. The ratio is `value` if it is set, and the duration relative to `other` otherwise. */
function tableRow({ name, value, wall, cpu, other, limit }) {
  const ratio = value ?? (wall === undefined ? cpu / other.cpu : wall / other.wall);
  return {
    name,
    ratio,
    isExceeded: limit !== undefined && ratio > limit,
    columns: {
      ratio: ratio.toFixed(2),
      limit: limit?.toFixed(2) ?? "",
      "CPU ratio": other === undefined ? "" : (cpu / other.cpu).toFixed(2),
      "CPU s": cpu?.toFixed(2) ?? "",
      "CPU s of the alternative": other?.cpu.toFixed(2) ?? "",
    },
  };
}

const rows = [];
try {
  for (const [name, measure] of Object.entries(sections)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.error(`measuring: ${name}`);
    rows.push(...(await measure(options)).map(tableRow));
  }
} finally {
  removeScratch();
}
console.table(Object.fromEntries(rows.map(({ name, columns }) => [name, columns])));
const exceeded = rows.filter(({ isExceeded }) => isExceeded);
for (const { name, ratio } of exceeded) console.error(`limit exceeded: ${name}: ${ratio.toFixed(2)}`);
if (exceeded.length > 0) process.exitCode = 1;
