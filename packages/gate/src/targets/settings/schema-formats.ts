import { isIP, isIPv4, isIPv6 } from "node:net";

/** The string formats of JSON Schema that configuration schemas use. Other formats have no effect. */
export const SCHEMA_FORMATS: Readonly<Record<string, (value: string) => boolean>> = {
  date: (value) => /^\d{4}-\d\d-\d\d$/.test(value) && isTime(value),
  "date-time": (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i.test(value) && isTime(value),
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
  hostname: (value) =>
    isIP(value) === 0 && /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.|$))+$/i.test(value),
  ipv4: isIPv4,
  ipv6: isIPv6,
  regex: isRegularExpression,
  uri: (value) => URL.canParse(value),
  uuid: (value) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value),
};

const isTime = (value: string): boolean => !Number.isNaN(Date.parse(value));

function isRegularExpression(value: string): boolean {
  try {
    new RegExp(value, "u");
    return true;
  } catch {
    return false; // the error is the answer
  }
}
