import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { javaScript, previewFiles, removeFiles, writeFiles } from "../../test/program";
import type { Plan } from "../model/plan";

// A separate directory, to check what a preview leaves behind.
const temporary = mkdtempSync(join(tmpdir(), "program-exit-"));
process.env.TMPDIR = temporary;

afterAll(() => {
  removeFiles();
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect(left).toEqual([]);
});

const errors = (plan: Plan) =>
  plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

/** Returns the names of the resources, without default providers and the stack. */
const names = (plan: Plan) =>
  plan.resources.filter(({ custom, implicit }) => custom && !implicit).map(({ name }) => name);

const first = `new Thing("first");`;

describe("the plan of a program that exits", () => {
  it.concurrent("succeeds after normal completion", async () => {
    const plan = await previewFiles(javaScript(`${first} exports.answer = 42;`));
    expect(plan).toMatchObject({ result: "succeeded", outputs: { answer: 42 }, diagnostics: [], priorState: "none" });
    expect(plan.endedEarly).toBe(false);
    expect(plan.gaps.notes).toEqual([]);
    expect(names(plan)).toEqual(["first"]);
  });

  it.concurrent("contains earlier resources and the error without a stack trace", async () => {
    const plan = await previewFiles(
      javaScript(`${first} process.once("beforeExit", () => { throw new TypeError("no such thing"); });`),
    );
    expect(plan).toMatchObject({ result: "failed", endedEarly: true });
    expect(names(plan)).toEqual(["first"]);
    expect(errors(plan)).toEqual(["TypeError: no such thing (index.js:6:62)"]);
  });

  it.concurrent("contains the stack trace with debug", async () => {
    const plan = await previewFiles(javaScript(`throw new Error("deep");`), { debug: true });
    expect(errors(plan)).toEqual([expect.stringMatching(/Error: deep\n\s+at .*index\.js/)]);
  });

  it.concurrent("contains an error in an apply once", async () => {
    const plan = await previewFiles(javaScript(`pulumi.output(1).apply(() => { throw new Error("applied"); });`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual([expect.stringContaining("Error: applied")]);
  });

  it.concurrent("contains only the message of a RunError", async () => {
    const plan = await previewFiles(javaScript(`throw new pulumi.RunError("set the region first");`));
    expect(errors(plan)).toEqual(["set the region first"]);
  });

  it.concurrent("names missing configuration", async () => {
    const plan = await previewFiles(javaScript(`new pulumi.Config().require("region");`));
    expect(errors(plan)).toEqual([expect.stringContaining("Missing required configuration variable 'sample:region'")]);
  });

  it.concurrent("fails after process.exit(3)", async () => {
    const plan = await previewFiles(javaScript(`${first} setTimeout(() => process.exit(3), 200);`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual(["Program exited with non-zero exit code: 3"]);
  });

  it.concurrent("contains a warning after an early process.exit(0)", async () => {
    const plan = await previewFiles(javaScript(`${first} process.once("beforeExit", () => process.exit(0));`));
    expect(plan).toMatchObject({ result: "succeeded", endedEarly: true });
    expect(plan.gaps.notes).toEqual([expect.stringContaining("exited with code 0 before it finished")]);
    expect(plan.diagnostics).toEqual([{ severity: "warning", message: plan.gaps.notes[0] }]);
  });

  it.concurrent("contains a warning if the program awaits a promise that never settles", async () => {
    const plan = await previewFiles(
      javaScript(`module.exports = (async () => { ${first} await new Promise(() => {}); new Thing("second"); })();`),
    );
    expect([plan.result, plan.endedEarly, names(plan)]).toEqual(["succeeded", true, ["first"]]);
    expect(plan.gaps.notes).toEqual([expect.stringContaining("a promise that never settles")]);
  });

  it.concurrent("fails if an input is a promise that never settles", async () => {
    const plan = await previewFiles(
      javaScript(`new Thing("waiting", { value: new Promise(() => {}) }); new Thing("first");`),
    );
    expect(plan.result).toBe("failed");
    expect(names(plan)).toEqual(["first"]);
    expect(errors(plan)).toEqual([expect.stringContaining("still active")]);
  });

  it.concurrent("fails after a signal", async () => {
    const plan = await previewFiles(javaScript(`process.kill(process.pid, "SIGKILL");`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual(["The program was terminated by SIGKILL."]);
  });

  it.concurrent("fails if the entry file is missing", async () => {
    const files = Object.entries(javaScript("")).filter(([path]) => path !== "index.js");
    const plan = await previewFiles(Object.fromEntries(files));
    expect(plan.result).toBe("failed");
    expect(errors(plan).join()).toContain("Cannot find module");
  });

  it.concurrent("fails for a syntax error", async () => {
    const plan = await previewFiles(javaScript("const = 1;"));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual([expect.stringContaining("SyntaxError: Unexpected token '='")]);
  });

  it.concurrent("fails if the program logs an error, but does not end early", async () => {
    const plan = await previewFiles(javaScript(`pulumi.log.error("not like this"); ${first}`));
    expect(plan).toMatchObject({ result: "failed", endedEarly: false });
    expect(errors(plan)).toEqual(["not like this"]);
    expect(names(plan)).toEqual(["first"]);
  });

  it.concurrent.each([
    ["throws", `throw new Error("boom");`],
    ["exits with code 0", `process.exit(0);`],
    ["awaits a promise that never settles", `await new Promise(() => {});`],
    ["registers a duplicate", first],
  ])("ends early if the program logs an error and then %s", async (_, end) => {
    const body = `module.exports = (async () => {
      ${first}
      await pulumi.log.error("not like this");
      ${end}
      new Thing("second");
    })();`;
    expect(await previewFiles(javaScript(body))).toMatchObject({ result: "failed", endedEarly: true });
  });
});

describe("a program that does not exit", () => {
  const hanging = javaScript(`${first} setInterval(() => {}, 1000);`);

  it.concurrent("is stopped after the timeout", async () => {
    await expect(previewFiles(hanging, { timeoutSeconds: 4 })).rejects.toMatchObject({
      name: "PreviewError",
      code: "timeout",
      message: expect.stringContaining("4 s") as string,
    });
  });

  it.concurrent("is not stopped early for a timeout beyond the timer limit", async () => {
    const plan = await previewFiles(javaScript(first), { timeoutSeconds: 3_000_000 });
    expect(plan.result).toBe("succeeded");
  });

  it.concurrent("is killed if it ignores SIGTERM", async () => {
    const deaf = javaScript(`process.on("SIGTERM", () => {}); for (;;);`);
    await expect(previewFiles(deaf, { timeoutSeconds: 3 })).rejects.toMatchObject({ code: "timeout" });
  });

  it.concurrent("is stopped when the preview is canceled, and the error has the plan up to that point", async () => {
    const controller = new AbortController();
    const running = previewFiles(hanging, {
      signal: controller.signal,
      onEvent: ({ type }) => {
        if (type === "registered") controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({
      name: "PreviewError",
      code: "canceled",
      plan: { result: "failed", endedEarly: true, resources: [{ type: "pulumi:pulumi:Stack" }] },
    });
  });

  it.concurrent("is terminated together with its child processes", async () => {
    const folder = writeFiles({ beat: "" });
    const beat = join(folder, "beat");
    // Each beat is appended, so that a kill during a write preserves earlier beats. The program exits after the first
    // beat.
    const body = `
      const { spawn } = require("node:child_process");
      const { statSync } = require("node:fs");
      const beat = ${JSON.stringify(beat)};
      const script = "setInterval(() => require('fs').appendFileSync(process.argv[1], '.'), 20)";
      spawn(process.execPath, ["-e", script, beat], { stdio: "ignore" }).unref();
      const timer = setInterval(() => statSync(beat).size > 0 && clearInterval(timer), 20);`;
    await previewFiles(javaScript(body));
    const last = readFileSync(beat, "utf8");
    expect(last).not.toBe("");
    await setTimeout(300);
    expect(readFileSync(beat, "utf8")).toBe(last);
  });
});
