import type { SourcePosition } from "@roadbed/plan";
import type { StackVerdict } from "../../model/verdict";
import { displaySource } from "../../terminal/display-path";
import { oneLine } from "../../terminal/escape";
import { wrapped, type Layout } from "./layout";

/** Returns a line for each exempt finding and unused exemption. */
export function exemptLines({ exemptedFindings, unusedExemptions, directory }: StackVerdict, layout: Layout): string[] {
  const at = ({ file, line }: SourcePosition): string => `${displaySource(directory, file)}:${line}`;
  const lines = [
    ...exemptedFindings.map(({ rule, name, message, exemption: { expires, owner, reason, source } }) => {
      const place = source === undefined ? "" : ` (${at(source)})`;
      return `exempt      ${rule}: ${name}: ${message}; until ${expires}, ${owner}: ${reason}${place}`;
    }),
    ...unusedExemptions.map(({ rule, resource, expires, source }) => {
      const place = source === undefined ? `for ${resource}` : `at ${at(source)}`;
      return `unused      exemption from ${rule} ${place} until ${expires}`;
    }),
  ];
  // One exemption can cover several identical findings.
  return [...new Set(lines)].flatMap((line) =>
    wrapped(oneLine(line), layout, "", 12).map((part) => layout.style("dim", part)),
  );
}
