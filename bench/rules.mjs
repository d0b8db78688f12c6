import { time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

const MOST_SECONDS = 1;
const RULES = 250;

/** All rules over 5,000 resources, in seconds of a processor for 250 rules. */
export async function rules() {
  const { said } = await time([process.execPath, child("rules.js")], { cwd: root });
  const [, count, resources, seconds] = /(\d+) rules over (\d+) resources: ([\d.e-]+) s/.exec(said) ?? [];
  const value = (Number(seconds) * RULES) / Number(count);
  return [{ name: `${RULES} rules over ${resources} resources, in s (of ${count} rules)`, value, most: MOST_SECONDS }];
}
