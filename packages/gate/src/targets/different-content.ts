/**
 * Whether two text files have different contents, or only one of them exists.
 *
 * @param before - the path of the first file, or undefined if there is none
 * @param now - the path of the second file, or undefined if there is none
 */
export async function haveDifferentContent(before: string | undefined, now: string | undefined): Promise<boolean> {
  if (before === undefined || now === undefined) return before !== now;
  const { readTextFile } = await import("@roadbed/plan/internal");
  return readTextFile(before) !== readTextFile(now);
}
