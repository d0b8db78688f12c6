import type { PreviewOptions } from "@roadbed/plan/preview";
import { PreviewError, StoppedPreviewError } from "@roadbed/plan/preview";
import { plan, resource } from "../../test/plans";
import { NO_POLICIES } from "../../test/stages";
import { CommandError } from "../failures/command-error";
import type { PlanningOptions } from "../preview/make-plan";
import { evaluateStack } from "./evaluate-stack";

const preview = jest.fn<Promise<ReturnType<typeof plan>>, [unknown, PreviewOptions]>();
jest.mock("@roadbed/plan/preview", () => ({
  ...jest.requireActual<object>("@roadbed/plan/preview"),
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

  it.each([
    ["the time limit", false, { code: "timeout", message: "It is slow." }],
    ["a signal", true, { code: "canceled", message: "It was canceled by SIGINT." }],
  ])("evaluates what a program had registered when %s stopped it", async (_, isCanceled, failure) => {
    const controller = new AbortController();
    const found = resource("aws:s3/bucket:Bucket", "data");
    preview.mockImplementation((_program, { onEvent }) => {
      onEvent?.({ type: "started" });
      if (isCanceled) controller.abort(new CommandError("canceled", "It was canceled by SIGINT."));
      const code = isCanceled ? "canceled" : "timeout";
      return Promise.reject(new StoppedPreviewError(new PreviewError(code, "It is slow."), plan([found])));
    });
    const load = () => Promise.resolve(NO_POLICIES);
    const evaluated = await evaluateStack(target, { ...options(), signal: controller.signal }, load);
    expect(evaluated.plan.resources).toContain(found);
    expect(evaluated.failures).toEqual([failure]);
  });

  it("throws the error of the preview without loading rules if the program cannot be started", async () => {
    const rules = jest.fn();
    preview.mockRejectedValue(new Error("there is no SDK"));
    await expect(evaluateStack(target, options(), rules)).rejects.toThrow("there is no SDK");
    expect(rules).not.toHaveBeenCalled();
  });
});
