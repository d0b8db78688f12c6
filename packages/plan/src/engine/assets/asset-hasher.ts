import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  KIND,
  propertyMap,
  makeSecret,
  type Archive,
  type Asset,
  type Properties,
  type Value,
} from "../../model";
import { InvalidRequestError } from "../../protocol";
import { ArchiveReader, isArchiveFile, type ArchiveMembers } from "./archive-members";
import { readAsset } from "./read-asset";
import { TAR_END, tarHeader, tarPadding } from "./tar";

/** Computes the hashes of assets and archives, which the engine uses to detect changes. Reads each file only once. */
export class AssetHasher {
  readonly #directory: string;
  readonly #reader: ArchiveReader;
  readonly #files = new Map<string, Promise<string>>();

  /** @param directory - the directory that paths are relative to */
  constructor(directory: string) {
    this.#directory = directory;
    this.#reader = new ArchiveReader(directory);
  }

  /**
   * Returns the properties with the hashes of all assets and archives.
   *
   * @throws InvalidRequestError if a file or directory cannot be read
   */
  async fill(values: Properties): Promise<Properties> {
    return containsFile(values) ? this.#properties(values) : values;
  }

  async #properties(values: Properties): Promise<Properties> {
    const entries = Object.entries(values).map(async ([name, value]) => [name, await this.#value(value)] as const);
    return propertyMap(await Promise.all(entries));
  }

  async #value(value: Value): Promise<Value> {
    if (!containsFile(value)) return value;
    if (isAsset(value)) return this.#asset(value);
    if (isArchive(value)) return this.#archive(value);
    if (isSecret(value)) return makeSecret(await this.#value(value.value));
    if (isList(value)) return Promise.all(value.map((element) => this.#value(element)));
    return isProperties(value) ? this.#properties(value) : value;
  }

  async #asset(asset: Asset): Promise<Asset> {
    if (asset.hash !== undefined || asset.uri !== undefined) return asset;
    if (asset.path !== undefined) return { ...asset, hash: await this.#file(asset.path) };
    return { ...asset, hash: sha256(Buffer.from(asset.text ?? "")) };
  }

  async #archive(archive: Archive): Promise<Archive> {
    const { assets, path = "" } = archive;
    // Content behind a URI is not downloaded, so an archive with such a member has no hash.
    if (archive.hash !== undefined || archive.uri !== undefined) return archive;
    if (assets !== undefined) {
      const members = await this.#reader.composition(assets);
      const filled = await this.#properties(assets);
      return { [KIND]: "archive", assets: filled, ...(members && { hash: await hashMembers(members) }) };
    }
    if (isArchiveFile(path)) return { ...archive, hash: await this.#file(path) };
    return { ...archive, hash: await hashMembers(await this.#reader.directory(path)) };
  }

  async #file(path: string): Promise<string> {
    const full = resolve(this.#directory, path);
    let hash = this.#files.get(full);
    if (hash === undefined) {
      hash = this.#readFile(path, full);
      this.#files.set(full, hash);
    }
    return hash;
  }

  async #readFile(path: string, full: string): Promise<string> {
    // Reading a device or a pipe may never finish.
    if (!(await readAsset(path, () => stat(full))).isFile())
      throw new InvalidRequestError(`the asset ${path} is not a file`);
    const digest = createHash("sha256");
    await feed(digest, full);
    return digest.digest("hex");
  }
}

function containsFile(value: Value): boolean {
  if (isAsset(value) || isArchive(value)) return true;
  if (isSecret(value)) return containsFile(value.value);
  if (isList(value)) return value.some(containsFile);
  return isProperties(value) && Object.values(value).some(containsFile);
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

async function feed(digest: Hash, path: string): Promise<number> {
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

/**
 * Returns the hash of the tar stream that Pulumi's engine creates, which has no times, owners, or permissions.
 */
async function hashMembers(members: ArchiveMembers): Promise<string> {
  const digest = createHash("sha256");
  for (const [name, member] of members) {
    const size = "bytes" in member ? member.bytes.length : member.size;
    digest.update(tarHeader(name, size));
    if ("bytes" in member) digest.update(member.bytes);
    else await feed(digest, member.path);
    digest.update(tarPadding(size));
  }
  digest.update(TAR_END);
  return digest.digest("hex");
}
