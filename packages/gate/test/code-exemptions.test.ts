import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackVerdict } from "../src/model/verdict";
import { checkApp as check } from "./check-app";
import { TestRepository } from "./repository";

// Every check previews one or two programs.
jest.setTimeout(60_000);

const repositories: TestRepository[] = [];
afterAll(() => repositories.forEach((repository) => repository.remove()));

const RULE = "ecr-scan-on-push";
/** An expiry date that is less than a year ahead. */
const DAY = `${new Date().getUTCFullYear()}-12-31`;
const COMMENT = `// roadbed-exempt ${RULE} owner=team expires=${DAY}: scanned elsewhere`;

/** Returns a program with a violating ECR repository below the given lines. */
const image = (...above: readonly string[]) => ({
  "app/index.js": [
    'const pulumi = require("@pulumi/pulumi");',
    'class Images extends pulumi.CustomResource { constructor(name) { super("aws:ecr/repository:Repository", name, {}); } }',
    ...above,
    'new Images("images");',
  ].join("\n"),
});

function repositoryWith(files: Readonly<Record<string, string>>, settings = ""): TestRepository {
  const yaml = `rules: { ${RULE}: mandatory }\n${settings}`;
  const repository = TestRepository.create({ "packages/lib/index.js": "", "roadbed.yaml": yaml, ...files });
  repositories.push(repository);
  return repository;
}

const mandatory = ({ findings }: StackVerdict) =>
  findings.filter(({ level }) => level === "mandatory").map(({ rule }) => rule);

describe("an exemption comment above a resource", () => {
  it("exempts the resource, and reports show its position", async () => {
    const repository = repositoryWith(image(COMMENT));
    const { code, stack, text } = await check(repository);
    expect([code, mandatory(stack), stack.exemptedFindings]).toEqual([
      0,
      [],
      [
        expect.objectContaining({
          rule: RULE,
          name: "images",
          exemption: {
            ...{ owner: "team", expires: DAY, reason: "scanned elsewhere" },
            source: { file: "index.js", line: 3, column: 4 },
          },
        }),
      ],
    ]);
    expect(text).toMatch(
      new RegExp(`\nexempt {6}${RULE}: images: .*; until ${DAY}, team: scanned elsewhere \\(.*/app/index\\.js:3\\)\n`),
    );
  });

  it("blocks together with its finding after it has expired", async () => {
    const { code, stack } = await check(repositoryWith(image(COMMENT.replace(DAY, "2020-02-29"))));
    expect([code, mandatory(stack)]).toEqual([5, expect.arrayContaining([RULE, "exemption-expired"])]);
    const { remedy } = stack.findings.find(({ rule }) => rule === "exemption-expired") ?? {};
    expect(remedy).toContain("index.js:3.");
  });

  it("is listed as unused if it suppresses no finding", async () => {
    const repository = repositoryWith(image(COMMENT, COMMENT.replace(RULE, "s3-versioning")));
    const { stack, text } = await check(repository);
    expect(stack.unusedExemptions).toEqual([
      expect.objectContaining({ rule: "s3-versioning", source: { file: "index.js", line: 4, column: 4 } }),
    ]);
    expect(text).toMatch(/\nunused {6}exemption from s3-versioning at \S+\/app\/index\.js:4 until /);
  });

  it("exits with 2 if it is invalid or the rule is locked", async () => {
    const wrong = await check(repositoryWith(image(COMMENT.replace(RULE, "ecr-scan-on-psh"))));
    const message = /\/app\/index\.js:3:19: Unknown rule "ecr-scan-on-psh"\. Did you mean "ecr-scan-on-push/;
    expect([wrong.code, wrong.stack.failures[0]?.message]).toEqual([2, expect.stringMatching(message)]);
    const locked = await check(repositoryWith(image(COMMENT), `locked: [${RULE}]\n`));
    // A settings file locks rules for the program, not for itself.
    expect([locked.code, locked.stack.failures[0]?.message]).toEqual([2, expect.stringContaining("is locked")]);
  });

  it("has no effect if roadbed.yaml disables such comments, and a file that extends it cannot enable them", async () => {
    const ignoring = await check(repositoryWith(image(COMMENT), "exemptionsInCode: ignore\n"));
    expect([ignoring.code, mandatory(ignoring.stack)]).toEqual([5, [RULE]]);
    const extending = repositoryWith(
      { ...image(COMMENT), "shared.yaml": "exemptionsInCode: ignore\n" },
      "extends: [./shared.yaml]\nexemptionsInCode: allow\n",
    );
    const { code, stack } = await check(extending);
    const sentence = /roadbed\.yaml:3:19: Expected "ignore", .*"allow"\.$/;
    expect([code, stack.failures.map(({ message }) => message)]).toEqual([2, [expect.stringMatching(sentence)]]);
  });
});

describe("an exemption comment in an ES module", () => {
  const module = (...above: readonly string[]) => ({
    "app/package.json": JSON.stringify({ name: "app", type: "module" }),
    "app/Pulumi.yaml": "name: app\nruntime: nodejs\nmain: index.mjs\n",
    "app/index.mjs": [
      'import * as pulumi from "@pulumi/pulumi";',
      'class Images extends pulumi.CustomResource { constructor(name) { super("aws:ecr/repository:Repository", name, {}); } }',
      ...above,
      'new Images("images");',
    ].join("\n"),
  });

  it("exempts the resource", async () => {
    const { code, stack } = await check(repositoryWith(module(COMMENT)));
    expect([code, mandatory(stack)]).toEqual([0, []]);
    expect(stack.exemptedFindings).toMatchObject([{ exemption: { source: { file: "index.mjs", line: 3 } } }]);
  });

  it("exits with 2 if it is invalid", async () => {
    const { code, stack } = await check(repositoryWith(module(COMMENT.replace("owner=team", ""))));
    expect([code, stack.failures[0]?.message]).toEqual([2, expect.stringMatching(/\/app\/index\.mjs:3:/)]);
  });
});

describe("an exemption comment in a pull request", () => {
  const repository = repositoryWith(image());
  repository.git("checkout", "--quiet", "-b", "feature");
  const gap = `the comment at index.js:3, which the base does not contain, adds an exemption from ${RULE}`;
  const settingsGaps = ({ gaps }: StackVerdict) =>
    gaps.filter(({ kind }) => kind === "settings").map(({ message }) => message);

  it("takes effect and makes the verdict incomplete if it is not at the base", async () => {
    repository.commit(image(COMMENT));
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, stack.outcome, settingsGaps(stack)]).toEqual([0, "incomplete", [gap]]);
    expect((await check(repository, "--base", "main", "--strict")).code).toBe(11);
    // With all findings counted as well.
    expect(settingsGaps((await check(repository, "--base", "main", "--no-new-only")).stack)).toEqual([gap]);
  });

  it("does not affect the verdict if it exempts nothing", async () => {
    repository.commit(image(COMMENT.replace(RULE, "s3-versioning")));
    const { stack } = await check(repository, "--base", "main");
    expect([stack.outcome, settingsGaps(stack)]).toEqual(["passed", []]);
  });

  it("may move if it is at the base, but not be extended", async () => {
    repository.git("checkout", "--quiet", "main");
    repository.commit(image(COMMENT));
    repository.git("checkout", "--quiet", "-B", "second");
    repository.commit(image("", "// moved", COMMENT));
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, stack.outcome, settingsGaps(stack)]).toEqual([0, "passed", []]);
    repository.commit(image(COMMENT.replace("-12-31", "-12-30")));
    expect(settingsGaps((await check(repository, "--base", "main")).stack)).toEqual([gap]);
  });

  it("no longer suppresses its finding once it is removed", async () => {
    repository.commit(image());
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, mandatory(stack)]).toEqual([5, [RULE]]);
  });

  it("is also known from a saved base plan", async () => {
    const file = join(repository.root, ".git", "base.json");
    repository.git("checkout", "--quiet", "main");
    await check(repository, "--save-plan", file);
    const { stack } = await check(repository, "--base-plan", file);
    expect([stack.outcome, settingsGaps(stack)]).toEqual(["passed", []]);
    const without = join(repository.root, ".git", "without.json");
    const saved = readFileSync(file, "utf8");
    repository.write({ ".git/without.json": saved.replace(/"exemptionsInCode": ".*"/, '"exemptionsInCode": "{"') });
    expect(settingsGaps((await check(repository, "--base-plan", without)).stack)).toEqual([gap]);
  });
});
