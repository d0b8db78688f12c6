import { status } from "@grpc/grpc-js";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isArchive, KIND, propertyMap, type Archive, type Value } from "../../model/value";
import { AssetHasher } from "./asset-hasher";

const folder = mkdtempSync(join(tmpdir(), "roadbed-assets-"));
afterAll(() => rmSync(folder, { recursive: true }));

const filled = async (archive: Omit<Archive, typeof KIND>): Promise<Value | undefined> =>
  (await new AssetHasher(folder).fill(propertyMap([["code", { [KIND]: "archive", ...archive }]]))).code;

async function hashOf(archive: Omit<Archive, typeof KIND>): Promise<string | undefined> {
  const code = await filled(archive);
  return isArchive(code) ? code.hash : undefined;
}

const text = (content: string): Value => ({ [KIND]: "asset", text: content });

describe("AssetHasher", () => {
  // The hashes that the Pulumi CLI 3.260 computes.
  it.each([
    ["a short name", "a.txt", "a", "5dcbdfec513ed190d59612ca5fd56e853f1d6a1dc267134d45d61c5c830786d1"],
    ["letters outside of ASCII", "é.txt", "bb", "575dcdbee4fe808ca379151a7a855136fe00b8bbcde58ea2294452a6cc02f5d6"],
    [
      "a name of more than 100 bytes",
      `${"n".repeat(120)}.txt`,
      "ccc",
      "8ee2d990e4b362f735b58c6551bc7b17b479499669f994de30e2c981eb5ccb13",
    ],
    [
      "folders that are moved to the prefix",
      `${"d".repeat(90)}/${"e".repeat(90)}/${"n".repeat(60)}.txt`,
      "ccc",
      "296b386ad4b7e6c87122b46418a9aa4bea8c1de469e90d7643ae56d770ef6388",
    ],
    [
      "a folder that is too long for the prefix",
      `${"d".repeat(190)}/${"n".repeat(60)}.txt`,
      "ccc",
      "4227681bdd2fa9d8b95e89801339d5cfcce98ebbeb4022b122782e06e770b145",
    ],
  ])("computes the hash of Pulumi's engine for %s", async (_, name, content, hash) => {
    expect(await hashOf({ assets: propertyMap([[name, text(content)]]) })).toBe(hash);
  });

  it("computes the same hash as Pulumi's engine for a directory with such files", async () => {
    mkdirSync(join(folder, "code", "sub"), { recursive: true });
    writeFileSync(join(folder, "code", "a.txt"), "a");
    writeFileSync(join(folder, "code", "é.txt"), "bb");
    writeFileSync(join(folder, "code", "sub", `${"n".repeat(120)}.txt`), "ccc");
    expect(await hashOf({ path: "code" })).toBe("86bd3de1c496bda63acaa26b313261ffccbba59ce0006ed052cdd12b471d084a");
  });

  it("computes no hash for a file behind a URL", async () => {
    const assets = propertyMap([["a", { [KIND]: "asset", uri: "https://example.com/a" }]]);
    expect(await hashOf({ assets })).toBeUndefined();
  });
});

describe("AssetHasher, for a file that cannot be read", () => {
  it("names a broken link", async () => {
    mkdirSync(join(folder, "links"));
    symlinkSync("gone.txt", join(folder, "links", "a.txt"));
    await expect(filled({ path: "links" })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: expect.stringContaining(join("links", "a.txt")) as string,
    });
  });

  it("names a missing file", async () => {
    await expect(filled({ path: "gone" })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: expect.stringContaining("gone") as string,
    });
  });
});
