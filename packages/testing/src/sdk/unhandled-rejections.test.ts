import { runInThisContext } from "node:vm";
import { collectUnhandledRejections } from "./unhandled-rejections";

const mainProcess = runInThisContext("process") as NodeJS.Process;
const EVENT = "unhandledRejection";
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function rejectUnhandled(error: Error): void {
  void Promise.reject(error);
}

describe("collectUnhandledRejections", () => {
  let runnerListeners: NodeJS.UnhandledRejectionListener[];
  const received = jest.fn();
  beforeEach(() => {
    received.mockReset();
    runnerListeners = mainProcess.listeners(EVENT);
    mainProcess.removeAllListeners(EVENT);
    mainProcess.on(EVENT, received);
  });
  afterEach(() => {
    mainProcess.removeAllListeners(EVENT);
    for (const listener of runnerListeners) mainProcess.on(EVENT, listener);
  });

  it("attributes each rejection to the function that caused it", async () => {
    const [first, second] = [new Error("first"), new Error("second")];
    const collected = await Promise.all(
      [first, second].map((error) =>
        collectUnhandledRejections(async () => {
          await pause(5);
          rejectUnhandled(error);
        }),
      ),
    );
    expect(collected).toEqual([[first], [second]]);
    expect(received).not.toHaveBeenCalled();
  });

  it("passes rejections from other code to the process's listeners", async () => {
    const other = new Error("other code");
    const collecting = collectUnhandledRejections(() => pause(20).then(() => undefined));
    rejectUnhandled(other);
    expect(await collecting).toEqual([]);
    expect(received).toHaveBeenCalledWith(other, expect.anything());
  });

  it("restores the process's listeners", async () => {
    await collectUnhandledRejections(() => Promise.resolve());
    expect(mainProcess.listeners(EVENT)).toEqual([received]);
  });
});
