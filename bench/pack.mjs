import { join } from "node:path";
import { alternately, time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

/** Compares the start of a policy pack with loading the SDK alone. */
export async function pack({ repetitions }) {
  const cwd = join(root, "policy-packs", "baseline");
  const run = (script) => () => time([process.execPath, child(script)], { cwd });
  const taken = await alternately({ sdk: run("sdk.js"), pack: run("pack.js") }, repetitions);
  return [{ name: "start of the policy pack, relative to loading the SDK", ...taken.pack, other: taken.sdk }];
}
