import { time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

const LIMIT_SECONDS = 1;
const RULES = 250;

/** Measures the CPU time of all rules over 5,000 resources, scaled to 250 rules. */
export async function rules() {
  const { output } = await time([process.execPath, child("rules.js")], { cwd: root });
  const [, count, resources, seconds] = /(\d+) rules over (\d+) resources: ([\d.e-]+) s/.exec(output) ?? [];
  const value = (Number(seconds) * RULES) / Number(count);
  return [
    { name: `${RULES} rules over ${resources} resources, in s (${count} rules measured)`, value, limit: LIMIT_SECONDS },
  ];
}
