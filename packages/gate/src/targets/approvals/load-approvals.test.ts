import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { approval, approvalsYaml } from "../../../test/approvals";
import { loadApprovals } from "./load-approvals";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-load-approvals-")));
afterAll(() => rmSync(scratch, { recursive: true }));
const NOW = new Date("2026-12-01T12:00:00Z");
const TEXT = approvalsYaml(approval());
let count = 0;

/** Returns a directory with a program in `app` and these files. */
function directory(files: Readonly<Record<string, string>>): string {
  const root = join(scratch, String((count += 1)));
  for (const [path, text] of Object.entries({ ".git/HEAD": "", "app/Pulumi.yaml": "", ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const at = (root: string) => ({ directory: join(root, "app"), top: root });
const idsOf = ({ file }: Awaited<ReturnType<typeof loadApprovals>>) => file?.approvals.map(({ id }) => id);

describe("loadApprovals", () => {
  it("reads the nearest file in the checkout if there is no base", async () => {
    const { directory: app } = at(directory({ "roadbed.approvals.yaml": TEXT }));
    const loaded = await loadApprovals({ directory: app, requiresBase: false }, NOW);
    expect([idsOf(loaded), loaded.note]).toEqual([["ABCDEFGH23"], undefined]);
  });

  it("ignores the checkout if there is a base, and reports the difference", async () => {
    const head = at(directory({ "app/roadbed.approvals.yaml": TEXT }));
    const load = (base: string) =>
      loadApprovals({ directory: head.directory, base: at(base), requiresBase: true }, NOW);
    const note = "roadbed.approvals.yaml differs from the version at the base, which was used";
    expect(await load(directory({}))).toEqual({ failures: [], note });
    const [same, other] = [TEXT, approvalsYaml()].map((text) => directory({ "app/roadbed.approvals.yaml": text }));
    expect(await load(same ?? "")).toMatchObject({ file: { path: "app/roadbed.approvals.yaml" }, failures: [] });
    expect(await load(other ?? "")).toMatchObject({ note, file: { approvals: [] } });
  });

  it("ignores the checkout if the base is not available", async () => {
    const { directory: app } = at(directory({ "roadbed.approvals.yaml": TEXT }));
    const loaded = await loadApprovals({ directory: app, requiresBase: true }, NOW);
    expect([idsOf(loaded), loaded.note]).toEqual([undefined, expect.stringContaining("base commit is not available")]);
  });

  it("reads no file above the top directory of the base", async () => {
    const outside = directory({ "roadbed.approvals.yaml": TEXT, "tree/app/x": "" });
    const base = at(join(outside, "tree"));
    expect(await loadApprovals({ directory: scratch, base, requiresBase: true }, NOW)).toEqual({ failures: [] });
  });

  it("returns the problems in a file as failures", async () => {
    const { directory: app } = at(directory({ "app/roadbed.approvals.yaml": "approvals: 3\n" }));
    expect(await loadApprovals({ directory: app, requiresBase: false }, NOW)).toEqual({
      failures: [
        {
          code: "approvals-invalid",
          message: `${join(app, "roadbed.approvals.yaml")}:1:12: approvals: expected an array, got 3.`,
        },
      ],
    });
  });
});
