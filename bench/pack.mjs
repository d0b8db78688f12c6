import { join } from "node:path";
import { alternately, time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

/** What it takes until the policy pack serves, against loading the SDK alone. */
export async function pack({ repetitions }) {
  const cwd = join(root, "packs", "baseline");
  const run = (script) => () => time([process.execPath, child(script)], { cwd });
  const taken = await alternately({ sdk: run("sdk.js"), pack: run("pack.js") }, repetitions);
  return [{ name: "start of the policy pack, of loading the SDK", ...taken.pack, other: taken.sdk }];
}
