import { isAbsolute, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { SourcePosition as PositionMessage, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import type { SourcePosition } from "../../model";

/** Matches paths in installed packages. Positions in these packages do not help the program's author. */
const INSTALLED = /(?:^|\/)node_modules\//;

/**
 * Returns the program position from which a request was sent: the position in the request or, if that is outside the
 * program, the nearest caller in the program. For example, `X.get()` and the stack send a position in the SDK.
 */
export function readSource(
  root: string,
  position: PositionMessage | undefined,
  trace: StackTrace | undefined,
): SourcePosition | undefined {
  const first = insideRoot(root, position);
  if (first !== undefined) return first;
  for (const frame of trace?.getFramesList() ?? []) {
    const found = insideRoot(root, frame.getPc());
    if (found !== undefined) return found;
  }
  return undefined;
}

function insideRoot(root: string, position: PositionMessage | undefined): SourcePosition | undefined {
  if (position === undefined) return undefined;
  const uri = position.getUri();
  if (!uri.startsWith("file://")) return undefined;
  let path: string;
  try {
    path = fileURLToPath(uri);
  } catch {
    // The URI does not identify a file on this system.
    return undefined;
  }
  const inside = relative(root, path);
  if (inside === "" || inside.startsWith("..") || isAbsolute(inside)) return undefined;
  const file = inside.split(sep).join("/");
  if (INSTALLED.test(file)) return undefined;
  const column = position.getColumn();
  return { file, line: position.getLine(), ...(column > 0 ? { column } : {}) };
}
