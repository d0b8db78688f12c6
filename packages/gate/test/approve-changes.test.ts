import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../src/cli/cli";
import { checkApp } from "./check-app";
import { commandIO } from "./command-io";
import { TestRepository } from "./repository";

jest.setTimeout(60_000);

/** Returns a program with a queue of this name, and further code. */
const queue = (name: string, code = "") => ({
  "packages/lib/index.js": [
    'const pulumi = require("@pulumi/pulumi");',
    'class Queue extends pulumi.CustomResource { constructor(name, inputs) { super("aws:sqs/queue:Queue", name, inputs); } }',
    `exports.things = () => { new Queue("orders", { name: ${JSON.stringify(name)} }); ${code} };`,
  ].join("\n"),
});

describe("a change that must be approved", () => {
  const repository = TestRepository.create(queue("orders"));
  afterAll(() => repository.remove());

  async function roadbed(...parameters: readonly string[]): Promise<{ code: number; out: string }> {
    const io = commandIO();
    const code = await run(parameters, io);
    return { code, out: io.out() + io.err() };
  }

  it("blocks until the base contains its approval, and is verified before the deployment", async () => {
    const app = join(repository.root, "app");
    const [verdict, saved] = ["verdict.json", "plan.json"].map((name) => join(repository.root, ".git", name));
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(queue("bills"));
    const blocked = await checkApp(repository, "--base", "main", "-o", `json=${verdict}`, "--save-plan", saved ?? "");
    const id = blocked.stack.findings[0]?.change?.approvalId ?? "";
    expect([blocked.code, blocked.text]).toEqual([10, expect.stringContaining(`    approval ID: ${id}\n`)]);

    const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const flags = ["--verdict", verdict ?? "", "--directory", app, "--approver", "Ada", "--expires", expires];
    expect(await roadbed("approve", id, ...flags, "--reason", "Renamed")).toMatchObject({ code: 0 });
    const file = join(repository.root, "roadbed.approvals.yaml");
    const own = await checkApp(repository, "--base", "main");
    expect([own.code, own.stack.coverage.approvals?.note]).toEqual([
      10,
      expect.stringContaining("differs from the version at the base"),
    ]);

    const approvals = readFileSync(file, "utf8");
    repository.git("checkout", "--quiet", "-B", "main", "main");
    repository.commit({ "roadbed.approvals.yaml": approvals });
    repository.git("checkout", "--quiet", "change");
    repository.git("rebase", "--quiet", "main");
    const approved = await checkApp(repository, "--base", "main");
    expect([approved.code, approved.stack.approvedFindings[0]?.approval.id]).toEqual([0, id]);
    expect(approved.text).toContain(`; ${id} until ${expires}, Ada: Renamed\n`);

    expect(await roadbed("verify-plan", saved ?? "", app, "--base", "main")).toMatchObject({ code: 0 });
    repository.write(queue("bills", 'new Queue("returns", {});'));
    const stale = await roadbed("verify-plan", saved ?? "", app, "--base", "main");
    expect([stale.code, stale.out]).toEqual([
      12,
      expect.stringContaining("plan.json is stale: the program registers other resources or inputs: returns (added)."),
    ]);
  });
});
