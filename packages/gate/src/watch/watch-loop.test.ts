import { watchLoop, type SavedFiles } from "./watch-loop";

/** Files that a test saves. */
class TestFiles implements SavedFiles {
  #saved: string[] = [];
  #notify: (() => void) | undefined;

  save(...paths: readonly string[]): void {
    this.#saved.push(...paths);
    this.#notify?.();
  }

  async next(signal: AbortSignal): Promise<readonly string[]> {
    while (this.#saved.length === 0 && !signal.aborted)
      await new Promise<void>((resolve) => {
        this.#notify = resolve;
        signal.addEventListener("abort", () => resolve());
      });
    return this.#saved.splice(0);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve());
  });

describe("watchLoop", () => {
  const files = new TestFiles();
  let log: string[];
  beforeEach(() => (log = []));

  /** Runs the loop until it has shown the results of a number of checks. The number of a check is its result. */
  async function loop(shows: number, check: (count: number, signal: AbortSignal) => Promise<void>): Promise<void> {
    const cancellation = new AbortController();
    let checks = 0;
    await watchLoop(
      {
        files,
        check: async (signal, changed) => {
          checks += 1;
          const count = checks;
          log.push(`check ${count}: ${changed.join()}`);
          await check(count, signal);
          log.push(`end ${count}`);
          return count;
        },
        show: (count) => {
          log.push(`show ${count}`);
          if (log.filter((line) => line.startsWith("show")).length === shows) cancellation.abort();
          else files.save("a.ts");
          return Promise.resolve();
        },
      },
      cancellation.signal,
    );
  }

  it("checks again when files are saved, until it is canceled", async () => {
    await loop(2, () => Promise.resolve());
    expect(log).toEqual(["check 1: ", "end 1", "show 1", "check 2: a.ts", "end 2", "show 2"]);
  });

  it("ends a check when files are saved meanwhile, and starts the next one after its end", async () => {
    await loop(1, async (count, signal) => {
      if (count > 2) return;
      files.save(`${count}.ts`);
      await aborted(signal);
    });
    const outdated = ["check 1: ", "end 1", "check 2: 1.ts", "end 2"];
    expect(log).toEqual([...outdated, "check 3: 1.ts,2.ts", "end 3", "show 3"]);
  });

  it("ends with the error of a check", async () => {
    await expect(loop(1, () => Promise.reject(new Error("invalid preset")))).rejects.toThrow("invalid preset");
  });
});
