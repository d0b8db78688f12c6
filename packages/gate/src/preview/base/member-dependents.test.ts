import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { memberDependent } from "./member-dependents";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-members-")));
afterAll(() => rmSync(scratch, { recursive: true }));

let count = 0;

/** Creates a repository of packages by directory, each with its dependencies. `->directory` is a link. */
function repository(packages: Readonly<Record<string, readonly string[] | string>>): string {
  const root = join(scratch, String(count++));
  for (const [folder, content] of Object.entries(packages)) {
    const path = join(root, folder);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === "string") symlinkSync(join(root, content.slice(2)), path);
    else {
      mkdirSync(path, { recursive: true });
      const dependencies = Object.fromEntries(content.map((name) => [name, "*"]));
      writeFileSync(
        join(path, "package.json"),
        JSON.stringify({ name: folder.replace(/.*node_modules\//, ""), dependencies }),
      );
    }
  }
  return root;
}

const MEMBERS = { "": ["lib"], app: ["lib", "third"], lib: [], "node_modules/lib": "->lib" } as const;

describe("memberDependent", () => {
  it.each<[string, Parameters<typeof repository>[0], string]>([
    ["directly", { ...MEMBERS, "node_modules/third": ["lib"] }, "third"],
    ["through another package", { ...MEMBERS, "node_modules/third": ["deep"], "node_modules/deep": ["lib"] }, "deep"],
    [
      "in the layout of pnpm",
      {
        app: ["third"],
        lib: [],
        "app/node_modules/third": "->node_modules/.pnpm/third@1/node_modules/third",
        "node_modules/.pnpm/third@1/node_modules/third": ["lib"],
        "node_modules/.pnpm/third@1/node_modules/lib": "->lib",
      },
      "third",
    ],
  ])("returns a package that the program reaches %s", (_, packages, name) => {
    expect(memberDependent(repository(packages), "app")).toBe(
      `the installed package ${name} uses lib, a workspace member that would come from the head`,
    );
  });

  it.each<[string, Parameters<typeof repository>[0]]>([
    ["only members use each other", { ...MEMBERS, "node_modules/third": [] }],
    [
      "the package has its own installed dependency of the same name",
      { ...MEMBERS, "node_modules/third": ["lib"], "node_modules/third/node_modules/lib": [] },
    ],
    ["the program does not reach the package", { ...MEMBERS, "node_modules/other": ["lib"] }],
    [
      "packages depend on each other",
      { ...MEMBERS, "node_modules/third": ["fourth"], "node_modules/fourth": ["third"] },
    ],
    ["a dependency is not installed", { ...MEMBERS, "node_modules/third": ["nowhere"] }],
  ])("returns undefined if %s", (_, packages) => {
    expect(memberDependent(repository(packages), "app")).toBeUndefined();
  });

  it("starts at the package that contains the program", () => {
    const root = repository({ "": ["third"], lib: [], "node_modules/lib": "->lib", "node_modules/third": ["lib"] });
    mkdirSync(join(root, "app", "inner"), { recursive: true });
    expect(memberDependent(root, join("app", "inner"))).toMatch(/package third uses lib/);
  });
});
