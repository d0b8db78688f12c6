import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { javaScript, previewFiles, removeFiles, writeFiles } from "../../test/program";
import type { Plan } from "../model/plan";

// A separate directory, to check what a preview leaves behind.
const temporary = mkdtempSync(join(tmpdir(), "endings-"));
process.env.TMPDIR = temporary;

afterAll(() => {
  removeFiles();
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect(left).toEqual([]);
});

const errors = (plan: Plan) =>
  plan.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);

/** The names of the resources, default providers and the stack left out. */
const names = (plan: Plan) =>
  plan.resources.filter(({ custom, implicit }) => custom && !implicit).map(({ name }) => name);

const first = `new Thing("first");`;

describe("a program that ends", () => {
  it.concurrent("by itself gives a plan", async () => {
    const plan = await previewFiles(javaScript(`${first} exports.answer = 42;`));
    expect(plan).toMatchObject({ result: "succeeded", outputs: { answer: 42 }, diagnostics: [], priorState: "none" });
    expect(plan.gaps.notes).toEqual([]);
    expect(names(plan)).toEqual(["first"]);
  });

  it.concurrent("by throwing gives what came before, and the error without a stack", async () => {
    const plan = await previewFiles(
      javaScript(`${first} setTimeout(() => { throw new TypeError("no such thing"); }, 200);`),
    );
    expect(plan.result).toBe("failed");
    expect(names(plan)).toEqual(["first"]);
    expect(errors(plan)).toEqual([expect.stringMatching(/TypeError: no such thing$/)]);
  });

  it.concurrent("by throwing shows the stack to those who debug", async () => {
    const plan = await previewFiles(javaScript(`throw new Error("deep");`), { debug: true });
    expect(errors(plan)).toEqual([expect.stringMatching(/Error: deep\n\s+at .*index\.js/)]);
  });

  it.concurrent("in an apply gives the error once", async () => {
    const plan = await previewFiles(javaScript(`pulumi.output(1).apply(() => { throw new Error("applied"); });`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual([expect.stringContaining("Error: applied")]);
  });

  it.concurrent("with a RunError shows its message alone", async () => {
    const plan = await previewFiles(javaScript(`throw new pulumi.RunError("set the region first");`));
    expect(errors(plan)).toEqual(["set the region first"]);
  });

  it.concurrent("for want of configuration says which, and does not take half a minute", async () => {
    const started = performance.now();
    const plan = await previewFiles(javaScript(`new pulumi.Config().require("region");`));
    expect(errors(plan)).toEqual([expect.stringContaining("Missing required configuration variable 'sample:region'")]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it.concurrent("by process.exit(3) has failed", async () => {
    const plan = await previewFiles(javaScript(`${first} setTimeout(() => process.exit(3), 200);`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual(["Program exited with non-zero exit code: 3"]);
  });

  it.concurrent("by process.exit(0) half-way is warned of", async () => {
    const plan = await previewFiles(javaScript(`${first} setTimeout(() => process.exit(0), 200);`));
    expect(plan.result).toBe("succeeded");
    expect(plan.gaps.notes).toEqual([expect.stringContaining("exited with code 0 before it finished")]);
    expect(plan.diagnostics).toEqual([{ severity: "warning", message: plan.gaps.notes[0] }]);
  });

  it.concurrent("with code that waits for ever is warned of", async () => {
    const plan = await previewFiles(
      javaScript(`module.exports = (async () => { ${first} await new Promise(() => {}); new Thing("second"); })();`),
    );
    expect([plan.result, names(plan)]).toEqual(["succeeded", ["first"]]);
    expect(plan.gaps.notes).toEqual([expect.stringContaining("a promise that never settles")]);
  });

  it.concurrent("with a promise that never settles has failed", async () => {
    const plan = await previewFiles(
      javaScript(`new Thing("waiting", { value: new Promise(() => {}) }); new Thing("first");`),
    );
    expect(plan.result).toBe("failed");
    expect(names(plan)).toEqual(["first"]);
    expect(errors(plan)).toEqual([expect.stringContaining("still active")]);
  });

  it.concurrent("by a signal has failed", async () => {
    const plan = await previewFiles(javaScript(`process.kill(process.pid, "SIGKILL");`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual(["The program was terminated by SIGKILL."]);
  });

  it.concurrent("before it began, for want of its entry, says so", async () => {
    const files = Object.entries(javaScript("")).filter(([path]) => path !== "index.js");
    const plan = await previewFiles(Object.fromEntries(files));
    expect(plan.result).toBe("failed");
    expect(errors(plan).join()).toContain("Cannot find module");
  });

  it.concurrent("before it began, for a syntax error, says where", async () => {
    const plan = await previewFiles(javaScript("const = 1;"));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual([expect.stringContaining("SyntaxError: Unexpected token '='")]);
  });

  it.concurrent("with an error that it logged has failed", async () => {
    const plan = await previewFiles(javaScript(`pulumi.log.error("not like this"); ${first}`));
    expect(plan.result).toBe("failed");
    expect(errors(plan)).toEqual(["not like this"]);
    expect(names(plan)).toEqual(["first"]);
  });
});

describe("a program that does not end", () => {
  const hanging = javaScript(`${first} setInterval(() => {}, 1000);`);

  it.concurrent("is ended in time, with a reason", async () => {
    await expect(previewFiles(hanging, { timeoutSeconds: 4 })).rejects.toMatchObject({
      name: "PreviewError",
      code: "timeout",
      message: expect.stringContaining("4 s") as string,
    });
  });

  it.concurrent("has all the time that is more than a timer can be", async () => {
    const plan = await previewFiles(javaScript(first), { timeoutSeconds: 3_000_000 });
    expect(plan.result).toBe("succeeded");
  });

  it.concurrent("is ended when it ignores requests to end", async () => {
    const deaf = javaScript(`process.on("SIGTERM", () => {}); for (;;);`);
    await expect(previewFiles(deaf, { timeoutSeconds: 3 })).rejects.toMatchObject({ code: "timeout" });
  });

  it.concurrent("is ended when the preview is cancelled", async () => {
    const controller = new AbortController();
    const running = previewFiles(hanging, {
      signal: controller.signal,
      onEvent: ({ type }) => {
        if (type === "registered") controller.abort();
      },
    });
    await expect(running).rejects.toMatchObject({ name: "PreviewError", code: "cancelled" });
  });

  it.concurrent("takes the processes with it that it started", async () => {
    const folder = writeFiles({ beat: "" });
    const beat = join(folder, "beat");
    // Each beat is appended, so that an end in the middle of one leaves those before, and the program ends after the first.
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
