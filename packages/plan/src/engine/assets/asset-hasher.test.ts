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

  describe("for the order and the names of files", () => {
    const directory = (path: string): Value => ({ [KIND]: "archive", path });
    const composed = (assets: Record<string, Value>): Value => ({
      [KIND]: "archive",
      assets: propertyMap(Object.entries(assets)),
    });
    beforeAll(() => {
      for (const path of ["app/lib/.pulumi", "app/.pulumi", "other/.pulumirc", "only"])
        mkdirSync(join(folder, path), { recursive: true });
      const files = {
        ...{ "app/lib/x.txt": "a", "app/lib.txt": "b", "app/lib-a.txt": "c", "app/.pulumi/state.json": "d" },
        ...{ "app/lib/.pulumi/s": "e", "app/z": "f", "other/z": "g", "other/y": "h", "other/.pulumirc/k": "i" },
        "only/.pulumi": "",
      };
      for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content);
      symlinkSync("app", join(folder, "linked"));
    });

    // The hashes that the Pulumi CLI 3.260 computes.
    const EMPTY = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
    const APP = "6d757151399ed74340c6ac1adae82d2935df0ef8e8098b9eeca71b96a1f7cbcb";
    it.each<[string, Value, string]>([
      ["a directory, with the files of each folder in order", composed({ ".": directory("app") }), APP],
      [
        "keys that are not normal paths",
        composed({ "./src/": directory("app"), "../up": directory("other"), "/abs": directory("other") }),
        "ae51200f4f05646694e0179120a6cab017729c759dadee45433d97013073538a",
      ],
      [
        "keys of files, which are not normalized",
        composed({ "./a.txt": text("a"), "b//c.txt": text("b") }),
        "5f5f933af9ebf6a03a389a6b9078323e262d219c5ff0702247030928146538cd",
      ],
      [
        "two files with one name, of which the first counts",
        composed({ app: directory("other"), "app/z": text("late") }),
        "817d4104b10c6e611107c994472403ac8ff65c916c517dbf738a1c632a5cd062",
      ],
      [
        "a file that a directory contains as well",
        composed({ ".": directory("other"), z: text("late") }),
        "d75ef82e4dab83ea68e7804bfb68444a09f85df97e46b5fc6222d33d431b50aa",
      ],
      [
        "keys that begin with another key",
        composed({ lib: directory("other"), "lib.txt": text("t"), "lib-a": text("u") }),
        "d2b14ae1055ea2aaf43d5c7799dc29129abb94399b1aed53e639da2a6fe5eb12",
      ],
      [
        "nested archives",
        composed({ "a/./b": composed({ "../c": composed({ d: text("d") }), "e/": directory("other") }) }),
        "18adb9bd7ef8461e04fed7a0df5735679026090282584617c7148f0ef48c0509",
      ],
      ["a link to a directory, which counts as empty", composed({ l: directory("linked") }), EMPTY],
    ])("computes the hash of Pulumi's engine for %s", async (_, archive, hash) => {
      expect(isArchive(archive) && (await hashOf(archive))).toBe(hash);
    });

    it.each([
      ["app", APP],
      ["linked", EMPTY],
      ["only", EMPTY],
    ])("computes the hash of Pulumi's engine for the directory %s", async (path, hash) => {
      expect(await hashOf({ path })).toBe(hash);
    });

    it("computes no hash for an archive file inside an archive, whose content it does not read", async () => {
      writeFileSync(join(folder, "code.zip"), "zip");
      expect(await hashOf({ assets: propertyMap([["code", directory("code.zip")]]) })).toBeUndefined();
    });
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

  it("rejects a file that is not an archive, as Pulumi's engine does", async () => {
    writeFileSync(join(folder, "code.txt"), "text");
    await expect(filled({ path: "code.txt" })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message:
        "the archive code.txt is neither a directory nor a file with one of the endings .tar, .tgz, .tar.gz, .zip, .jar",
    });
  });

  it("names a missing file", async () => {
    await expect(filled({ path: "gone" })).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: expect.stringContaining("gone") as string,
    });
  });
});
