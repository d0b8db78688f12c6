/** Returns a number with its noun, in the plural unless the number is 1. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
