import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { configure, rules } from "@roadbed/policies";
import { CommandError } from "../../failures/command-error";
import { loadPolicies, type PolicyRequest } from "./load-policies";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-settings-")));
afterAll(() => rmSync(scratch, { recursive: true }));
let count = 0;

/** A repository with a program in `app`. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = join(scratch, String((count += 1)));
  for (const [path, text] of Object.entries({ ".git/HEAD": "", "app/Pulumi.yaml": "", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const load = (root: string, request: PolicyRequest = {}) =>
  loadPolicies(request, { directory: join(root, "app") }, "shop/prod");

async function rejection(files: Readonly<Record<string, string>>, request: PolicyRequest = {}): Promise<string> {
  const root = repository(files);
  const error: unknown = await load(root, request).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message.replaceAll(`${root}/`, "") : "no error";
}

async function levelOf(rule: string, root: string, request: PolicyRequest = {}): Promise<string> {
  const { policies } = await load(root, request);
  return policies.find((policy) => policy.rule.id === rule)?.level ?? "off";
}

const EXEMPTION = `  - { rule: ecr-scan-on-push, resource: "*::old", reason: moving, owner: team, expires: 2099-01-01 }\n`;

describe("loadPolicies", () => {
  it("uses the baseline preset without a settings file", async () => {
    const { policies, files, caveats } = await load(repository({ "../roadbed.yaml": "rules: { no: no }\n" }));
    const baseline = configure(rules, { preset: "baseline" }).map(({ rule }) => rule.id);
    expect([policies.map(({ rule }) => rule.id), files, caveats]).toEqual([baseline, [], []]);
  });

  it("reads the nearest settings file up to the top of the repository", async () => {
    const top = repository({ "roadbed.yaml": "rules: { ecr-tags-immutable: off }\n" });
    expect(await levelOf("ecr-tags-immutable", top)).toBe("off");
    const both = repository({ "roadbed.yaml": "preset: strict\n", "app/roadbed.yaml": "preset: drift\n" });
    expect((await load(both)).files).toEqual([join(both, "app", "roadbed.yaml")]);
  });

  it("reads the settings of policy packs, of groups that match the stack as well", async () => {
    const text = [
      "policyPacks: { tags: { required-tags: { tags: [Owner], most: 5 } } }",
      "groups:",
      "  - { stacks: [shop/prod], policyPacks: { tags: { all: mandatory } } }",
      "  - { stacks: [shop/dev], policyPacks: { tags: { all: disabled } } }",
    ];
    const { packSettings } = await load(repository({ "roadbed.yaml": text.join("\n") }));
    expect(packSettings).toEqual([
      { tags: { "required-tags": { tags: ["Owner"], most: 5 } } },
      { tags: { all: "mandatory" } },
    ]);
  });

  it("reads roadbed.yml like roadbed.yaml, also in a package", async () => {
    const root = repository({
      "node_modules/@acme/rules/roadbed.yml": "rules: { ecr-tags-immutable: off }\n",
      "app/roadbed.yml": 'extends: ["@acme/rules"]\n',
    });
    expect(await levelOf("ecr-tags-immutable", root)).toBe("off");
    const base = repository({ "app/roadbed.yml": "preset: strict\n" });
    const places = { directory: join(repository({}), "app"), base: { directory: join(base, "app") } };
    expect((await loadPolicies({}, places, "shop/prod")).caveats).toEqual([
      "roadbed.yml differs from the version at the base, which was used",
    ]);
  });

  it("reads the files and packages that a settings file extends, without running code", async () => {
    const root = repository({
      "node_modules/@acme/rules/roadbed.yaml": "rules: { ecr-tags-immutable: advisory }\nlocked: [iam-no-star-star]\n",
      "node_modules/@acme/rules/package.json": "{ not json",
      "shared.yaml": "preset: strict\n",
      "app/roadbed.yaml": 'extends: ["@acme/rules", ../shared.yaml]\n',
    });
    const { files } = await load(root);
    expect(files.map((file) => file.slice(root.length + 1))).toEqual([
      "node_modules/@acme/rules/roadbed.yaml",
      "shared.yaml",
      "app/roadbed.yaml",
    ]);
    expect(await levelOf("ecr-tags-immutable", root)).toBe("mandatory");
  });

  it("lets the preset on the command line override settings, except for locked rules", async () => {
    const outside = repository({ "lock.yaml": "locked: [iam-no-star-star]\n" });
    const root = repository({ "app/roadbed.yaml": "preset: strict\n" });
    expect(await levelOf("iam-no-star-star", root, { preset: "drift" })).toBe("off");
    const request = { preset: "drift", policyConfig: join(outside, "lock.yaml") };
    expect(await levelOf("iam-no-star-star", root, request)).toBe("mandatory");
  });

  it("reads no settings above the top directory of the base", async () => {
    const root = repository({ "roadbed.yaml": "preset: strict\n", "app/tree/roadbed.md": "" });
    const base = { directory: join(root, "app", "tree"), top: join(root, "app", "tree") };
    expect((await loadPolicies({}, { directory: join(repository({}), "app"), base }, "shop/prod")).files).toEqual([]);
  });

  it("reads the settings of the base if there is one", async () => {
    const [base, head] = [repository({ "app/roadbed.yaml": "preset: strict\n" }), repository({})];
    const places = { directory: join(head, "app"), base: { directory: join(base, "app") } };
    const { files, caveats } = await loadPolicies({}, places, "shop/prod");
    expect(files).toEqual([join(base, "app", "roadbed.yaml")]);
    expect(caveats).toEqual(["roadbed.yaml differs from the version at the base, which was used"]);
  });
});

describe("invalid settings are rejected", () => {
  it.each([
    ["preset: [strict\n", /^app\/roadbed\.yaml:2:1: /],
    ["- strict\n", "app/roadbed.yaml:1:1: expected a map of settings, got an array."],
    ["presets: strict\n", 'app/roadbed.yaml:1:10: unknown key "presets". Did you mean "preset"?'],
    ["preset: 5\n", "app/roadbed.yaml:1:9: preset: expected a string, got 5."],
    ["undecided: maybe\n", 'app/roadbed.yaml:1:12: undecided: expected one of "advise", "block", got "maybe".'],
    ["groups:\n  - preset: strict\n", 'app/roadbed.yaml:2:5: groups[0]: missing key "stacks".'],
    ["rules:\n  ecr-scan: off\n", /^app\/roadbed\.yaml:2:13: Unknown rule "ecr-scan"\. Did you mean "ecr-scan-on-push/],
    [
      "exemptions:\n  - { rule: ecr-scan-on-push, resource: x, reason: r, owner: o, expires: tomorrow }\n",
      /^app\/roadbed\.yaml:2:74: Expected a date such as \d{4}-\d\d-\d\d, got "tomorrow"\.$/,
    ],
    [`exemptions:\n${EXEMPTION}`, /^app\/roadbed\.yaml:2:89: Expected \d{4}-\d\d-\d\d or earlier/],
    ["extends: [./other.yaml]\n", 'app/roadbed.yaml:1:11: the file "./other.yaml" does not exist.'],
    [
      'extends: ["@acme/rules"]\n',
      'app/roadbed.yaml:1:11: no installed package "@acme/rules" contains a roadbed.yaml file; install the package, or begin the path of a file with "./".',
    ],
    [
      "extends: [./roadbed.yaml]\n",
      'app/roadbed.yaml:1:11: expected a different file that does not extend this one, got "./roadbed.yaml".',
    ],
  ])("%j", async (text, expected) => {
    const message = await rejection({ "app/roadbed.yaml": text });
    if (typeof expected === "string") expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });

  it("with all errors of all files", async () => {
    const message = await rejection({
      "shared.yaml": "preset: stric\n",
      "roadbed.yaml": "extends: [./shared.yaml]\nlocked: [nothing-like-it-at-all]\n",
    });
    expect(message).toMatch(/^shared\.yaml:1:9: .* roadbed\.yaml:2:10: /);
  });

  it("with both spellings of the file name", async () => {
    const both = "expected one of the files roadbed.yaml and roadbed.yml, got both. Delete one of them.";
    expect(await rejection({ "app/roadbed.yaml": "{}\n", "app/roadbed.yml": "{}\n" })).toBe(
      `app/roadbed.yaml: ${both}`,
    );
    const inPackage = { "node_modules/rules/roadbed.yaml": "{}\n", "node_modules/rules/roadbed.yml": "{}\n" };
    expect(await rejection({ ...inPackage, "app/roadbed.yaml": "extends: [rules]\n" })).toBe(
      `app/roadbed.yaml:1:11: "rules": ${both}`,
    );
  });

  it.each(["roadbed.yaml", "nowhere"])("that are a symbolic link to %s, which cannot be followed", async (link) => {
    const root = repository({});
    symlinkSync(link, join(root, "app", "roadbed.yaml"));
    await expect(load(root)).rejects.toThrow(/roadbed\.yaml cannot be read: /);
  });

  it("with the errors of every kind in one round, in the order of their lines", async () => {
    const root = repository({
      "shared.yaml": "preset: [\n",
      "app/roadbed.yaml": [
        "presets: strict",
        "preset: stric",
        "extends: [5, ../shared.yaml, ./other.yaml]",
        "locked: [5, nothing-like-it]",
        "groups:",
        "  - { rules: { ecr-scan: off } }",
        "exemptions:",
        "  - no",
        "  - { rule: ecr-scan, reason: r, owner: o, expires: tomorrow }",
        "",
      ].join("\n"),
    });
    const error: unknown = await load(root).catch((reason: unknown) => reason);
    const problems = error instanceof CommandError ? error.problems : [];
    expect(problems.map((problem) => problem.replaceAll(`${root}/`, "").replace(/^(\S+?:\d+):\d+: .*$/, "$1"))).toEqual(
      ["shared.yaml:2", ...[1, 2, 3, 3, 4, 4, 6, 6, 8, 9, 9, 9].map((line) => `app/roadbed.yaml:${line}`)],
    );
  });

  it("with an unknown preset on the command line", async () => {
    expect(await rejection({}, { preset: "stict" })).toBe('Unknown preset "stict". Did you mean "strict"?');
  });
});

describe("an excessive settings file", () => {
  const lines = (number: number, line: (index: number) => string): string =>
    Array.from({ length: number }, (_, index) => `${line(index)}\n`).join("");

  it("is rejected if it is a directory or too large", async () => {
    const root = repository({});
    mkdirSync(join(root, "roadbed.yaml"));
    await expect(load(root)).rejects.toThrow(/roadbed\.yaml cannot be read: it is not a file\.$/);
    expect(await rejection({ "roadbed.yaml": `# ${"x".repeat(5_000_000)}` })).toMatch(/it is larger than \d+ bytes\.$/);
  });

  (process.platform === "win32" ? it.skip : it)("is rejected if it is a pipe", async () => {
    const root = repository({});
    execFileSync("mkfifo", [join(root, "roadbed.yaml")]);
    await expect(load(root)).rejects.toThrow(/roadbed\.yaml cannot be read: it is not a file\.$/);
  });

  it("is rejected with a limited number of errors", async () => {
    const message = await rejection({ "roadbed.yaml": `rules:\n${lines(20_000, (index) => `  r${index}: off`)}` });
    expect(message.split("Unknown rule").length - 1).toBe(20);
    const exemptions = lines(5000, () => "  - { rule: x, resource: y, reason: z, owner: a, expires: b }");
    expect(await rejection({ "roadbed.yaml": `exemptions:\n${exemptions}` })).toContain("Unknown rule");
    const wrong = lines(5000, () => "  - { rule: x }");
    expect(await rejection({ "roadbed.yaml": `exemptions:\n${wrong}` })).toContain('missing key "owner"');
  });

  it("is rejected if a key is repeated", async () => {
    const rules = lines(20_000, (index) => `  r${index}: off`);
    expect(await rejection({ "roadbed.yaml": `rules:\n${rules}  r5: off\n` })).toBe(
      "roadbed.yaml:20002:3: Map keys must be unique.",
    );
  });

  it("is rejected if it extends too many files", async () => {
    const files = Array.from({ length: 12 }, (_, index) => {
      const next = `./${index + 1}.yaml`;
      return [`${index}.yaml`, `extends: [${[next, next, next, next].join(", ")}]\n`] as const;
    });
    const chain = Object.fromEntries([...files, ["12.yaml", "{}"], ["roadbed.yaml", "extends: [./0.yaml]\n"]]);
    expect(await rejection(chain)).toMatch(/^\d+\.yaml: more than 200 files extend each other\.$/);
  });
});
