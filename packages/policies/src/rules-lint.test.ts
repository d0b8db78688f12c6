import { spawnSync } from "node:child_process";
import { join } from "node:path";

const FORBIDDEN = {
  "spreads a list": "(p) => [...p.a, ...p.b].some(bad)",
  "spreads an object": "(p) => isBad({ ...p })",
  "loops over a list": "(p) => { for (const one of p.a) if (bad(one)) return 'bad'; }",
  "loops with forEach": "(p) => { p.a.forEach(bad); }",
  "folds a list": "(p) => p.a.reduce(worse) && 'bad'",
  "makes a set of a list": "(p) => new Set(p.a).has('*') && 'bad'",
  "takes several properties as parameter": "({ a, b }) => a && b && 'bad'",
  "takes several properties of an element": "(p) => p.list.some(({ a, b }) => a && b) && 'bad'",
  "takes several properties into variables": "(p) => { const { a, b } = p; return a && b && 'bad'; }",
  "takes the rest": "({ a, ...rest }) => isBad(rest)",
  "catches errors": "(p) => { try { return bad(p.a) && 'bad'; } catch { return; } }",
  "answers later": "async (p) => (await bad(p.a)) && 'bad'",
  "lists all values": "(p) => Object.values(p.tags).some(bad) && 'bad'",
  "lists all entries": "(p) => Object.entries(p.tags).some(bad) && 'bad'",
  "goes round the view": "(p) => Reflect.get(p, 'a') && 'bad'",
  "parses a document": "(p) => JSON.parse(p.policy).Statement.some(bad) && 'bad'",
  "puts a value into a message": "(p) => bad(p.a) && `${p.a} is bad`",
  "joins a value to a message": "(p) => bad(p.a) && 'bad: ' + p.a",
};
const ALLOWED = {
  "uses the lists' own methods": "({ a = [] }) => a.filter(bad).map((at) => ({ at, message: 'bad' }))",
  "takes one property": "({ a = 'x' }) => a === 'x' && 'bad'",
  "names an option": "(p, { options }) => p.days < options.minimum && `kept for less than ${options.minimum} days`",
  "names an option of the context": "(p, context) => `less than ${context.options.minimum} days`",
  "uses connectives": "(p) => both(() => p.a, () => either(() => p.b, () => 'c' in p)) && 'bad'",
};

/** How many times the repository's lint objects to each check. */
function objectionsTo(checks: readonly string[]): readonly (number | string)[] {
  const script = join(__dirname, "..", "test", "lint-planted.mjs");
  const input = JSON.stringify(checks.map((check) => `export const check = ${check};`));
  const { stdout, stderr } = spawnSync(process.execPath, [script], { input, encoding: "utf8" });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as (number | string)[];
}

it("lint objects to checks that read more than they need or say more than they may", () => {
  const names = [...Object.keys(FORBIDDEN), ...Object.keys(ALLOWED)];
  const objections = objectionsTo([...Object.values(FORBIDDEN), ...Object.values(ALLOWED)]);
  const accepted = names.filter((_, index) => objections[index] === 0);
  expect(accepted).toEqual(Object.keys(ALLOWED));
  expect(objections.filter((count) => typeof count === "string")).toEqual([]);
});
