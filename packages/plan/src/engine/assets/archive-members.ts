import { lstat, readdir, stat } from "node:fs/promises";
import { join, posix, resolve } from "node:path";
import { isArchive, isAsset, isUnknown, type Archive, type Properties } from "../../model";
import { InvalidRequestError } from "../../protocol";
import { readAsset } from "./read-asset";

/** A file in an archive. */
export type ArchiveMember = { readonly bytes: Buffer } | { readonly path: string; readonly size: number };

/** The files of an archive by their names, in the order of the tar stream that Pulumi's engine creates. */
export type ArchiveMembers = ReadonlyMap<string, ArchiveMember>;

/** The endings of the files that Pulumi's engine reads as archives. */
const ARCHIVE_ENDINGS = [".tar", ".tgz", ".tar.gz", ".zip", ".jar"];

/** Pulumi's engine leaves files and directories of this name out of archives. */
const BOOKKEEPING = ".pulumi";

/** Returns whether Pulumi's engine reads a file as an archive. */
export function isArchiveFile(path: string): boolean {
  return ARCHIVE_ENDINGS.some((ending) => path.endsWith(ending));
}

/** Lists the files of archives in the order in which Pulumi's engine writes them. */
export class ArchiveReader {
  readonly #directory: string;

  /** @param directory - the directory that paths are relative to */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Returns the files of a directory.
   *
   * @throws InvalidRequestError if the path cannot be read or is not a directory
   */
  async directory(path: string): Promise<ArchiveMembers> {
    const members = new Map<string, ArchiveMember>();
    if (!(await this.#read(path, (full) => stat(full))).isDirectory())
      throw new InvalidRequestError(
        `the archive ${path} is neither a directory nor a file with one of the endings ${ARCHIVE_ENDINGS.join(", ")}`,
      );
    // The engine walks a link like any other file, finds that it refers to a directory, and skips it. The archive of a
    // linked directory is therefore empty.
    if (!(await this.#read(path, (full) => lstat(full))).isSymbolicLink()) await this.#walk(path, "", members);
    return members;
  }

  /**
   * Returns the files of a composed archive, or undefined if a part of it cannot be known: an unknown value, content
   * behind a URI, or the content of an archive file.
   *
   * @throws InvalidRequestError if a file or directory cannot be read
   */
  async composition(assets: Properties): Promise<ArchiveMembers | undefined> {
    const members = new Map<string, ArchiveMember>();
    const add = (name: string, member: ArchiveMember): void => {
      // The engine writes the first of two files with the same name.
      if (!members.has(name)) members.set(name, member);
    };
    for (const name of Object.keys(assets).sort(compareBytes)) {
      const value = assets[name];
      if (isUnknown(value)) return undefined;
      if (isAsset(value)) {
        if (value.uri !== undefined) return undefined;
        add(name, value.text === undefined ? await this.#file(value.path ?? "") : { bytes: Buffer.from(value.text) });
      } else if (isArchive(value)) {
        const inner = await this.#archive(value);
        if (inner === undefined) return undefined;
        // The engine normalizes the names of files in nested archives, but not the names of files beside them.
        for (const [innerName, member] of inner) add(posix.join(name, innerName), member);
      }
    }
    return members;
  }

  async #archive({ assets, path = "", uri }: Archive): Promise<ArchiveMembers | undefined> {
    if (uri !== undefined) return undefined;
    if (assets !== undefined) return this.composition(assets);
    return isArchiveFile(path) ? undefined : this.directory(path);
  }

  async #walk(folder: string, prefix: string, members: Map<string, ArchiveMember>): Promise<void> {
    const entries = await this.#read(folder, (full) => readdir(full, { withFileTypes: true }));
    for (const entry of entries.sort((left, right) => compareBytes(left.name, right.name))) {
      if (entry.name === BOOKKEEPING) continue;
      const name = posix.join(prefix, entry.name);
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await this.#walk(path, name, members);
      // As in Pulumi's engine, links to files are followed, and links to directories are skipped because they can be
      // circular.
      else if (entry.isFile() || (entry.isSymbolicLink() && (await this.#read(path, (full) => stat(full))).isFile()))
        members.set(name, await this.#file(path));
    }
  }

  async #file(path: string): Promise<ArchiveMember> {
    const { size } = await this.#read(path, (full) => stat(full));
    return { path: resolve(this.#directory, path), size };
  }

  #read<T>(path: string, read: (full: string) => Promise<T>): Promise<T> {
    return readAsset(path, () => read(resolve(this.#directory, path)));
  }
}

/** Compares strings as Go does. */
const compareBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));
