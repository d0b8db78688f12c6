import { type Check } from "./argument-issues";
import { expected, matching } from "./checks";

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const MAX_NAME_CHARACTERS = 63;
const MAX_PREFIX_CHARACTERS = 253;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?$/;
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const KEY_REMEDY =
  "Use up to 63 letters, digits, hyphens, underscores, and periods, which begin and end with a letter or digit, optionally after a DNS subdomain and a slash.";

/** Accepts the key of a Kubernetes label, taint, or annotation: `team`, `example.com/team`. */
export const kubernetesLabelKey: Check<unknown> = (key) => {
  if (typeof key !== "string") return expected("wrong-type", "the key of a label", KEY_REMEDY);
  const slash = key.indexOf("/");
  const name = key.slice(slash + 1);
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const isValid =
    NAME.test(name) &&
    name.length <= MAX_NAME_CHARACTERS &&
    (prefix === undefined || (SUBDOMAIN.test(prefix) && prefix.length <= MAX_PREFIX_CHARACTERS));
  return isValid ? undefined : expected("invalid-format", "the key of a label", KEY_REMEDY);
};

/** Accepts the value of a Kubernetes label or taint, which can be empty. */
export const kubernetesLabelValue: Check<unknown> = (value) => {
  const what = "the value of a label";
  const remedy =
    "Use up to 63 letters, digits, hyphens, underscores, and periods, which begin and end with a letter or digit.";
  if (typeof value !== "string") return expected("wrong-type", what, remedy);
  return VALUE.test(value) && value.length <= MAX_NAME_CHARACTERS
    ? undefined
    : expected("invalid-format", what, remedy);
};

/** Accepts a DNS label, which names of namespaces are. `what` describes it: "the name of a namespace". */
export const dnsLabel = (what: string, example: string): Check<unknown> =>
  matching(
    DNS_LABEL,
    what,
    `Use up to 63 lowercase letters, digits, and hyphens, which begin and end with a letter or digit. Example: "${example}".`,
  );

/** Accepts a DNS subdomain, which names of most Kubernetes objects are. `what` describes it: "the name of a service account". */
export const dnsSubdomain =
  (what: string, example: string): Check<unknown> =>
  (value) => {
    const remedy = `Use up to 253 lowercase letters, digits, hyphens, and periods, which begin and end with a letter or digit. Example: "${example}".`;
    if (typeof value !== "string") return expected("wrong-type", what, remedy);
    return SUBDOMAIN.test(value) && value.length <= MAX_PREFIX_CHARACTERS
      ? undefined
      : expected("invalid-format", what, remedy);
  };

/** Returns the domain of a key, without the name: `example.com` of `example.com/team`; empty without a domain. */
export const labelDomain = (key: string): string => key.slice(0, Math.max(0, key.indexOf("/")));

/** Whether a key belongs to a domain or one of its subdomains. */
export function isInDomain(key: string, domain: string): boolean {
  const keyDomain = labelDomain(key);
  return keyDomain === domain || keyDomain.endsWith(`.${domain}`);
}
