import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { errorReason } from "../../errors";
import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isUnknown,
  KIND,
  propertyMap,
  makeSecret,
  type Archive,
  type Asset,
  type Properties,
  type Value,
} from "../../model";
import { InvalidRequestError } from "../../protocol";
import { TAR_END, tarHeader, tarPadding } from "./tar";

/** A file in an archive. */
type Member = { readonly bytes: Buffer } | { readonly path: string; readonly size: number };

/** Computes the hashes of assets and archives, which the engine uses to detect changes. Reads each file only once. */
export class AssetHasher {
  readonly #directory: string;
  readonly #files = new Map<string, Promise<string>>();

  /** @param directory - the directory that paths are relative to */
  constructor(directory: string) {
    this.#directory = directory;
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
    const { assets } = archive;
    // Content behind a URI is not downloaded, so an archive with such a member has no hash.
    if (archive.hash !== undefined || archive.uri !== undefined) return archive;
    if (assets !== undefined) {
      const filled = await this.#properties(assets);
      const members = new Map<string, Member>();
      const complete = await this.#collect(filled, "", members);
      return { [KIND]: "archive", assets: filled, ...(complete ? { hash: await hashMembers(members) } : {}) };
    }
    const path = archive.path ?? "";
    const entry = await this.#stat(path);
    if (!entry.isDirectory()) return { ...archive, hash: await this.#file(path) };
    const members = new Map<string, Member>();
    await this.#walk(path, "", members);
    return { ...archive, hash: await hashMembers(members) };
  }

  /** Collects the files of a composed archive. Returns false if a member is unknown or has a URI. */
  async #collect(assets: Properties, prefix: string, members: Map<string, Member>): Promise<boolean> {
    for (const [name, value] of Object.entries(assets)) {
      const entryPath = prefix === "" ? name : `${prefix}/${name}`;
      if (isUnknown(value)) return false;
      if (isAsset(value)) {
        if (value.uri !== undefined) return false;
        if (value.text !== undefined) members.set(entryPath, { bytes: Buffer.from(value.text) });
        else await this.#addFile(value.path ?? "", entryPath, members);
      } else if (isArchive(value)) {
        if (value.uri !== undefined) return false;
        if (value.assets !== undefined) {
          if (!(await this.#collect(value.assets, entryPath, members))) return false;
        } else if ((await this.#stat(value.path ?? "")).isDirectory()) {
          await this.#walk(value.path ?? "", entryPath, members);
        } else return false;
      }
    }
    return true;
  }

  async #walk(folder: string, prefix: string, members: Map<string, Member>): Promise<void> {
    for (const entry of await this.#list(folder)) {
      const entryPath = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await this.#walk(path, entryPath, members);
      // As in Pulumi's engine, links to files are followed, and links to directories are skipped because they can be
      // circular.
      else if (entry.isFile() || (entry.isSymbolicLink() && (await this.#stat(path)).isFile()))
        await this.#addFile(path, entryPath, members);
    }
  }

  async #addFile(path: string, entryPath: string, members: Map<string, Member>): Promise<void> {
    members.set(entryPath, { path: resolve(this.#directory, path), size: (await this.#stat(path)).size });
  }

  async #stat(path: string) {
    return this.#read(path, (full) => stat(full));
  }

  async #list(path: string) {
    return this.#read(path, (full) => readdir(full, { withFileTypes: true }));
  }

  async #read<T>(path: string, read: (full: string) => Promise<T>): Promise<T> {
    try {
      return await read(resolve(this.#directory, path));
    } catch (error) {
      throw new InvalidRequestError(`the asset ${path} cannot be read: ${errorReason(error)}`, { cause: error });
    }
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
    if (!(await this.#stat(path)).isFile()) throw new InvalidRequestError(`the asset ${path} is not a file`);
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
 * Returns the hash of the tar stream that Pulumi's engine creates, which is sorted and has no times, owners, or
 * permissions.
 */
async function hashMembers(members: ReadonlyMap<string, Member>): Promise<string> {
  const digest = createHash("sha256");
  const sorted = [...members].sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  for (const [name, member] of sorted) {
    const size = "bytes" in member ? member.bytes.length : member.size;
    digest.update(tarHeader(name, size));
    if ("bytes" in member) digest.update(member.bytes);
    else await feed(digest, member.path);
    digest.update(tarPadding(size));
  }
  digest.update(TAR_END);
  return digest.digest("hex");
}
