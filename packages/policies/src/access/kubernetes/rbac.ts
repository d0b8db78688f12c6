import { isProperties, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { accessSets, grants, memberOf, valueAt, type Facet } from "../facet";
import { grantAccess, opaque, type Grant, type GrantValues } from "../grants";
import { escapeWildcards } from "../requests/pattern";
import { canonicalForm, elementsOf } from "../values";

/** What the rules of a role allow. */
export const roleRules: Facet = accessSets(
  ({ rules, aggregationRule }, context) =>
    grantAccess(
      [
        ...elementsOf(rules).flatMap((rule, index) => ruleGrants(rule, joinPath("rules", index))),
        ...(aggregationRule === undefined ? [] : [aggregatedGrant(aggregationRule)]),
      ],
      context,
    ),
  { at: "rules" },
);

/** The rules that other roles add. */
const aggregatedGrant = (rule: Value): Grant => ({
  at: "aggregationRule",
  values: [],
  constraints: [[[opaque("role", canonicalForm(rule))]]],
});

function ruleGrants(rule: Value, at: string): readonly Grant[] {
  if (!isProperties(unwrapSecret(rule)))
    return [{ at, values: [], constraints: [[[opaque("rule", `${canonicalForm(rule)} ${at}`)]]] }];
  const verbs = orWildcard("verb", memberOf(rule, "verbs") ?? []);
  const names = memberOf(rule, "resourceNames");
  const resources: Grant = {
    at,
    values: [
      { subject: "request", value: "resource" },
      verbs,
      orWildcard("API group", memberOf(rule, "apiGroups") ?? []),
      { ...orWildcard("resource", memberOf(rule, "resources") ?? []), convert: subresourcePattern },
      // An empty list does not limit the names.
      { subject: "resource name", value: elementsOf(names).length === 0 ? undefined : names },
    ],
  };
  const urls = { subject: "resource", value: memberOf(rule, "nonResourceURLs") ?? [], syntax: {}, convert: urlPattern };
  return [resources, { at, values: [{ subject: "request", value: "URL" }, verbs, urls] }];
}

/** A property of which `*` alone stands for all values. */
const orWildcard = (subject: string, value: Value): GrantValues => ({
  subject,
  value,
  syntax: {},
  convert: (text) => (text === "*" ? text : escapeWildcards(text)),
});

// A wildcard before the slash stands for every resource that has the subresource.
const subresourcePattern = (text: string): string => {
  if (text === "*") return text;
  return text.startsWith("*/") ? `*${escapeWildcards(text.slice(1))}` : escapeWildcards(text);
};

/** Only the last character of a URL can be a wildcard. */
const urlPattern = (text: string): string =>
  text.endsWith("*") ? `${escapeWildcards(text.slice(0, -1))}*` : escapeWildcards(text);

/** The roles that a binding gives to its subjects. */
export const roleBinding: Facet = grants(
  (inputs) =>
    elementsOf(inputs.subjects).map((subject, index) => ({
      at: joinPath("subjects", index),
      values: [
        { subject: "role", value: roleOf(inputs) },
        { subject: "namespace", value: valueAt(inputs, "metadata.namespace") },
        callersOf(subject),
      ],
    })),
  { at: "subjects" },
);

/** The role of a binding. The cluster role `cluster-admin` allows everything that other roles allow. */
function roleOf(inputs: Properties): Value | undefined {
  const name = valueAt(inputs, "roleRef.name");
  const kind = valueAt(inputs, "roleRef.kind");
  return kind === "ClusterRole" && name === "cluster-admin" ? undefined : name;
}

/**
 * Returns patterns for the callers that a subject includes. An authenticated caller is a user, a service account, or a member
 * of a group that is not known.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
function callersOf(subject: Value): GrantValues {
  const name = memberOf(subject, "name") ?? subject;
  const [kind, namespace] = [memberOf(subject, "kind"), memberOf(subject, "namespace")];
  const values = { subject: "principal", value: name, syntax: {} };
  if (kind === "ServiceAccount" && (namespace === undefined || typeof namespace === "string"))
    return { ...values, convert: (text) => serviceAccount(namespace ?? "", text) };
  if (kind === "Group") return typeof name === "string" ? { ...values, value: groupCallers(name) } : values;
  if (kind === "User") return { ...values, convert: userCaller };
  return { ...values, value: canonicalForm(subject) };
}

const serviceAccount = (namespace: string, name: string) =>
  `service account ${escapeWildcards(namespace)}:${escapeWildcards(name)}`;

function userCaller(name: string): string {
  if (name === "system:anonymous") return "anonymous";
  const [, namespace, account] = /^system:serviceaccount:([^:]*):([^:]*)$/.exec(name) ?? [];
  return namespace === undefined || account === undefined
    ? `user ${escapeWildcards(name)}`
    : serviceAccount(namespace, account);
}

function groupCallers(name: string): readonly string[] {
  if (name === "system:unauthenticated") return ["anonymous"];
  if (name === "system:authenticated") return ["user *", "service account *", "member *"];
  if (name === "system:serviceaccounts") return ["service account *"];
  const [, namespace] = /^system:serviceaccounts:(.+)$/.exec(name) ?? [];
  return [
    namespace === undefined ? `member ${escapeWildcards(name)}` : `service account ${escapeWildcards(namespace)}:*`,
  ];
}
