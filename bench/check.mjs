// What the gate costs: `roadbed check` of an example against the program alone, which is `cmd/run` of the SDK and a
// monitor that only answers. Both run in turns on the same machine, so that their ratio holds where seconds do not.
//
//   npm run bench -- [folder of an example] [repetitions]
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { serveBareMonitor } from "./bare-monitor.mjs";

const MOST_RATIO = 1.5;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { parse } = createRequire(join(root, "packages", "plan", "package.json"))("yaml");
const [folder = join(root, "examples", "registry"), repetitions = "7"] = process.argv.slice(2);
const example = resolve(folder);
const { name: project } = parse(readFileSync(join(example, "Pulumi.yaml"), "utf8"));
const { config = {} } = parse(readFileSync(join(example, "Pulumi.dev.yaml"), "utf8")) ?? {};
const runner = createRequire(join(example, "index.ts")).resolve("@pulumi/pulumi/cmd/run");

/** The seconds a node process takes from its start to its end, and its exit code. */
function time(parameters, environment = {}) {
  const start = performance.now();
  const child = spawn(process.execPath, parameters, {
    cwd: example,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => done({ seconds: (performance.now() - start) / 1000, code }));
  });
}

const gate = () => time([join(root, "packages", "gate", "bin", "roadbed.js"), "check", example, "--stack", "dev"]);

async function programAlone() {
  const monitor = await serveBareMonitor();
  const { address } = monitor;
  const flags = { monitor: address, engine: address, project, stack: "dev", pwd: example, parallel: "16" };
  const settings = Object.entries(config).map(([key, value]) => [key.replace(":", ":config:"), String(value)]);
  try {
    const result = await time(
      [runner, ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`), "--dry-run", "."],
      {
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(settings)),
        PULUMI_NODEJS_TYPESCRIPT: "true",
        // As the gate runs it: types are checked by the compiler.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      },
    );
    if (result.code !== 0 || monitor.registered() === 0)
      throw new Error("The program does not run by itself; there is nothing to compare with.");
    return result;
  } finally {
    monitor.close();
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const runs = { "the program alone": programAlone, "roadbed check": gate };
const seconds = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
const codes = {};
for (const run of Object.values(runs)) await run(); // fills the caches of the file system
for (let repetition = 0; repetition < Number(repetitions); repetition += 1)
  for (const [name, run] of Object.entries(runs)) {
    const result = await run();
    seconds[name].push(result.seconds);
    codes[name] = result.code;
  }

const base = median(seconds["the program alone"]);
console.log(`${example}, median of ${repetitions}`);
console.table(
  Object.fromEntries(
    Object.entries(seconds).map(([name, all]) => [
      name,
      {
        seconds: median(all).toFixed(2),
        fastest: Math.min(...all).toFixed(2),
        slowest: Math.max(...all).toFixed(2),
        ratio: (median(all) / base).toFixed(2),
        "exit code": codes[name],
      },
    ]),
  ),
);
const ratio = median(seconds["roadbed check"]) / base;
if (ratio > MOST_RATIO) {
  console.error(`roadbed check takes ${ratio.toFixed(2)} times the program alone; at most ${MOST_RATIO} is allowed.`);
  process.exitCode = 1;
}
