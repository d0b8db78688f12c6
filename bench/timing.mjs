import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs a command and returns its output, its duration and its CPU time in seconds. The CPU time includes all child
 * processes, which only a shell can measure. The command gets an empty directory for temporary files, because ts-node
 * caches compiled files there and does not check their types again.
 *
 * @throws Error with the output if the command exits with an unexpected code
 */
export async function time(command, { cwd, environment = {}, codes = [0] }) {
  const folder = mkdtempSync(join(tmpdir(), "roadbed-bench-"));
  const outputFile = join(folder, "output");
  const script = `TIMEFORMAT="%R %U %S"; { time "$@" >"$ROADBED_OUTPUT" 2>&1 </dev/null; } 2>&1`;
  const child = spawn("bash", ["-c", script, "bash", ...command], {
    cwd,
    env: { ...process.env, ...environment, LC_ALL: "C", ROADBED_OUTPUT: outputFile, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let timing = "";
  child.stdout.on("data", (chunk) => (timing += chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const output = readFileSync(outputFile, "utf8");
  rmSync(folder, { recursive: true, force: true });
  if (!codes.includes(code)) throw new Error(`${command.join(" ")} exited with code ${code}:\n${output.slice(-3000)}`);
  const [wall, user, system] = timing.trim().split(/\s+/).map(Number);
  return { wall, cpu: user + system, output };
}

/** Returns the fastest run of each command. The commands alternate, so that a busy machine slows all of them down. */
export async function alternately(runs, repetitions) {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let repetition = 0; repetition < repetitions; repetition += 1)
    for (const [name, run] of Object.entries(runs)) results[name].push(await run());
  return Object.fromEntries(
    Object.entries(results).map(([name, measurements]) => [
      name,
      {
        wall: Math.min(...measurements.map(({ wall }) => wall)),
        cpu: Math.min(...measurements.map(({ cpu }) => cpu)),
        last: measurements.at(-1),
      },
    ]),
  );
}
