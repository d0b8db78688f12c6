import { PreviewError, type TypeProblem } from "@roadbed/plan/preview";
import { checkTypesDuring } from "./check-types";
import type { PlanningOptions } from "./make-plan";

const checkTypes = jest.fn<Promise<readonly TypeProblem[]>, [unknown, { signal: AbortSignal }]>();
jest.mock("@roadbed/plan/preview", () => ({
  ...jest.requireActual<object>("@roadbed/plan/preview"),
  checkTypes: (...parameters: Parameters<typeof checkTypes>) => checkTypes(...parameters),
}));

const target = { directory: ".", stack: "dev", program: { root: "/", directory: "/", entry: ".", project: "shop" } };
const options = (signal = new AbortController().signal): PlanningOptions => ({
  engine: "embedded",
  config: {},
  passEnvironment: [],
  debug: false,
  signal,
  onEvent: () => undefined,
});
const problem: TypeProblem = {
  code: "TS2322",
  message: "It is a text.\n  It must be a number.",
  file: "index.ts",
  line: 3,
  column: 7,
};

describe("checkTypesDuring", () => {
  it("returns the type errors and the result of the work", async () => {
    checkTypes.mockResolvedValue([problem]);
    expect(await checkTypesDuring(target, options(), () => Promise.resolve("plan"))).toEqual({
      result: "plan",
      typeCheck: { typeErrors: [problem] },
    });
  });

  it("returns a failure and the result of the work if types cannot be checked", async () => {
    checkTypes.mockRejectedValue(new PreviewError("usage", "There is no compiler."));
    expect(await checkTypesDuring(target, options(), () => Promise.resolve("plan"))).toEqual({
      result: "plan",
      typeCheck: { failure: { code: "preview-not-possible", message: "There is no compiler." } },
    });
  });

  it("ends the compiler and waits for it if the work fails", async () => {
    const log: string[] = [];
    checkTypes.mockImplementation(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            log.push("ended");
            reject(new Error("canceled"));
          });
        }),
    );
    const failing = checkTypesDuring(target, options(), () => Promise.reject(new Error("no plan")));
    await expect(failing.finally(() => log.push("done"))).rejects.toThrow("no plan");
    expect(log).toEqual(["ended", "done"]);
  });
});
