import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageManagerOf } from "./package-manager";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-package-manager-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Writes files into a new directory and returns the commands for its subdirectory `app`. */
function commandsIn(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(scratch, "case-"));
  mkdirSync(join(folder, "app"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { install, addDevelopment } = packageManagerOf(join(folder, "app"));
  return [install, addDevelopment];
}

const declared = (packageManager: unknown): string => JSON.stringify({ packageManager });
const NPM = ["npm install", "npm install --save-dev"];
const PNPM = ["pnpm install", "pnpm add --save-dev"];
const YARN = ["yarn install", "yarn add --dev"];
const BUN = ["bun install", "bun add --dev"];

describe("packageManagerOf", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["npm without a lockfile", { "app/package.json": "{}" }, NPM],
    ["npm by its lockfile", { "app/package-lock.json": "{}", "pnpm-lock.yaml": "" }, NPM],
    ["pnpm by its lockfile", { "app/pnpm-lock.yaml": "" }, PNPM],
    ["Yarn by its lockfile", { "app/yarn.lock": "" }, YARN],
    ["Bun by its lockfile", { "app/bun.lock": "" }, BUN],
    ["Bun by its binary lockfile", { "app/bun.lockb": "" }, BUN],
    ["the package manager of the workspace", { "pnpm-lock.yaml": "", "app/package.json": "{}" }, PNPM],
    [
      "the declared package manager",
      { "app/package.json": declared("yarn@4.5.0+sha224.1"), "app/pnpm-lock.yaml": "" },
      YARN,
    ],
    ["npm for an unknown package manager", { "app/package.json": declared("vlt@1.0.0") }, NPM],
    ["npm despite an invalid property", { "app/package.json": declared(7) }, NPM],
    [
      "the lockfile's package manager despite an invalid package.json",
      { "app/package.json": "{", "app/yarn.lock": "" },
      YARN,
    ],
  ])("returns %s", (_, files, expected) => expect(commandsIn(files)).toEqual(expected));
});
