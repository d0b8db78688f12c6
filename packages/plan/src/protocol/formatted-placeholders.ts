import { PLACEHOLDER_MARK } from "../model";
import { encodingsOf } from "../secrets";

/** Matches the mark, also inside text that the program encoded, such as user data in base64. */
const MARK = new RegExp([...new Set([...encodingsOf(PLACEHOLDER_MARK), PLACEHOLDER_MARK.toUpperCase()])].join("|"));

/** Whether a string was formatted from a placeholder, so that the value in a deployment will be different. */
export const hasFormattedPlaceholder = (text: string): boolean =>
  text.length >= PLACEHOLDER_MARK.length && MARK.test(text);
