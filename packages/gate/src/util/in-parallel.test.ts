import { setImmediate } from "node:timers/promises";
import { inParallel } from "./in-parallel";

describe("inParallel", () => {
  it("returns results in the order of the items and limits the number of running jobs", async () => {
    let running = 0;
    let maximum = 0;
    const results = await inParallel([3, 1, 2], 2, async (item) => {
      maximum = Math.max(maximum, (running += 1));
      for (let turn = 0; turn < item; turn += 1) await setImmediate();
      running -= 1;
      return item * 10;
    });
    expect([results, maximum]).toEqual([[30, 10, 20], 2]);
  });

  it("starts no further job after a failure and waits for the running jobs", async () => {
    const log: string[] = [];
    const job = async (item: string): Promise<void> => {
      log.push(`start ${item}`);
      await setImmediate();
      if (item === "bad") throw new Error("bad failed");
      await setImmediate();
      log.push(`end ${item}`);
    };
    await expect(inParallel(["slow", "bad", "next", "last"], 2, job)).rejects.toThrow("bad failed");
    expect(log).toEqual(["start slow", "start bad", "end slow"]);
  });
});
