import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Resource } from "@roadbed/plan";
import { plan, resource } from "../../../test/plans";
import { codeExemptions, readCodeExemptions } from "./code-exemptions";

const root = mkdtempSync(join(tmpdir(), "roadbed-marked-"));
afterAll(() => rmSync(root, { recursive: true }));

const RULE = "ecr-scan-on-push";
/** An expiry date that is less than a year ahead. */
const DAY = `${new Date().getUTCFullYear()}-12-31`;
const COMMENT = `// roadbed-exempt ${RULE} owner=team expires=${DAY}: because`;
const settings = { exemptionsInCode: "allow", locked: new Set<string>() } as const;

function write(file: string, text: string): void {
  mkdirSync(join(root, file, ".."), { recursive: true });
  writeFileSync(join(root, file), text);
}
const at = (file: string, line: number, extra: Partial<Resource> = {}): Partial<Resource> => ({
  source: { file, line },
  ...extra,
});
const images = (name: string, extra: Partial<Resource>) => resource("aws:ecr/repository:Repository", name, {}, extra);
const namesIn = async (...resources: readonly Resource[]) =>
  (await codeExemptions(plan(resources), root, settings)).map(({ comment }) =>
    [...(comment?.urns ?? [])].map((urn) => urn.slice(urn.lastIndexOf("::") + 2)),
  );

describe("an exemption comment", () => {
  it("exempts all resources that its lines create, with the descendants of components", async () => {
    write("a.ts", `new Z();\n${COMMENT}\nnew Site("x",\n  y);\nnew Z();`);
    const site = resource("acme:index:Site", "site", {}, at("a.ts", 3, { custom: false }));
    const inner = resource("acme:index:Inner", "inner", {}, { custom: false, parent: site.urn });
    const deep = images("deep", { parent: inner.urn });
    const loop = images("loop", at("a.ts", 4));
    const below = images("below", { parent: loop.urn });
    const other = images("other", at("a.ts", 5));
    const names = await namesIn(other, site, inner, deep, loop, below);
    expect(names.map((group) => [...group].sort())).toEqual([["deep", "inner", "loop", "site"]]);
  });

  it("exempts nothing if its lines create no resource, and never the stack", async () => {
    write("b.ts", `${COMMENT}\nconst a = 1;\nnew A();`);
    expect(await namesIn(images("a", at("b.ts", 3)))).toEqual([[]]);
    const [stack] = plan([]).resources;
    if (stack === undefined) throw new Error("a plan has a stack");
    const stackPlan = { ...plan([images("a", at("b.ts", 3))]), resources: [{ ...stack, ...at("b.ts", 2) }] };
    expect((await codeExemptions(stackPlan, root, settings)).map(({ resource: urn }) => urn)).toEqual([""]);
  });

  it("is ignored if the settings disable exemption comments", async () => {
    write("c.ts", "new A(); // roadbed-exempt");
    const ignored = plan([images("a", at("c.ts", 1))]);
    expect(await codeExemptions(ignored, root, { ...settings, exemptionsInCode: "ignore" })).toEqual([]);
  });

  it("is rejected with the file, line and column of every error", async () => {
    const words = "new A(); // roadbed-exempt ecr-scan-on-psh owner=team expires=2999-01-01: because";
    write("d.ts", `${words}\nnew A(); /* roadbed-exempt ${RULE} owner=x: y */`);
    const result = codeExemptions(plan([images("a", at("d.ts", 1))]), root, { ...settings, locked: new Set([RULE]) });
    await expect(result).rejects.toMatchObject({ name: "CommandError", code: "exemption-comment-invalid" });
    const { message } = (await result.catch((error: unknown) => error)) as Error;
    expect(message.replaceAll(root, "DIR")).toMatch(
      new RegExp(
        [
          /^DIR\/d\.ts:1:28: Unknown rule "ecr-scan-on-psh"\. Did you mean "ecr-scan-on-push".*\?/,
          /DIR\/d\.ts:1:63: Expected \d{4}-\d\d-\d\d or earlier, .*\./,
          /DIR\/d\.ts:2:27: The field "expires" is missing\. Expected .*\./,
          /DIR\/d\.ts:2:28: ecr-scan-on-push is locked, so exemptions from it are not allowed\.$/,
        ]
          .map(({ source }) => source)
          .join(" "),
      ),
    );
  });

  it("is parsed only until the maximum number of errors is reached", async () => {
    write("e.ts", "new A(); // roadbed-exempt nothing-like-it owner=o expires=x: y\n".repeat(10_000));
    const { errors } = await readCodeExemptions(plan([images("a", at("e.ts", 1))]), root, settings);
    expect(errors).toHaveLength(22);
  });
});

describe("a file with exemption comments", () => {
  const marked = `new A(); ${COMMENT}`;
  const found = async (file: string) => (await namesIn(images("a", at(file, 1)))).length;

  it("is read if it is in the directory of the program", async () => {
    write("f.ts", marked);
    expect(await found("f.ts")).toBe(1);
  });

  it("is not read outside the directory of the program, by path or by link", async () => {
    const outside = mkdtempSync(join(tmpdir(), "roadbed-outside-"));
    writeFileSync(join(outside, "f.ts"), marked);
    symlinkSync(join(outside, "f.ts"), join(root, "link.ts"));
    symlinkSync("f.ts", join(root, "inside.ts"));
    const names = [join("..", outside.slice(outside.lastIndexOf("/") + 1), "f.ts"), "link.ts", "inside.ts"];
    expect(await Promise.all(names.map(found))).toEqual([0, 0, 1]);
    rmSync(outside, { recursive: true });
  });

  it("is not read if it is a directory, missing or too large", async () => {
    mkdirSync(join(root, "folder"));
    write("large.ts", marked + "\n".repeat(1024 * 1024));
    expect(await Promise.all(["folder", "nowhere.ts", "large.ts", ""].map(found))).toEqual([0, 0, 0, 0]);
  });
});
