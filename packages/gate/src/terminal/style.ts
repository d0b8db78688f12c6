import { styleText } from "node:util";
import type { OutputStream } from "./output-stream";

type Format = Parameters<typeof styleText>[0];

/** Colours text, or leaves it alone. */
export type Style = (format: Format, text: string) => string;

export const plain: Style = (_, text) => text;
const coloured: Style = (format, text) => styleText(format, text, { validateStream: false });

/**
 * The style for a stream: colours on a terminal that has them. FORCE_COLOR and NO_COLOR hold, in this order, as they
 * do in Node.
 *
 * @param allowed false for `--no-color`, which holds over both variables
 */
export function styleFor(
  stream: Pick<OutputStream, "isTTY" | "hasColors">,
  allowed: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): Style {
  if (!allowed) return plain;
  const { FORCE_COLOR: forced, NO_COLOR: none } = environment;
  if (forced !== undefined) return forced === "0" || forced === "false" ? plain : coloured;
  if (none !== undefined && none !== "") return plain;
  return stream.isTTY === true && stream.hasColors?.() === true ? coloured : plain;
}
