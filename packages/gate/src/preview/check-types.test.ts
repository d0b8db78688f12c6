import { PreviewError, type TypeProblem } from "@roadbed/plan/preview";
import { evaluation, plan } from "../../test/plans";
import { passedRun, verdictOf } from "../../test/verdicts";
import type { RunOptions } from "../evaluate/evaluate-stack";
import type { Judgement } from "../verdict/verdict";
import { withTypeCheck } from "./check-types";

const checkTypes = jest.fn<Promise<readonly TypeProblem[]>, [unknown, { signal: AbortSignal }]>();
jest.mock("@roadbed/plan/preview", () => ({
  ...jest.requireActual<object>("@roadbed/plan/preview"),
  checkTypes: (...parameters: Parameters<typeof checkTypes>) => checkTypes(...parameters),
}));

const target = { directory: ".", stack: "dev", program: { root: "/", directory: "/", entry: ".", project: "shop" } };
const options = (signal = new AbortController().signal): RunOptions => ({
  engine: "embedded",
  config: {},
  passEnvironment: [],
  debug: false,
  signal,
  onEvent: () => undefined,
});
const judgement: Judgement = { plan: plan([]), evaluation: evaluation() };
const problem: TypeProblem = {
  code: "TS2322",
  message: "It is a text.\n  It must be a number.",
  file: "index.ts",
  line: 3,
  column: 7,
};

const checked = async () => {
  const verdict = verdictOf({
    ...passedRun,
    result: await withTypeCheck(target, options(), () => Promise.resolve(judgement)),
  });
  return { code: verdict.exitCode, failures: verdict.failures.map(({ message }) => message), stack: verdict.stacks[0] };
};

describe("a check with its types", () => {
  it("fails by errors of the types, and lists them", async () => {
    checkTypes.mockResolvedValue([problem, { code: "TS5023", message: "Unknown option." }]);
    const { code, failures, stack } = await checked();
    expect([code, failures]).toEqual([1, ["2 errors of types; the first is index.ts:3:7: It is a text."]]);
    expect(stack?.typeErrors).toEqual([problem, { code: "TS5023", message: "Unknown option." }]);
  });

  it("passes without any", async () => {
    checkTypes.mockResolvedValue([]);
    expect(await checked()).toMatchObject({ code: 0, failures: [], stack: { outcome: "passed", typeErrors: [] } });
  });

  it("fails if they cannot be checked, beside what was found", async () => {
    checkTypes.mockRejectedValue(new PreviewError("usage", "There is no compiler."));
    expect(await checked()).toMatchObject({ code: 2, failures: ["There is no compiler."], stack: { engine: {} } });
  });

  it("ends the compiler, and waits for its end, if there is no plan", async () => {
    const log: string[] = [];
    checkTypes.mockImplementation(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            log.push("ended");
            reject(new Error("cancelled"));
          });
        }),
    );
    const failing = withTypeCheck(target, options(), () => Promise.reject(new Error("no plan")));
    await expect(failing.finally(() => log.push("done"))).rejects.toThrow("no plan");
    expect(log).toEqual(["ended", "done"]);
  });
});
