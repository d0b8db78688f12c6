import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { time } from "./timing.mjs";
import { root, scratch } from "./workspace.mjs";

/**
 * Calls back with a function that times one `pulumi preview` of a directory, with a stub provider instead of plugins.
 * Returns undefined without calling back if the CLI is not on the PATH.
 */
export async function withCli(cwd, use) {
  if (!process.env.PATH?.split(delimiter).some((folder) => existsSync(join(folder, "pulumi")))) return undefined;
  const home = scratch();
  mkdirSync(join(home, "state"));
  const provider = spawn(process.execPath, [join(root, "bench", "stub-provider.mjs")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const port = await new Promise((resolve, reject) => {
      provider.once("error", reject);
      provider.stdout.once("data", (chunk) => resolve(String(chunk).trim()));
    });
    const environment = {
      PULUMI_HOME: join(home, "home"),
      PULUMI_BACKEND_URL: `file://${join(home, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "x",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DEBUG_PROVIDERS: `aws:${port}`,
    };
    await time(["pulumi", "stack", "init", "dev", "--non-interactive"], { cwd, environment });
    return await use(({ transpileOnly = false } = {}) =>
      time(["pulumi", "preview", "--stack", "dev", "--non-interactive"], {
        cwd,
        environment: { ...environment, ...(transpileOnly ? { PULUMI_NODEJS_TRANSPILE_ONLY: "true" } : {}) },
      }),
    );
  } finally {
    provider.kill();
  }
}
