import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { javaScript, previewFiles, removeFiles, writeFiles } from "../../test/program";

afterAll(removeFiles);

describe("the process of a program", () => {
  it.concurrent("exits when its parent process is gone", async () => {
    const folder = writeFiles({ beat: "0" });
    const [beat, preload] = [join(folder, "beat"), join(__dirname, "..", "..", "preload", "preload.js")];
    const script = "setInterval(() => require('fs').writeFileSync(process.argv[1], String(Date.now())), 50)";
    const environment = {
      ...process.env,
      NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
      ROADBED_PRELOAD: JSON.stringify({ debug: false, withheld: [], report: "" }),
    };
    // An intermediate process starts the process of the program and is then killed.
    const intermediate = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(script)}, ${JSON.stringify(beat)}],
      { stdio: "ignore", env: ${JSON.stringify(environment)} }); setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", intermediate], { stdio: "ignore" });
    while (readFileSync(beat, "utf8") === "0") await setTimeout(50);
    parent.kill("SIGKILL");
    await setTimeout(2500);
    const last = readFileSync(beat, "utf8");
    await setTimeout(500);
    expect(readFileSync(beat, "utf8")).toBe(last);
  });

  it.concurrent("inspects errors without colors, because coloring an SDK stack trace can take very long", async () => {
    const body = `const { inspect } = require("node:util");
      const isColored = (value) => inspect(value, { colors: true }).includes("\\u001b");
      exports.colored = [isColored(new Error("x")), isColored(1)];`;
    expect((await previewFiles(javaScript(body))).outputs).toEqual({ colored: [false, true] });
  });

  it.concurrent("delivers debug messages only with debug", async () => {
    const body = javaScript(`pulumi.log.debug("deep detail");`);
    const [quiet, verbose] = await Promise.all([previewFiles(body), previewFiles(body, { debug: true })]);
    expect(quiet.diagnostics).toEqual([]);
    expect(verbose.diagnostics).toContainEqual({ severity: "debug", message: "deep detail" });
  });

  it.concurrent("loads modules that few programs use only when they are used", async () => {
    const body = `const NAMES = /.(typescript.lib.typescript|arborist.lib.index|normalize-package-data.lib.normalize|semver.index|js-yaml.index|exporter-zipkin.build.src.index|pulumi.automation.index)\\.js$/;
      const loaded = () => Object.keys(require.cache).filter((file) => NAMES.test(file)).length;
      exports.before = loaded();
      exports.after = pulumi.runtime.serializeFunction(() => 1).then(loaded);`;
    const plan = await previewFiles(javaScript(body));
    expect(plan.outputs).toMatchObject({ before: 0, after: 1 });
  });

  it.concurrent("exports the Automation API in the same form as the SDK", async () => {
    const body = `const expected = require("@pulumi/pulumi/automation");
      exports.isExported = Object.keys(pulumi).includes("automation");
      exports.isSame = pulumi.automation === expected;
      const { value, ...attributes } = Object.getOwnPropertyDescriptor(pulumi, "automation");
      exports.attributes = attributes;`;
    const plan = await previewFiles(javaScript(body));
    const attributes = { configurable: true, enumerable: true, writable: true };
    expect(plan.outputs).toEqual({ isExported: true, isSame: true, attributes });
  });

  it.concurrent("lets a program replace the Automation API before it is loaded", async () => {
    const plan = await previewFiles(javaScript(`pulumi.automation = "mock"; exports.value = pulumi.automation;`));
    expect(plan.outputs).toEqual({ value: "mock" });
  });

  it.concurrent("reports the source line of each resource, including repeated lines", async () => {
    const body = `for (const name of ["a", "b"]) new Thing(name);\nnew Thing("c");`;
    const plan = await previewFiles(javaScript(body));
    const lines = plan.resources.filter(({ type }) => type === "test:index:Thing").map(({ source }) => source);
    const [a, b, c] = lines;
    expect(a).toMatchObject({ file: "index.js" });
    expect(b).toEqual(a);
    expect(c?.line).toBe((a?.line ?? 0) + 1);
  });

  it.concurrent("reports promise leaks with PULUMI_DEBUG_PROMISE_LEAKS", async () => {
    process.env.PULUMI_DEBUG_PROMISE_LEAKS = "1";
    try {
      const plan = await previewFiles(javaScript(`new Thing("waiting", { value: new Promise(() => {}) });`));
      expect(plan.diagnostics.map(({ message }) => message).join()).toContain("Promise leak detected");
    } finally {
      delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    }
  });
});
