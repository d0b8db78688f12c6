import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { runBaseSetup } from "./base-setup";

const directory = mkdtempSync(join(tmpdir(), "roadbed-setup-"));
afterAll(() => rmSync(directory, { recursive: true }));

const NEVER = new AbortController().signal;
const onLinux = process.platform === "linux" ? it : it.skip;

/** Writes its process id to a file, and goes on. */
const left = (name: string): string => `(trap '' TERM HUP; sh -c 'echo $$ > ${name}; exec sleep 600' &)`;

/** Whether the process whose id is in a file is there; one that has ended and that nobody asked for is not. */
function isRunning(name: string): boolean {
  const id = readFileSync(join(directory, name), "utf8").trim();
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false;
  }
}

/** A process that was killed takes a moment to end. */
async function isGone(name: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(name); tries += 1) await setTimeout(20);
  return !isRunning(name);
}

async function written(name: string): Promise<void> {
  while (!existsSync(join(directory, name)) || readFileSync(join(directory, name), "utf8") === "") await setTimeout(10);
}

describe("the command that makes a base ready", () => {
  onLinux("takes everything along that it started, whether it holds the pipe open or not", async () => {
    await runBaseSetup(
      { command: `${left("a")}; while ! test -s a; do sleep 0.05; done`, directory },
      { signal: NEVER },
    );
    expect(await isGone("a")).toBe(true);
  });

  onLinux("ends by a timeout with all of it, even what does not want to", async () => {
    const running = runBaseSetup(
      { command: `${left("b")}; sleep 600`, directory },
      { signal: NEVER, timeoutSeconds: 1 },
    );
    await expect(running).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/ 1 seconds\.$/) as string,
    });
    expect(await isGone("b")).toBe(true);
  });

  onLinux("ends with the signal that ends the run, for its reason", async () => {
    const stop = new AbortController();
    const running = runBaseSetup({ command: `${left("c")}; sleep 600`, directory }, { signal: stop.signal });
    await written("c");
    stop.abort(new Error("cancelled"));
    await expect(running).rejects.toThrow("cancelled");
    expect(await isGone("c")).toBe(true);
  });

  it("does not start when the run has ended, and may print what it likes", async () => {
    const ended = runBaseSetup(
      { command: "echo > d", directory },
      { signal: AbortSignal.abort(new Error("cancelled")) },
    );
    await expect(ended).rejects.toThrow("cancelled");
    expect(existsSync(join(directory, "d"))).toBe(false);
    await runBaseSetup({ command: "seq 100000 && seq 100000 >&2", directory }, { signal: NEVER });
  });

  it("says how it ended, and the last of its complaints", async () => {
    const ending = (command: string) => runBaseSetup({ command, directory }, { signal: NEVER });
    await expect(ending("echo a >&2; echo b >&2; exit 3")).rejects.toThrow("exited with 3: b");
    await expect(ending("kill -9 $$")).rejects.toThrow(/^baseSetup "kill -9 \$\$" was ended by a signal\.$/);
  });
});
