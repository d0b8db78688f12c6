import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs a command and returns what it took, in seconds: from its start to its end, and of processors, with all processes
 * that it started and waited for. Only a shell tells the latter. Its folder for temporary files is empty: ts-node keeps
 * what it compiled there, and checks no types of what it has kept.
 *
 * @throws Error with what the command said, if it ends with none of the expected codes
 */
export async function time(command, { cwd, environment = {}, codes = [0] }) {
  const folder = mkdtempSync(join(tmpdir(), "roadbed-bench-"));
  const said = join(folder, "said");
  const script = `TIMEFORMAT="%R %U %S"; { time "$@" >"$ROADBED_SAID" 2>&1 </dev/null; } 2>&1`;
  const child = spawn("bash", ["-c", script, "bash", ...command], {
    cwd,
    env: { ...process.env, ...environment, LC_ALL: "C", ROADBED_SAID: said, TMPDIR: folder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const text = readFileSync(said, "utf8");
  rmSync(folder, { recursive: true, force: true });
  if (!codes.includes(code)) throw new Error(`${command.join(" ")} ended with ${code}:\n${text.slice(-3000)}`);
  const [wall, user, system] = output.trim().split(/\s+/).map(Number);
  return { wall, cpu: user + system, said: text };
}

/** The least that each run takes of several, made in turns so that a busy machine slows all of them down alike. */
export async function alternately(runs, repetitions) {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let repetition = 0; repetition < repetitions; repetition += 1)
    for (const [name, run] of Object.entries(runs)) results[name].push(await run());
  return Object.fromEntries(
    Object.entries(results).map(([name, all]) => [
      name,
      { wall: Math.min(...all.map(({ wall }) => wall)), cpu: Math.min(...all.map(({ cpu }) => cpu)), last: all.at(-1) },
    ]),
  );
}
