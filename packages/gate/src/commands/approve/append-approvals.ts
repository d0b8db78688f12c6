import type { Approval } from "../../model/approval";

/** The beginning of a new file. */
const HEADER = "# Changes that may be deployed although a rule on changes reports them.\n";
/** The indentation of a new file, and the width of longer indentations. */
const DEFAULT_INDENT = 2;

/**
 * Returns the content of an approvals file with further entries. Comments and the form of other entries stay the same. An
 * entry with the same ID is replaced.
 *
 * @param content - the content of a valid file, or undefined if there is no file
 */
export async function appendApprovals(content: string | undefined, approvals: readonly Approval[]): Promise<string> {
  const { isMap, isSeq, parseDocument } = await import("yaml");
  const text = content === undefined || content.trim() === "" ? `${HEADER}approvals: []\n` : content;
  const document = parseDocument(text.replaceAll("\r\n", "\n"));
  const listed: unknown = document.get("approvals");
  const list = isSeq(listed) ? listed : document.createNode([]);
  if (list !== listed) document.set("approvals", list);
  list.flow = false;
  for (const approval of approvals) {
    const node = document.createNode(approval);
    const index = list.items.findIndex((item) => isMap(item) && item.get("id") === approval.id);
    if (index === -1) list.add(node);
    else list.items[index] = node;
  }
  const isIndented = !/^approvals:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\n)*-/m.test(text);
  const result = document.toString({ lineWidth: 0, indentSeq: isIndented, indent: indentOf(text) });
  return text.includes("\r\n") ? result.replaceAll("\n", "\r\n") : result;
}

/** Returns the indentation of the first entry. */
function indentOf(text: string): number {
  const [, spaces = ""] = /^approvals:[^\n]*\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( +)-/m.exec(text) ?? [];
  return spaces.length === 0 ? DEFAULT_INDENT : spaces.length;
}
