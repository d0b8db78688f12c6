import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lockfileConflict } from "./lockfiles";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-lockfiles-"));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;
type Files = Readonly<Record<string, string>>;

function folder(files: Files): string {
  const root = join(scratch, String(count++));
  for (const [path, text] of Object.entries({ "app/index.js": "", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const conflict = (head: Files, base: Files): string | undefined => lockfileConflict(folder(head), folder(base), "app");

const PACKAGES = {
  "": { dependencies: {}, devDependencies: { eslint: "*" } },
  app: { dependencies: { "@acme/lib": "*" }, devDependencies: { sdk: "*" } },
  "packages/lib": { name: "@acme/lib", dependencies: { deep: "*" } },
  "node_modules/@acme/lib": { resolved: "packages/lib", link: true },
  "node_modules/sdk": { version: "1.0.0", integrity: "sha512-s" },
  "node_modules/deep": { version: "1.0.0", integrity: "sha512-d", optionalDependencies: { missing: "*" } },
  "node_modules/eslint": { version: "1.0.0" },
};

const npm = (changes: Readonly<Record<string, unknown>> = {}): Files => ({
  "package-lock.json": JSON.stringify({ lockfileVersion: 3, packages: { ...PACKAGES, ...changes } }),
});

describe("lockfileConflict finds no conflict", () => {
  it.each<[string, Files, Files]>([
    ["if the lockfiles are equal", npm(), npm()],
    [
      "if package-lock.json differs only in packages that the program cannot reach",
      npm({ "node_modules/eslint": { version: "2.0.0" } }),
      npm(),
    ],
    [
      "if a package is only installed in another directory",
      npm({ "node_modules/deep": undefined, "packages/lib/node_modules/deep": PACKAGES["node_modules/deep"] }),
      npm(),
    ],
    ["if lockfiles of another format are equal", { "pnpm-lock.yaml": "a" }, { "pnpm-lock.yaml": "a" }],
  ])("%s", (_, head, base) => {
    expect(conflict(head, base)).toBeUndefined();
  });
});

describe("lockfileConflict reports a conflict", () => {
  it.each<[string, Files, Files, string]>([
    ["without a lockfile", {}, {}, "there is no lockfile"],
    ["with a new lockfile", npm(), {}, "the lockfile was missing at the base and is package-lock.json now"],
    [
      "with another version",
      npm({ "node_modules/sdk": { version: "1.1.0", integrity: "sha512-t" } }),
      npm(),
      "package-lock.json differs from the base in sdk",
    ],
    [
      "with another digest for the same version of an indirect dependency",
      npm({ "node_modules/deep": { version: "1.0.0", integrity: "sha512-other" } }),
      npm(),
      "package-lock.json differs from the base in deep",
    ],
    [
      "with another version for a workspace member",
      npm({ "packages/lib/node_modules/deep": { version: "2.0.0" } }),
      npm(),
      "package-lock.json differs from the base in deep",
    ],
    [
      "with a package that the base does not have",
      npm({ app: { dependencies: { "@acme/lib": "*", eslint: "*" }, devDependencies: { sdk: "*" } } }),
      npm(),
      "package-lock.json differs from the base in eslint",
    ],
    [
      "with another pnpm lockfile",
      { "pnpm-lock.yaml": "packages:\n  '@a/b@1.0.1':\n" },
      { "pnpm-lock.yaml": "packages:\n  '@a/b@1.0.0':\n" },
      "pnpm-lock.yaml differs from the base in @a/b",
    ],
    [
      "with another Yarn lockfile",
      { "yarn.lock": 'left@^1.0.0, left@^1.1.0:\n  version "1.1.0"\n' },
      { "yarn.lock": 'left@^1.0.0:\n  version "1.1.0"\n' },
      "yarn.lock differs from the base in left",
    ],
    ["with an invalid lockfile", { "package-lock.json": "{" }, npm(), "package-lock.json differs from the base"],
    [
      "with a new lockfile closer to the program",
      { ...npm(), "app/yarn.lock": "" },
      npm(),
      "the lockfile was package-lock.json at the base and is app/yarn.lock now",
    ],
  ])("%s", (_, head, base, sentence) => {
    expect(conflict(head, base)).toBe(sentence);
  });

  it("and lists a limited number of packages", () => {
    const many = (version: string) =>
      Object.fromEntries(["b", "c", "d", "e", "f", "g"].map((name) => [`node_modules/${name}`, { version }]));
    const app = { dependencies: { b: "*", c: "*", d: "*", e: "*", f: "*", g: "*", ["__proto__"]: "*" } };
    expect(conflict(npm({ app, ...many("2") }), npm({ app, ...many("1") }))).toMatch(/in b, c, d, e, f, and 1 more$/);
  });
});
