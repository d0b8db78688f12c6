import { posix } from "node:path";

const BLOCK_BYTES = 512;
const NAME_BYTES = 100;
const PREFIX_BYTES = 155;

/** The type flags of a regular file and of the PAX records for the file that follows. */
const TYPES = { file: "0", records: "x" };

/** The bytes at the end of an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK_BYTES);

/** Returns the padding that follows a file of the given size. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK_BYTES - (size % BLOCK_BYTES)) % BLOCK_BYTES);
}

/**
 * Returns a file header in the format that Go's archive/tar writes: readable by the owner, without times, owners, or
 * groups. A name that does not fit into a ustar header is written to a PAX record.
 */
export function tarHeader(name: string, size: number): Buffer {
  const split = splitName(name);
  if (split !== undefined) return header({ ...split, mode: 0o600, size, type: TYPES.file });
  const record = paxRecord("path", name);
  return Buffer.concat([
    header({ path: recordsName(name), size: record.length, type: TYPES.records }),
    record,
    tarPadding(record.length),
    header({ path: ascii(name), mode: 0o600, size, type: TYPES.file }),
  ]);
}

interface Fields {
  readonly path: string;
  readonly prefix?: string;
  readonly mode?: number;
  readonly size: number;
  readonly type: string;
}

function header({ path, prefix = "", mode = 0, size, type }: Fields): Buffer {
  const block = Buffer.alloc(BLOCK_BYTES);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  block.write(withoutEndingSlash(path), 0, NAME_BYTES);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write("        ", 148);
  block.write(type, 156);
  block.write("ustar\x0000", 257, "latin1");
  // Go writes device numbers only for files, not for records.
  if (type === TYPES.file) for (const offset of [329, 337]) block.write(octal(0, 7), offset);
  block.write(prefix, 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/**
 * Splits a name of more than 100 bytes into a prefix and a path. Returns undefined if ustar cannot represent the name.
 */
function splitName(name: string): Pick<Fields, "path" | "prefix"> | undefined {
  if (ascii(name) !== name) return undefined;
  if (name.length <= NAME_BYTES) return { path: name };
  const cut = name.lastIndexOf("/", PREFIX_BYTES);
  const path = name.slice(cut + 1);
  return cut > 0 && path !== "" && path.length <= NAME_BYTES ? { path, prefix: name.slice(0, cut) } : undefined;
}

/** Returns the name of the archive entry that contains a file's PAX records. */
function recordsName(name: string): string {
  return ascii(posix.join(posix.dirname(name), "PaxHeaders.0", posix.basename(name))).slice(0, NAME_BYTES);
}

/** Returns a record in the format `<length> <key>=<value>\n`. The length includes its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length = rest + String(length).length;
  return Buffer.from(`${length} ${key}=${value}\n`);
}

/**
 * Removes slashes from the end of a truncated name, because some readers treat a name with a trailing slash as a
 * directory.
 */
function withoutEndingSlash(path: string): string {
  return path.length > NAME_BYTES ? path.slice(0, NAME_BYTES).replace(/\/+$/, "") : path;
}

/** Removes non-ASCII characters. */
function ascii(name: string): string {
  return Array.from(name)
    .filter((character) => character > "\0" && character < "\x80")
    .join("");
}
