import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { runBaseSetup } from "./base-setup";

const directory = mkdtempSync(join(tmpdir(), "roadbed-setup-"));
afterAll(() => rmSync(directory, { recursive: true }));

const NEVER = new AbortController().signal;
const onLinux = process.platform === "linux" ? it : it.skip;

/** A command that starts a background process, which writes its process ID to a file and ignores signals. */
const startBackgroundProcess = (name: string): string =>
  `(trap '' TERM HUP; sh -c 'echo $$ > ${name}; exec sleep 600' &)`;

/** Whether the process whose ID is in a file is running. A zombie process is not. */
function isRunning(name: string): boolean {
  const id = readFileSync(join(directory, name), "utf8").trim();
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
  } catch {
    return false;
  }
}

/** Waits for a killed process to end. Returns whether it ended. */
async function isGone(name: string): Promise<boolean> {
  for (let tries = 0; tries < 100 && isRunning(name); tries += 1) await setTimeout(20);
  return !isRunning(name);
}

async function waitForContent(name: string): Promise<void> {
  while (!existsSync(join(directory, name)) || readFileSync(join(directory, name), "utf8") === "") await setTimeout(10);
}

describe("runBaseSetup", () => {
  onLinux("ends the processes that the command started, even if they keep standard error open", async () => {
    await runBaseSetup(
      { command: `${startBackgroundProcess("a")}; while ! test -s a; do sleep 0.05; done`, directory },
      { signal: NEVER },
    );
    expect(await isGone("a")).toBe(true);
  });

  onLinux("ends the command and all of its processes after the timeout", async () => {
    const running = runBaseSetup(
      { command: `${startBackgroundProcess("b")}; sleep 600`, directory },
      { signal: NEVER, timeoutSeconds: 1 },
    );
    await expect(running).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringMatching(/ 1 seconds\.$/) as string,
    });
    expect(await isGone("b")).toBe(true);
  });

  onLinux("ends the command if the signal is aborted, and throws the reason of the signal", async () => {
    const stop = new AbortController();
    const running = runBaseSetup(
      { command: `${startBackgroundProcess("c")}; sleep 600`, directory },
      { signal: stop.signal },
    );
    await waitForContent("c");
    stop.abort(new Error("canceled"));
    await expect(running).rejects.toThrow("canceled");
    expect(await isGone("c")).toBe(true);
  });

  it("does not start the command if the signal is already aborted, and ignores long output", async () => {
    const ended = runBaseSetup(
      { command: "echo > d", directory },
      { signal: AbortSignal.abort(new Error("canceled")) },
    );
    await expect(ended).rejects.toThrow("canceled");
    expect(existsSync(join(directory, "d"))).toBe(false);
    await runBaseSetup({ command: "seq 100000 && seq 100000 >&2", directory }, { signal: NEVER });
  });

  it("reports how the command ended and the last line of its error output", async () => {
    const ending = (command: string) => runBaseSetup({ command, directory }, { signal: NEVER });
    await expect(ending("echo a >&2; echo b >&2; exit 3")).rejects.toThrow("exited with code 3: b");
    await expect(ending("kill -9 $$")).rejects.toThrow(
      /^the baseSetup command "kill -9 \$\$" was ended by a signal\.$/,
    );
  });
});
