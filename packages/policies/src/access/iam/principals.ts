import { isProperties, isUnknown, unwrapSecret, type Value } from "@roadbed/plan";
import { readString, readStrings, type Holes } from "../values";

/** The principals that an element of a statement lists. */
export interface Principals {
  /** Whether the list contains everyone. */
  readonly everyone: boolean;
  readonly listed: readonly Principal[];
}

interface Principal {
  /** The type of the principal, such as `AWS` or `Service`, and its name. An account is an ARN without its partition. */
  readonly kind: string;
  readonly name: string;
}

/**
 * How to read `NotPrincipal`. A caller has several principals: a role session has its session, its role, and its account.
 * - `any`: the statement does not apply to callers of which any principal is listed.
 * - `all`: the statement does not apply to callers of which all principals are listed. The documentation of
 *   `NotPrincipal` requires to list the account, the role, and the session for this reason.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export type NotPrincipalReading = "any" | "all";

/**
 * Reads `Principal` or `NotPrincipal`.
 *
 * @returns undefined if the element is not valid
 */
export function readPrincipals(value: Value, place: string, holes: Holes): Principals | undefined {
  const inner = unwrapSecret(value);
  if (inner === "*") return { everyone: true, listed: [] };
  if (isUnknown(inner)) return { everyone: false, listed: [{ kind: "", name: readString(inner, place, holes) ?? "" }] };
  if (!isProperties(inner)) return undefined;
  const listed: Principal[] = [];
  let everyone = false;
  for (const [kind, names] of Object.entries(inner)) {
    const strings = readStrings(names, `${place} ${kind}`, holes);
    if (strings === undefined) return undefined;
    // "Principal": "*" and "Principal": {"AWS": "*"} are equivalent in resource-based policies.
    if (kind === "AWS" && strings.includes("*")) everyone = true;
    listed.push(...strings.map((name) => (kind === "AWS" ? awsPrincipal(name) : { kind, name })));
  }
  return { everyone, listed };
}

/** Returns an AWS principal without its partition, because a policy can only name principals of its own partition. */
function awsPrincipal(name: string): Principal {
  if (/^\d{12}$/.test(name)) return { kind: "AWS", name: `${name}:root` };
  const [, account, resource] = /^arn:[^:]*:(?:iam|sts)::([^:]*):(.*)$/s.exec(name) ?? [];
  return { kind: "AWS", name: account === undefined ? name : `${account}:${resource}` };
}

/** Returns patterns for the callers that the listed principals include. An account includes all its identities. */
export const callersOf = ({ listed }: Principals): readonly string[] =>
  listed.flatMap((principal) => {
    const { account, resource } = splitName(principal);
    if (resource === "root") return [callerPattern(principal.kind, `${account}:*`)];
    const role = roleName(resource);
    const sessions = role === undefined ? [] : [callerPattern("AWS", `${account}:assumed-role/${role}/*`)];
    return [callerPattern(principal.kind, principal.name), ...sessions];
  });

/** Returns patterns for the callers to which a statement with `NotPrincipal` does not apply. */
export function exemptCallers(principals: Principals, reading: NotPrincipalReading): readonly string[] {
  if (reading === "any") return callersOf(principals);
  const { listed } = principals;
  const names = new Set(listed.map(({ name }) => name));
  const roles = new Set(
    listed.map(splitName).map(({ account, resource }) => `${account}:assumed-role/${roleName(resource) ?? ""}`),
  );
  return listed
    .filter((principal) => {
      const { account, resource } = splitName(principal);
      if (account === undefined) return true;
      const [role] = /^assumed-role\/[^/]*/.exec(resource) ?? [];
      return names.has(`${account}:root`) && (role === undefined || roles.has(`${account}:${role}`));
    })
    .map(({ kind, name }) => callerPattern(kind, name));
}

/** An unknown principal can have any type. */
const callerPattern = (kind: string, name: string) => (kind === "" ? name : `${kind}:${name}`);

function splitName({ kind, name }: Principal): { readonly account?: string; readonly resource: string } {
  const separator = kind === "AWS" ? name.indexOf(":") : -1;
  if (separator < 0) return { resource: name };
  return { account: name.slice(0, separator), resource: name.slice(separator + 1) };
}

/** Returns the name of a role without its path, which session ARNs do not contain. */
const roleName = (resource: string): string | undefined => /^role\/(?:.*\/)?([^/]+)$/s.exec(resource)?.[1];
