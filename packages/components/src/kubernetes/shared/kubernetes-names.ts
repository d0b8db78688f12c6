import type { Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const LABEL_CHARACTERS = 63;
const SUBDOMAIN_CHARACTERS = 253;
const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const SERVICE = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;

/** Returns a check that limits the length of strings that another check accepts. */
export function limitedTo(maxCharacters: number, check: Check<unknown>): Check<unknown> {
  return (value) => {
    const detail = check(value);
    if (detail !== undefined || typeof value !== "string" || value.length <= maxCharacters) return detail;
    return {
      code: "out-of-range",
      statement: `expected at most ${maxCharacters} characters, got ${value.length}`,
      remedy: "Use a shorter name.",
    };
  };
}

/** Accepts the name of an object that becomes part of a DNS name and begins with a letter, such as a Service. */
export const serviceName = (what: string, maxCharacters = LABEL_CHARACTERS): Check<unknown> =>
  limitedTo(
    maxCharacters,
    matching(SERVICE, what, 'Use lowercase letters, digits, and hyphens, beginning with a letter: "orders".'),
  );

/** Accepts a DNS label, such as the name of a namespace. */
export const dnsLabel = (what: string, maxCharacters = LABEL_CHARACTERS): Check<unknown> =>
  limitedTo(maxCharacters, matching(LABEL, what, 'Use lowercase letters, digits, and hyphens: "orders".'));

/** Accepts a DNS subdomain, which most objects can have as their name. */
export const dnsSubdomain = (what: string): Check<unknown> =>
  limitedTo(
    SUBDOMAIN_CHARACTERS,
    matching(SUBDOMAIN, what, 'Use lowercase letters, digits, hyphens, and periods: "orders-tls".'),
  );

/** Accepts a host name, optionally with a wildcard as its first label. */
export const hostName: Check<unknown> = (value) => {
  if (typeof value !== "string") return expected("wrong-type", "a host name", 'Example: "shop.example.com".');
  const name = value.startsWith("*.") ? value.slice(2) : value;
  return dnsSubdomain("a host name")(name) === undefined && name.includes(".")
    ? undefined
    : expected("invalid-format", "a host name", 'Example: "shop.example.com", without a scheme, port, or path.');
};
