import { readdirSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { run } from "../src/cli/cli";
import { TestRepository } from "./repository";

jest.setTimeout(60_000);

const SOURCE = (size: number, group: string): string => `
const pulumi = require("@pulumi/pulumi");
const { size } = require("@acme/lib");
class SecurityGroup extends pulumi.CustomResource {
  constructor(name, inputs) { super("aws:ec2/securityGroup:SecurityGroup", name, inputs); }
}
const cidrBlocks = ["${group}"];
new SecurityGroup("web", { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks }], tags: { size: size + ${size} } });
`;

/** Returns the names of temporary directories of this process. */
const temporary = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`roadbed-${process.pid}-`));

describe("roadbed watch", () => {
  const repository = TestRepository.create({
    "app/index.js": SOURCE(0, "10.0.0.0/8"),
    "packages/lib/index.js": "exports.size = 1;",
  });
  afterAll(() => repository.remove());

  it("reports what each save changes, also in a workspace member, and leaves nothing behind", async () => {
    const before = temporary();
    const cancellation = new AbortController();
    let text = "";
    let onText = (): void => undefined;
    const stdout = {
      write: (part: string) => {
        text += part;
        onText();
      },
    };
    /** Waits for the next outcome, and returns what was printed until then. */
    const nextOutcome = async (): Promise<string> => {
      while (!/\(exit code \d+\)/.test(text)) await new Promise<void>((resolve) => (onText = resolve));
      const printed = text;
      text = "";
      return printed;
    };
    const io = { stdout, stderr: { write: () => true }, signal: cancellation.signal };
    const ended = run(["watch", join(repository.root, "app"), "--base", "main"], io);
    expect(await nextOutcome()).toContain("compared with the base");

    repository.write({ "app/index.js": SOURCE(0, "0.0.0.0/0") });
    const saved = await nextOutcome();
    expect(saved).toContain("~ aws:ec2:SecurityGroup web  changed: ingress");
    expect(saved).toContain("✗ sg-world-admin-ports");
    expect(saved).toContain("BLOCKED app/dev");

    repository.write({ "packages/lib/index.js": "exports.size = 2;" });
    expect(await nextOutcome()).toContain("changed: tags");

    cancellation.abort(new Error("canceled"));
    expect(await ended).toBe(8);
    expect(temporary()).toEqual(before);
  });
});
