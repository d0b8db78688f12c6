import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { configure, rules } from "@roadbed/policies";
import { loadPolicies, type PolicyRequest } from "../policy-loader";

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

async function faultOf(files: Readonly<Record<string, string>>, request: PolicyRequest = {}): Promise<string> {
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

describe("the settings of the rules", () => {
  it("are the baseline without a file", async () => {
    const { policies, files, doubts } = await load(repository({ "../roadbed.yaml": "rules: { no: no }\n" }));
    const baseline = configure(rules, { preset: "baseline" }).map(({ rule }) => rule.id);
    expect([policies.map(({ rule }) => rule.id), files, doubts]).toEqual([baseline, [], []]);
  });

  it("are in the nearest file up to the top of the repository", async () => {
    const top = repository({ "roadbed.yaml": "rules: { ecr-tags-immutable: off }\n" });
    expect(await levelOf("ecr-tags-immutable", top)).toBe("off");
    const both = repository({ "roadbed.yaml": "preset: strict\n", "app/roadbed.yaml": "preset: drift\n" });
    expect((await load(both)).files).toEqual([join(both, "app", "roadbed.yaml")]);
  });

  it("extend files and packages, which are read and never run", async () => {
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

  it("may be said on the command line, but not against what a file from outside locks", async () => {
    const outside = repository({ "lock.yaml": "locked: [iam-no-star-star]\n" });
    const root = repository({ "app/roadbed.yaml": "preset: strict\n" });
    expect(await levelOf("iam-no-star-star", root, { preset: "drift" })).toBe("off");
    const request = { preset: "drift", policyConfig: join(outside, "lock.yaml") };
    expect(await levelOf("iam-no-star-star", root, request)).toBe("mandatory");
  });

  it("are those of the base, where there is one", async () => {
    const [base, head] = [repository({ "app/roadbed.yaml": "preset: strict\n" }), repository({})];
    const places = { directory: join(head, "app"), base: join(base, "app") };
    const { files, doubts } = await loadPolicies({}, places, "shop/prod");
    expect(files).toEqual([join(base, "app", "roadbed.yaml")]);
    expect(doubts).toEqual(["roadbed.yaml is another at the base, and this was judged by the base's"]);
  });
});

describe("wrong settings are refused", () => {
  it.each([
    ["preset: [strict\n", /^app\/roadbed\.yaml:2:1: /],
    ["- strict\n", "app/roadbed.yaml:1:1: expected a map of settings."],
    ["presets: strict\n", 'app/roadbed.yaml:1:10: the file has no "presets"; did you mean preset?'],
    ["preset: 5\n", "app/roadbed.yaml:1:9: preset must be text."],
    ["undecided: maybe\n", "app/roadbed.yaml:1:12: undecided must be one of advise, block."],
    ["groups:\n  - preset: strict\n", "app/roadbed.yaml:2:5: groups.0 needs stacks."],
    [
      "rules:\n  ecr-scan: off\n",
      /^app\/roadbed\.yaml:2:13: There is no rule called "ecr-scan"; did you mean ecr-scan-on-push/,
    ],
    [
      "exemptions:\n  - { rule: ecr-scan-on-push, resource: x, reason: r, owner: o, expires: tomorrow }\n",
      /^app\/roadbed\.yaml:2:74: "tomorrow" is not a day; write one as \d{4}-\d\d-\d\d\.$/,
    ],
    [`exemptions:\n${EXEMPTION}`, /^app\/roadbed\.yaml:2:89: An exemption ends within a year: /],
    ["extends: [./other.yaml]\n", 'app/roadbed.yaml:1:11: there is no file "./other.yaml".'],
    [
      'extends: ["@acme/rules"]\n',
      'app/roadbed.yaml:1:11: there is no package "@acme/rules" with a roadbed.yaml; install it, or write ./ before a file.',
    ],
    ["extends: [./roadbed.yaml]\n", 'app/roadbed.yaml:1:11: "./roadbed.yaml" is this file, or extends it.'],
  ])("%j", async (text, expected) => {
    const fault = await faultOf({ "app/roadbed.yaml": text });
    if (typeof expected === "string") expect(fault).toBe(expected);
    else expect(fault).toMatch(expected);
  });

  it("all at once, in every file", async () => {
    const fault = await faultOf({
      "shared.yaml": "preset: stric\n",
      "roadbed.yaml": "extends: [./shared.yaml]\nlocked: [nothing-like-it-at-all]\n",
    });
    expect(fault).toMatch(/^shared\.yaml:1:9: .* roadbed\.yaml:2:10: /);
  });

  it("and so is a preset on the command line", async () => {
    expect(await faultOf({}, { preset: "stict" })).toBe('There is no preset called "stict"; did you mean strict?');
  });
});
