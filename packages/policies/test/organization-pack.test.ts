import { join } from "node:path";
import { PackProcess } from "./pack-process";
import { resource } from "./plans";

const PROVIDER = "pulumi:providers:aws";
const DATABASE = "aws:rds/instance:Instance";

/** Runs the build of the pack, as the Pulumi CLI does. */
let pack: PackProcess;
beforeAll(
  async () => (pack = await PackProcess.start(join(__dirname, "..", "..", "..", "examples", "organization-policies"))),
  60_000,
);
afterAll(() => pack.stop());

const findingsOf = async (type: string, inputs: object, policy: string) =>
  (await pack.analyze(resource(type, "resource", inputs))).filter((diagnostic) => diagnostic.policy === policy);

describe("an organization's policy pack, run by the Pulumi engine protocol", () => {
  it("contains its own resource rule", async () => {
    expect(await findingsOf(PROVIDER, { region: "us-east-1" }, "acme-regions-approved")).toMatchObject([
      {
        mandatory: true,
        message: expect.stringMatching(/^the region is not approved \(region\)\. Set "aws:region" /) as string,
      },
    ]);
    expect(await findingsOf(PROVIDER, { region: "eu-west-1" }, "acme-regions-approved")).toEqual([]);
  });

  it("overrides the level and options of a Roadbed rule", async () => {
    expect(await findingsOf(DATABASE, { backupRetentionPeriod: 7 }, "rds-backups")).toMatchObject([
      { mandatory: true },
    ]);
    expect(await findingsOf(DATABASE, { backupRetentionPeriod: 14 }, "rds-backups")).toEqual([]);
  });

  it("uses the levels of its preset for other rules", async () => {
    expect(await findingsOf(DATABASE, {}, "rds-encrypted")).toMatchObject([{ mandatory: true }]);
    expect(await findingsOf(DATABASE, {}, "rds-multi-az")).toMatchObject([{ mandatory: false }]);
  });

  it("uses options from the engine", async () => {
    await pack.configure({ "acme-regions-approved": { regions: ["us-east-1"] } });
    expect(await findingsOf(PROVIDER, { region: "us-east-1" }, "acme-regions-approved")).toEqual([]);
    await pack.configure({});
  });
});
