import type { PreviewOptions } from "@roadbed/plan/preview";
import { plan } from "../../test/plans";
import { NO_POLICIES } from "../../test/stages";
import type { PlanningOptions } from "../preview/make-plan";
import { evaluateStack } from "./evaluate-stack";

const preview = jest.fn<Promise<ReturnType<typeof plan>>, [unknown, PreviewOptions]>();
jest.mock("@roadbed/plan/preview", () => ({
  CONTEXT_FILE: "roadbed.context.json",
  previewProgram: (...parameters: Parameters<typeof preview>) => preview(...parameters),
}));

const target = { directory: ".", stack: "dev", program: { root: "/", directory: "/", entry: ".", project: "shop" } };
const options = (): PlanningOptions => ({
  engine: "embedded",
  config: {},
  passEnvironment: [],
  debug: false,
  signal: new AbortController().signal,
  onEvent: () => undefined,
});

describe("evaluateStack", () => {
  it("loads the rules after the program has started", async () => {
    const log: string[] = [];
    preview.mockImplementation(async (_, { onEvent }) => {
      await Promise.resolve();
      log.push("started");
      onEvent?.({ type: "started" });
      await new Promise(setImmediate);
      log.push("ended");
      return plan([]);
    });
    await evaluateStack(target, options(), () => {
      log.push("rules");
      return Promise.resolve(NO_POLICIES);
    });
    expect(log).toEqual(["started", "rules", "ended"]);
  });

  it("ends the program and waits for it if the rules cannot be loaded", async () => {
    const log: string[] = [];
    preview.mockImplementation((_, { onEvent, signal }) => {
      onEvent?.({ type: "started" });
      return new Promise((_resolve, reject) => {
        signal?.addEventListener("abort", () => {
          setImmediate(() => {
            log.push("ended");
            reject(new Error("canceled"));
          });
        });
      });
    });
    const failing = evaluateStack(target, options(), () => Promise.reject(new Error("no such preset")));
    await expect(failing.finally(() => log.push("done"))).rejects.toThrow("no such preset");
    expect(log).toEqual(["ended", "done"]);
  });

  it("throws the error of the preview without loading rules if the program cannot be started", async () => {
    const rules = jest.fn();
    preview.mockRejectedValue(new Error("there is no SDK"));
    await expect(evaluateStack(target, options(), rules)).rejects.toThrow("there is no SDK");
    expect(rules).not.toHaveBeenCalled();
  });
});
