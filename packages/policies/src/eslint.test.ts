import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FORBIDDEN = {
  "spreads an array": "(p) => [...p.a, ...p.b].some(bad)",
  "spreads an object": "(p) => isBad({ ...p })",
  "loops over an array": "(p) => { for (const element of p.a) if (bad(element)) return 'bad'; }",
  "loops with forEach": "(p) => { p.a.forEach(bad); }",
  "reduces an array": "(p) => p.a.reduce(worse) && 'bad'",
  "creates a set from an array": "(p) => new Set(p.a).has('*') && 'bad'",
  "destructures several properties of a parameter": "({ a, b }) => a && b && 'bad'",
  "destructures several properties of an element": "(p) => p.list.some(({ a, b }) => a && b) && 'bad'",
  "destructures several properties into variables": "(p) => { const { a, b } = p; return a && b && 'bad'; }",
  "uses a rest element": "({ a, ...rest }) => isBad(rest)",
  "catches errors": "(p) => { try { return bad(p.a) && 'bad'; } catch { return; } }",
  "is asynchronous": "async (p) => (await bad(p.a)) && 'bad'",
  "reads all values": "(p) => Object.values(p.tags).some(bad) && 'bad'",
  "reads all entries": "(p) => Object.entries(p.tags).some(bad) && 'bad'",
  "bypasses the view": "(p) => Reflect.get(p, 'a') && 'bad'",
  "parses a document": "(p) => JSON.parse(p.policy).Statement.some(bad) && 'bad'",
  "puts a value into a template": "(p) => bad(p.a) && `${p.a} is bad`",
  "concatenates a value": "(p) => bad(p.a) && 'bad: ' + p.a",
};
const ALLOWED = {
  "uses list methods": "({ a = [] }) => a.filter(bad).map((at) => ({ at, message: 'bad' }))",
  "destructures one property": "({ a = 'x' }) => a === 'x' && 'bad'",
  "names an option": "(p, { options }) => p.days < options.minimum && `kept for less than ${options.minimum} days`",
  "names an option of the context": "(p, context) => `less than ${context.options.minimum} days`",
  "uses connectives": "(p) => allOf(() => p.a, () => anyOf(() => p.b, () => 'c' in p)) && 'bad'",
};

/** Returns the number of lint problems in each check. */
function problemsIn(checks: readonly string[]): readonly (number | string)[] {
  const script = join(__dirname, "..", "test", "lint-sources.mjs");
  const input = JSON.stringify(checks.map((check) => `export const check = ${check};`));
  const { stdout, stderr } = spawnSync(process.execPath, [script], { input, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as (number | string)[];
}

it("the ESLint rules report eager reads and values in messages, and nothing else", () => {
  const names = [...Object.keys(FORBIDDEN), ...Object.keys(ALLOWED)];
  const problems = problemsIn([...Object.values(FORBIDDEN), ...Object.values(ALLOWED)]);
  const accepted = names.filter((_, index) => problems[index] === 0);
  expect(accepted).toEqual(Object.keys(ALLOWED));
  expect(problems.filter((count) => typeof count === "string")).toEqual([]);
});
