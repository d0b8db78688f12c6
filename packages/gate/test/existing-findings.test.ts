import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../src/cli/cli";
import type { StackVerdict } from "../src/model/verdict";
import { checkApp as check } from "./check-app";
import { TestRepository } from "./repository";
import { commandIO } from "./command-io";

// Every check previews one or two programs.
jest.setTimeout(60_000);

const repositories: TestRepository[] = [];
afterAll(() => repositories.forEach((repository) => repository.remove()));

/** Returns a program with a violating ECR repository for each name. */
const images = (...names: readonly string[]) => ({
  "app/index.js": [
    'const pulumi = require("@pulumi/pulumi");',
    'class Images extends pulumi.CustomResource { constructor(name) { super("aws:ecr/repository:Repository", name, {}); } }',
    ...names.map((name) => `new Images(${JSON.stringify(name)});`),
  ].join("\n"),
});

const RULE = "ecr-scan-on-push";
const SETTINGS = `rules: { ${RULE}: mandatory }\n`;

function repositoryWith(files: Readonly<Record<string, string>>): TestRepository {
  const repository = TestRepository.create({ "packages/lib/index.js": "", "roadbed.yaml": SETTINGS, ...files });
  repositories.push(repository);
  return repository;
}

const scans = (findings: StackVerdict["findings"]) =>
  findings.filter(({ rule }) => rule === RULE).map(({ name }) => name);
const sentences = ({ failures }: StackVerdict) => failures.map(({ message }) => message);

describe("findings that are also present at the base", () => {
  const repository = repositoryWith(images("old"));
  repository.git("checkout", "--quiet", "-b", "feature");

  it("are shown and do not block", async () => {
    repository.commit({ "app/note.txt": "" });
    const { code, stack, text } = await check(repository, "--base", "main");
    expect([code, stack.outcome, scans(stack.findings), scans(stack.existingFindings)]).toEqual([
      0,
      "passed",
      [],
      ["old"],
    ]);
    expect([stack.coverage.newFindingsOnly, stack.counts.existing.high]).toEqual([true, 1]);
    expect(text).toMatch(new RegExp(`\\n {2}high {2}${RULE} {2}aws:ecr:Repository old: .+\\n`));
    expect(text).toMatch(/\nexisting {4}\d+ not counted, known from the base: 1 high, \d+ medium, \d+ low\n/);
  });

  it("block with --no-new-only and without a base", async () => {
    expect((await check(repository, "--base", "main", "--no-new-only")).code).toBe(5);
    expect((await check(repository, "--new-only")).code).toBe(5);
  });

  it("do not hide new findings", async () => {
    repository.commit(images("old", "new"));
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, scans(stack.findings), scans(stack.existingFindings)]).toEqual([5, ["new"], ["old"]]);
  });

  it("are determined with the settings of the base on both sides", async () => {
    repository.commit({ ...images("old", "new"), "roadbed.yaml": `rules: { ${RULE}: off }\n` });
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, scans(stack.findings), scans(stack.existingFindings)]).toEqual([5, ["new"], ["old"]]);
    expect(stack.gaps).toEqual([
      { kind: "settings", message: "roadbed.yaml differs from the version at the base, which was used" },
    ]);
    repository.commit(images("old"));
    const changed = await check(repository, "--base", "main");
    expect([changed.code, changed.stack.outcome]).toEqual([0, "incomplete"]);
    expect((await check(repository, "--base", "main", "--strict")).code).toBe(11);
  });
});

describe("the baseline file", () => {
  const repository = repositoryWith(images("b", "a"));
  const file = join(repository.root, "app", "roadbed.baseline.json");

  it("is written next to Pulumi.yaml and then suppresses its findings", async () => {
    const { code, stack, err } = await check(repository, "--write-baseline");
    expect([code, scans(stack.findings), scans(stack.existingFindings)]).toEqual([0, [], ["b", "a"]]);
    expect(err).toMatch(/^\d+ findings were written to \S+\/app\/roadbed\.baseline\.json\.\n$/);
    const text = readFileSync(file, "utf8");
    await check(repository, "--write-baseline");
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(text.split("\n").filter((line) => line.includes(`"rule":"${RULE}"`))).toEqual([
      expect.stringMatching(
        /^ {6}\{"rule":"ecr-scan-on-push","urn":"urn:pulumi:dev::app::.*::a","path":"imageScanningConfiguration","digest":"[0-9a-f]{16}"\},$/,
      ),
      expect.stringContaining("::b"),
    ]);
    expect([(await check(repository)).code, (await check(repository, "--no-baseline")).code]).toEqual([0, 5]);
  });

  it("does not suppress new findings, and reports obsolete ones", async () => {
    repository.write(images("b", "new"));
    const { code, stack, text } = await check(repository);
    expect([code, scans(stack.findings), scans(stack.existingFindings)]).toEqual([5, ["new"], ["b"]]);
    expect(stack.coverage.baseline?.obsoleteEntries).toBeGreaterThan(0);
    expect(text).toMatch(/\nbaseline {4}\d+ findings are obsolete in \S+; remove them with --write-baseline\n/);
  });

  it("keeps the findings of other stacks", async () => {
    repository.write({ ...images("b", "a"), "app/Pulumi.prod.yaml": "{}\n" });
    await check(repository, "--write-baseline", "-s", "prod");
    expect((await check(repository, "-s", "dev")).code).toBe(0);
    rmSync(join(repository.root, "app", "Pulumi.prod.yaml"));
  });

  it("is read at the base in a pull request, and makes the verdict incomplete if it was changed", async () => {
    repository.commit(images("a"));
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit(images("a", "new"));
    await check(repository, "--write-baseline");
    expect((await check(repository)).code).toBe(0);
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, scans(stack.findings)]).toEqual([5, ["new"]]);
    expect(stack.gaps.map(({ message }) => message)).toEqual([
      "roadbed.baseline.json differs from the version at the base, which was used",
    ]);
  });

  it.each<[string, string, RegExp]>([
    ["not JSON", '{ "version": 1,\n  x }', /roadbed\.baseline\.json:2:3: invalid JSON: /],
    ["of a newer version", '{ "version": 2 }', /:1:14: the file was written by a newer version of Roadbed/],
    [
      "missing a key",
      '{ "version": 1, "stacks": { "app/dev": [{ "rule": "x", "urm": "y", "digest": "z" }] } }',
      /:1:41: stacks\.app\/dev\[0\]: missing key "urn"\.$/,
    ],
    ["an array", "[]", /:1:1: expected an object, got an array\.$/],
  ])("is rejected if it is %s", async (_, content, sentence) => {
    writeFileSync(file, content);
    const { code, stack } = await check(repository);
    expect([code, sentences(stack).filter((message) => sentence.test(message))]).toEqual([2, [expect.any(String)]]);
    // An invalid file is not overwritten.
    expect((await check(repository, "--write-baseline")).code).toBe(2);
    expect(readFileSync(file, "utf8")).toBe(content);
  });

  it("must exist if it is named, unless --write-baseline is given", async () => {
    const named = join(repository.root, "named.json");
    const { code, stack } = await check(repository, "--baseline", named);
    expect([code, sentences(stack)[0]]).toEqual([2, `${named} does not exist.`]);
    expect((await check(repository, "--baseline", named, "--write-baseline")).code).toBe(0);
    expect(existsSync(named)).toBe(true);
  });

  it("applies to a plan from a file, whether the directory exists or not", async () => {
    const named = join(repository.root, "named.json");
    const saved = join(repository.root, ".git", "plan.json");
    await check(repository, "--no-baseline", "--save-plan", saved);
    const io = commandIO();
    const code = await run(["check", join(repository.root, "nowhere"), "--from", saved, "--baseline", named], io);
    expect([code, io.out()]).toEqual([0, expect.stringContaining("\nExisting findings, not counted:\n")]);
  });

  it("is not written if the program fails", async () => {
    const other = repositoryWith({ "app/index.js": "throw new Error('no luck');" });
    const { code, err } = await check(other, "--write-baseline");
    expect([code, existsSync(join(other.root, "app", "roadbed.baseline.json"))]).toEqual([1, false]);
    expect(err).toContain("was not written, because the program failed and its findings are incomplete.");
  });
});
