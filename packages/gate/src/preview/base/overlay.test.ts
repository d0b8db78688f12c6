import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { overlayPackages } from "./overlay";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-overlay-")));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;

/** Creates a head and a base. Values that begin with `->` are links, relative to the top directory of the head. */
function versions(head: Readonly<Record<string, string>>, base: readonly string[]): { head: string; base: string } {
  const root = join(scratch, String(count++));
  const [headRoot, baseRoot] = [join(root, "head"), join(root, "base")];
  for (const folder of base) mkdirSync(join(baseRoot, folder), { recursive: true });
  for (const [path, content] of Object.entries(head)) {
    const file = join(headRoot, path);
    mkdirSync(dirname(file), { recursive: true });
    if (content.startsWith("->")) symlinkSync(join(headRoot, content.slice(2)), file);
    else writeFileSync(file, content);
  }
  return { head: headRoot, base: baseRoot };
}

const target = ({ base }: { base: string }, path: string): string => realpathSync(join(base, path));

describe("overlayPackages", () => {
  it("links installed packages of the head and members of the base in the layout of npm and Yarn", () => {
    const both = versions(
      {
        "node_modules/third/index.js": "",
        "node_modules/@scope/third/index.js": "",
        "node_modules/@acme/lib": "->packages/lib",
        "packages/lib/index.js": "",
        "packages/lib/node_modules/nested/index.js": "",
        "app/index.js": "",
      },
      ["app", "packages/lib"],
    );
    overlayPackages(both.head, both.base, "app");
    expect(target(both, "node_modules/third")).toBe(join(both.head, "node_modules/third"));
    expect(target(both, "node_modules/@scope/third")).toBe(join(both.head, "node_modules/@scope/third"));
    expect(target(both, "node_modules/@acme/lib")).toBe(join(both.base, "packages/lib"));
    // Packages that only one member uses are in its own directory.
    expect(target(both, "packages/lib/node_modules/nested")).toBe(join(both.head, "packages/lib/node_modules/nested"));
  });

  it("follows links into the store of pnpm, and from member to member", () => {
    const both = versions(
      {
        "node_modules/.pnpm/third@1.0.0/node_modules/third/index.js": "",
        "app/node_modules/third": "->node_modules/.pnpm/third@1.0.0/node_modules/third",
        "app/node_modules/@acme/lib": "->packages/lib",
        "packages/lib/node_modules/@acme/core": "->packages/core",
        "packages/core/index.js": "",
      },
      ["app", "packages/lib", "packages/core"],
    );
    overlayPackages(both.head, both.base, "app");
    expect(target(both, "app/node_modules/third")).toBe(
      join(both.head, "node_modules/.pnpm/third@1.0.0/node_modules/third"),
    );
    expect(target(both, "app/node_modules/@acme/lib/node_modules/@acme/core")).toBe(join(both.base, "packages/core"));
    expect(existsSync(join(both.base, "node_modules/.pnpm"))).toBe(false);
  });

  it("omits members that the base does not have, and broken links", () => {
    const both = versions(
      { "node_modules/new": "->packages/new", "node_modules/gone": "->nowhere", "packages/new/i.js": "" },
      ["app"],
    );
    overlayPackages(both.head, both.base, "app");
    expect(existsSync(join(both.base, "node_modules"))).toBe(false);
  });
});
