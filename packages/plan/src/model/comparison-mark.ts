/**
 * Returns the beginning of the strings that replace unknown values in a comparison of two plans.
 *
 * @param id - a random UUID, so that a program cannot contain the strings and hide a change
 */
export const unknownMark = (id: string): string => `unknown:${id}:`;

/** Returns the string that replaces the content of a secret in a comparison of two plans. */
export const secretMark = (digest: string): string => `secret:${digest}`;

/** Whether a value replaces a value that is not known. The value itself says nothing about the resource. */
export const isMarkedUnknown = (value: unknown): boolean => typeof value === "string" && MARK.test(value);

const MARK = /^(?:unknown:[\da-f-]{36}:\d+|secret:[\da-f]+)$/;
