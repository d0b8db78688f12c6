import type { SourcePosition as PositionMessage, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import type { SourcePosition } from "../../model";
import { pathInProgram } from "../../program";

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
  const file = uri.startsWith("file://") ? pathInProgram(root, uri) : undefined;
  if (file === undefined) return undefined;
  const column = position.getColumn();
  return { file, line: position.getLine(), ...(column > 0 ? { column } : {}) };
}
