import { setImmediate } from "node:timers/promises";
import { inParallel } from "./in-parallel";

describe("jobs in parallel", () => {
  it("give their results in the items' order, with no more at a time than allowed", async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel([3, 1, 2], 2, async (item) => {
      most = Math.max(most, (running += 1));
      for (let turn = 0; turn < item; turn += 1) await setImmediate();
      running -= 1;
      return item * 10;
    });
    expect([results, most]).toEqual([[30, 10, 20], 2]);
  });

  it("start no further one after a failure, and wait for those under way", async () => {
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
