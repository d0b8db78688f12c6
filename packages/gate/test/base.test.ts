import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import type * as Fs from "node:fs";
import type * as Os from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../src/cli/cli";
import type { StackVerdict } from "../src/model/verdict";
import { checkApp as check } from "./check-app";
import { lockfile, TestRepository, things } from "./repository";
import { commandIO } from "./command-io";

// Every check previews two programs.
jest.setTimeout(60_000);

// A separate temporary directory, because other test files check against bases at the same time.
jest.mock("node:os", () => {
  const os = jest.requireActual<typeof Os>("node:os");
  const { mkdtempSync } = jest.requireActual<typeof Fs>("node:fs");
  const folder = mkdtempSync(`${os.tmpdir()}/roadbed-test-base-`);
  return { ...os, tmpdir: () => folder };
});

const repositories: TestRepository[] = [];
afterAll(() => rmSync(tmpdir(), { recursive: true }));

function repositoryWith(files: Readonly<Record<string, string>>): TestRepository {
  const repository = TestRepository.create(files);
  repositories.push(repository);
  return repository;
}

/** A repository in which a change of the shared package removes one thing, changes another and adds a third. */
const changed = repositoryWith(things({ logs: 1, disk: 1, same: 1 }));
const base = changed.git("rev-parse", "HEAD");
changed.git("checkout", "--quiet", "-b", "feature");
changed.commit(things({ disk: 2, same: 1, more: 1 }));

/** Returns the operations, without the resource to which a rule applies. */
const operations = ({ resources }: StackVerdict) =>
  resources.filter(({ name }) => name !== "checked").map(({ name, operation = "none" }) => `${operation} ${name}`);
const sentences = ({ failures }: StackVerdict) => failures.map(({ message }) => message);
const EXPECTED_OPERATIONS = ["same app-dev", "update disk", "same same", "create more", "delete logs"];

/** Returns the directories of bases that were not removed. */
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`roadbed-${process.pid}-`));

/** Runs an action with additional environment variables, as in a CI job. */
async function withEnvironment<Result>(
  environment: Readonly<Record<string, string>>,
  action: () => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await action();
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  }
}

describe("roadbed check --base", () => {
  it("shows what a change in a shared package creates, updates and deletes, and removes its files", async () => {
    const before = leftovers();
    const { code, stack } = await check(changed, "--base", "main");
    expect(operations(stack)).toEqual(EXPECTED_OPERATIONS);
    expect([code, stack.outcome, stack.coverage.priorState, stack.coverage.base]).toEqual([
      0,
      "passed",
      "base",
      { commit: base },
    ]);
    expect(leftovers()).toEqual(before);
    expect(changed.git("worktree", "list").split("\n")).toHaveLength(1);
    expect(changed.git("status", "--porcelain")).toBe("");
  });

  it("lists deleted resources and names the base", async () => {
    const io = commandIO();
    await run(["check", join(changed.root, "app"), "--base", "main"], io);
    expect(io.out()).toMatch(/^ - .* example:index:Thing +logs +delete( |$)/m);
    expect(io.out()).toMatch(/^ ~ .* example:index:Thing +disk +update, may be replaced because of size( |$)/m);
    expect(io.out()).toContain(
      `changes     compared with the base ${base.slice(0, 10)}: 3 same, 1 update, 1 create, 1 delete\n`,
    );
  });

  it.each<[string, Record<string, string>]>([
    [
      "GitLab, by commit",
      { GITLAB_CI: "true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "x", CI_MERGE_REQUEST_DIFF_BASE_SHA: base },
    ],
    ["GitHub, by branch", { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "target" }],
  ])("finds the base in a pull request of %s", async (_, environment) => {
    changed.git("update-ref", "refs/remotes/origin/target", "main");
    const { stack } = await withEnvironment(environment, () => check(changed));
    expect(operations(stack)).toEqual(EXPECTED_OPERATIONS);
  });

  it("runs no hooks or filters of the repository", async () => {
    const repository = repositoryWith({ ...things({ a: 1 }), ".gitattributes": "* filter=evil\n" });
    const mark = join(repository.root, ".git", "ran");
    const hooks = join(repository.root, ".git", "evil");
    mkdirSync(hooks);
    writeFileSync(join(hooks, "post-checkout"), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    repository.git("config", "core.hooksPath", hooks);
    repository.git("config", "filter.evil.smudge", `touch ${mark}; cat`);
    repository.git("config", "core.fsmonitor", `touch ${mark}`);
    const { stack } = await check(repository, "--base", "main");
    expect([operations(stack), existsSync(mark)]).toEqual([["same app-dev", "same a"], false]);
  });

  it("reports that everything is new if the program or stack did not exist", async () => {
    const repository = repositoryWith(things({ a: 1 }));
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "app/Pulumi.prod.yaml": "{}\n" });
    const { stack } = await check(repository, "--base", "main", "-s", "prod");
    expect([operations(stack), stack.coverage.base?.missing]).toEqual([["create app-prod", "create a"], "stack"]);
    repository.git("checkout", "--quiet", "main");
    repository.git("rm", "--quiet", "-r", "--cached", "app");
    repository.git("commit", "--quiet", "--message=x");
    const fresh = await check(repository, "--base", "main", "-s", "dev");
    expect([operations(fresh.stack), fresh.stack.coverage.base?.missing]).toEqual([
      ["create app-dev", "create a"],
      "program",
    ]);
  });
});

describe("the baseSetup command", () => {
  const PREPARED = 'require("./made.js"); require("@acme/lib").things();\n';

  it("prepares a base whose packages differ from those of the head", async () => {
    const link = "mkdir -p node_modules && ln -s $PACKAGES/@pulumi node_modules/@pulumi && ln -s $PWD/packages/lib lib";
    const repository = repositoryWith({
      ...things({ a: 1 }),
      "package-lock.json": lockfile("3.1.0"),
      "app/index.js": 'require("./made.js"); require("../lib").things();\n',
      "roadbed.yaml": `baseSetup: ${link} && touch app/made.js\n`,
    });
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "package-lock.json": lockfile(), "app/index.js": PREPARED, "app/made.js": "" });
    const packages = join(__dirname, "..", "..", "..", "node_modules");
    const { stack } = await withEnvironment({ PACKAGES: packages }, () => check(repository, "--base", "main"));
    expect([sentences(stack), operations(stack)]).toEqual([[], ["same app-dev", "same a"]]);
  });

  it("fails the check if it does not end within --timeout", async () => {
    const repository = repositoryWith({ ...things({ a: 1 }), "roadbed.yaml": "baseSetup: sleep 600\n" });
    const { code, stack } = await check(repository, "--base", "main", "--timeout", "6");
    const sentence = /^At the base \w{10}: the baseSetup command "sleep 600" did not finish within 6 seconds\.$/;
    expect([code, sentences(stack)]).toEqual([9, [expect.stringMatching(sentence)]]);
  });

  it("is ended if the stack fails", async () => {
    const repository = repositoryWith({
      ...things({ a: 1 }),
      "roadbed.yaml": "baseSetup: sleep 600\nlocked: [nothing]\n",
    });
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, sentences(stack)]).toEqual([2, [expect.stringContaining('Unknown rule "nothing"')]]);
    expect(leftovers()).toEqual([]);
  });

  it("fails the check if it fails", async () => {
    const repository = repositoryWith({ ...things({ a: 1 }), "roadbed.yaml": "baseSetup: echo no luck >&2; exit 3\n" });
    const { code, stack } = await check(repository, "--base", "main");
    const sentence =
      /at the base \w{10}: the baseSetup command "echo no luck >&2; exit 3" exited with code 3: no luck\./;
    expect([code, sentences(stack)]).toEqual([1, [expect.stringMatching(sentence)]]);
  });
});

describe("a base that cannot be previewed", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ["the program fails", { "app/index.js": "throw new Error('no luck');" }, /at the base \w{10}: .*no luck/],
    ["Pulumi.yaml is invalid", { "app/Pulumi.yaml": "name: app\n" }, /at the base \w{10}: .*"runtime"/],
    ["the lockfile differs", { "package-lock.json": lockfile("3.1.0") }, /differs from the base in @pulumi\/pulumi/],
    [
      "an installed package uses a workspace member",
      {
        "app/package.json": JSON.stringify({ name: "app", dependencies: { third: "1.0.0" } }),
        "node_modules/third/package.json": JSON.stringify({ name: "third", peerDependencies: { "@acme/lib": "1" } }),
      },
      /the installed package third uses @acme\/lib, a workspace member that would come from the head/,
    ],
  ])("fails the check and keeps the findings if %s", async (_, atBase, sentence) => {
    const repository = repositoryWith({ ...things({ a: 1 }), ...atBase });
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({
      "package-lock.json": lockfile(),
      "app/index.js": 'require("@acme/lib").things();\n',
      "app/Pulumi.yaml": "name: app\nruntime: { name: nodejs, options: { typescript: false } }\nmain: index.js\n\n",
    });
    const { code, stack } = await check(repository, "--base", "main");
    expect([code, stack.coverage.priorState, stack.coverage.policies]).toEqual([1, "none", "all"]);
    expect(sentences(stack)).toEqual([expect.stringMatching(sentence)]);
    expect(sentences(stack)[0]).toContain("--base-plan");
  });

  it("fails the check with the exit code of a timeout if it does not end", async () => {
    const repository = repositoryWith({ ...things({ a: 1 }), "app/index.js": "setInterval(() => {}, 1000);" });
    repository.git("checkout", "--quiet", "-b", "feature");
    repository.commit({ "app/index.js": 'require("@acme/lib").things();\n' });
    const { code, stack } = await check(repository, "--base", "main", "--timeout", "6");
    expect(code).toBe(9);
    // On a busy machine, the program of the head may not finish either.
    expect(sentences(stack)).toContainEqual(
      expect.stringMatching(/^At the base \w{10}: The program did not finish within 6 s/),
    );
  });

  it("fails the check if it is not a commit", async () => {
    const { code, stack } = await check(changed, "--base", "--upload-pack=touch");
    expect([code, sentences(stack)]).toEqual([2, [`There is no commit "--upload-pack=touch" in ${changed.root}.`]]);
  });

  it("fails the check with the fetch command if it is missing in a shallow clone", async () => {
    const clone = changed.shallowClone("feature");
    repositories.push(clone);
    const { code, stack } = await withEnvironment({ GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" }, () =>
      check(clone),
    );
    const fetch = "git fetch --no-tags --unshallow origin +refs/heads/main:refs/remotes/origin/main";
    expect([code, sentences(stack)]).toEqual([1, [expect.stringContaining(`Run \`${fetch}\`, or`)]]);
    clone.git(...fetch.split(" ").slice(1));
    const fetched = await withEnvironment({ GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" }, () => check(clone));
    expect(operations(fetched.stack)).toEqual(EXPECTED_OPERATIONS);
  });
});

describe("a saved plan", () => {
  const file = join(changed.root, ".git", "base.json");

  it("is compared with the plan like its commit", async () => {
    changed.git("checkout", "--quiet", "main");
    await check(changed, "--save-plan", file);
    changed.git("checkout", "--quiet", "feature");
    const { stack } = await check(changed, "--base-plan", file, "--base", "main");
    expect(operations(stack)).toEqual(EXPECTED_OPERATIONS);
    expect([stack.outcome, stack.coverage.base]).toEqual(["passed", { commit: base, file }]);
  });

  it("makes the verdict incomplete if it was made from another commit", async () => {
    const { stack } = await check(changed, "--base-plan", file, "--base", "feature");
    expect([stack.outcome, stack.gaps.map(({ kind }) => kind)]).toEqual(["incomplete", ["note"]]);
  });

  it.each<[string, string, RegExp]>([
    ["that does not exist", "nowhere.json", /^nowhere\.json does not exist\.$/],
    ["that never ends", "/dev/zero", /^\/dev\/zero is not a file\.$/],
    ["that is not JSON", __filename, /base\.test\.ts:1:1: invalid JSON/],
  ])("%s is rejected", async (_, path, sentence) => {
    const { code, stack } = await check(changed, "--base-plan", path);
    expect([code, sentences(stack)]).toEqual([2, [expect.stringMatching(sentence)]]);
  });

  it("fails the check if it cannot be written", async () => {
    const { code, stack } = await check(changed, "--save-plan", "/nowhere/plan.json");
    expect([code, sentences(stack)]).toEqual([1, ["Cannot write the plan file /nowhere/plan.json (ENOENT)."]]);
  });
});

describe("changes that were not evaluated", () => {
  it.each<[string[], number]>([
    [["--require", "changes"], 11],
    [["--strict", "--base", "main"], 0],
  ])("determine the exit code with %p: %i", async (parameters, expected) => {
    const { code } = await check(changed, ...parameters);
    expect(code).toBe(expected);
  });
});
