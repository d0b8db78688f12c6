import { join } from "node:path";
import { PackProcess } from "./pack-process";
import { resource } from "./plans";

const PROVIDER = "pulumi:providers:aws";
const DATABASE = "aws:rds/instance:Instance";

/** As the CLI starts it, so what runs is its build. */
let pack: PackProcess;
beforeAll(
  async () => (pack = await PackProcess.start(join(__dirname, "..", "..", "..", "examples", "organization-policies"))),
  60_000,
);
afterAll(() => pack.stop());

const found = async (type: string, inputs: object, policy: string) =>
  (await pack.analyze(resource(type, "one", inputs))).filter((one) => one.policy === policy);

describe("the pack of an organization under the engine's protocol", () => {
  it("holds its own rule", async () => {
    expect(await found(PROVIDER, { region: "us-east-1" }, "acme-regions-approved")).toMatchObject([
      {
        mandatory: true,
        message: expect.stringMatching(/^not an approved region \(region\)\. Set "aws:region" /) as string,
      },
    ]);
    expect(await found(PROVIDER, { region: "eu-west-1" }, "acme-regions-approved")).toEqual([]);
  });

  it("holds a rule of Roadbed at its own level and limit", async () => {
    expect(await found(DATABASE, { backupRetentionPeriod: 7 }, "rds-backups")).toMatchObject([{ mandatory: true }]);
    expect(await found(DATABASE, { backupRetentionPeriod: 14 }, "rds-backups")).toEqual([]);
  });

  it("holds the others as its preset does", async () => {
    expect(await found(DATABASE, {}, "rds-encrypted")).toMatchObject([{ mandatory: true }]);
    expect(await found(DATABASE, {}, "rds-multi-az")).toMatchObject([{ mandatory: false }]);
  });

  it("takes options from the engine", async () => {
    await pack.configure({ "acme-regions-approved": { regions: ["us-east-1"] } });
    expect(await found(PROVIDER, { region: "us-east-1" }, "acme-regions-approved")).toEqual([]);
    await pack.configure({});
  });
});
