import type { TextOptions } from "../src/report/text/text-report";
import { DEFAULT_WIDTH } from "../src/report/text/layout";
import { plain } from "../src/terminal/style";

/** Returns options of a text report without colors and code. */
export function textOptions(options: Partial<TextOptions> = {}): TextOptions {
  const sourceLine = (): undefined => undefined;
  return { style: plain, width: DEFAULT_WIDTH, quiet: false, advisories: false, sourceLine, ...options };
}
