// What Roadbed costs, as ratios: each against what users have otherwise, in turns on the same machine, so that they hold
// where seconds do not. Ends with 1 where a ratio is above its bar.
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
import { removeScratch } from "./workspace.mjs";

const sections = { engine, typescript, stacks, testing, rules, pack, undecided };
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
    refuse(`There is no section ${name}; there are ${Object.keys(sections).join(", ")}.`);
for (const count of [...options.sizes, options.repetitions])
  if (!Number.isInteger(count) || count < 1) refuse("--sizes and --repetitions are whole numbers of at least 1.");

function refuse(message) {
  console.error(`error: ${message}`);
  process.exit(2);
}

/** A row of the table. `value` is a figure of its own; otherwise it is how often `other` fits in, by time and by processors. */
function shown({ name, value, wall, cpu, other, most }) {
  const ratio = value ?? (wall === undefined ? cpu / other.cpu : wall / other.wall);
  return {
    name,
    ratio,
    isMissed: most !== undefined && ratio > most,
    columns: {
      ratio: ratio.toFixed(2),
      "at most": most?.toFixed(2) ?? "",
      "ratio of CPU": other === undefined ? "" : (cpu / other.cpu).toFixed(2),
      "CPU s": cpu?.toFixed(2) ?? "",
      "CPU s of the other": other?.cpu.toFixed(2) ?? "",
    },
  };
}

const rows = [];
try {
  for (const [name, measure] of Object.entries(sections)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.error(`measuring: ${name}`);
    rows.push(...(await measure(options)).map(shown));
  }
} finally {
  removeScratch();
}
console.table(Object.fromEntries(rows.map(({ name, columns }) => [name, columns])));
const missed = rows.filter(({ isMissed }) => isMissed);
for (const { name, ratio } of missed) console.error(`above its bar: ${name}: ${ratio.toFixed(2)}`);
if (missed.length > 0) process.exitCode = 1;
