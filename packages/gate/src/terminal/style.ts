import { styleText } from "node:util";
import type { OutputStream } from "./output-stream";

type Format = Parameters<typeof styleText>[0];

/** Formats a string, or returns it unchanged. */
export type Style = (format: Format, text: string) => string;

/** The style that adds no formatting. */
export const plain: Style = (_, text) => text;
const colored: Style = (format, text) => styleText(format, text, { validateStream: false });

/**
 * Returns the style for a stream: colors on a terminal that supports them. FORCE_COLOR and NO_COLOR are checked in this
 * order, as in Node.
 *
 * @param allowed - false for `--no-color`, which takes precedence over both variables
 */
export function styleFor(
  stream: Pick<OutputStream, "isTTY" | "hasColors">,
  allowed: boolean,
  environment: NodeJS.ProcessEnv = process.env,
): Style {
  if (!allowed) return plain;
  const { FORCE_COLOR: forced, NO_COLOR: none } = environment;
  if (forced !== undefined) return forced === "0" || forced === "false" ? plain : colored;
  if (none !== undefined && none !== "") return plain;
  return stream.isTTY === true && stream.hasColors?.() === true ? colored : plain;
}
