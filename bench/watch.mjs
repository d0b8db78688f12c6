import { spawn } from "node:child_process";
import { appendFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gate, root, scratch } from "./workspace.mjs";

const LIMIT = 0.5;
/** The time between a verdict and the next save, in which the next process loads the SDKs. */
const IDLE_MILLISECONDS = 8000;
/** The end of the last line of each verdict. */
const OUTCOME = /\(exit code \d+\)/;

/** Compares the later verdicts of `roadbed watch` with the first one, in the same run. */
export async function watch({ repetitions }) {
  const runs = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) runs.push(await measure());
  const fastest = (name) => Math.min(...runs.map((run) => run[name]));
  const [first, second] = [fastest("first"), fastest("second")];
  console.error(`first verdict ${first.toFixed(2)} s, second verdict ${second.toFixed(2)} s`);
  return [
    { name: "TypeScript, 60 resources, second verdict relative to the first", value: second / first, limit: LIMIT },
  ];
}

async function measure() {
  const example = scratch();
  cpSync(join(root, "examples", "network"), example, { recursive: true });
  let start = performance.now();
  const child = spawn(process.execPath, [gate, "watch", example, "-s", "dev"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  let output = "";
  const verdict = () =>
    new Promise((resolve, reject) => {
      exited.then((code) => reject(new Error(`roadbed watch exited with code ${code}:\n${output.slice(-3000)}`)));
      child.stdout.on("data", function listen(chunk) {
        output += chunk;
        if (!OUTCOME.test(output)) return;
        child.stdout.off("data", listen);
        output = "";
        resolve((performance.now() - start) / 1000);
      });
    });
  try {
    const first = await verdict();
    await setTimeout(IDLE_MILLISECONDS);
    start = performance.now();
    appendFileSync(join(example, "index.ts"), "// Saved.\n");
    return { first, second: await verdict() };
  } finally {
    child.kill("SIGINT");
    await exited;
  }
}
