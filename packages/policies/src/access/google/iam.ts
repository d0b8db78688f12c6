import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { grants, memberOf, type Facet } from "../facet";
import { opaque, type Grant, type GrantValues } from "../grants";
import { documentContent } from "../iam/document-access";
import { escapeWildcards } from "../requests/pattern";
import { canonicalForm, elementsOf } from "../values";

/** The inputs of IAM resources that do not name the resource to which the binding belongs. */
const BINDING_INPUTS = new Set(["role", "member", "members", "condition", "policyData", "etag"]);

/** The facet of an IAM member, binding, or policy of any kind of resource. */
export const iamBindings: Facet = grants(
  (inputs) => {
    const resource = resourceValues(inputs);
    if (inputs.policyData !== undefined) return policyGrants(inputs.policyData, resource);
    const at = inputs.members === undefined ? "member" : "members";
    return [bindingGrant(inputs, inputs[at], at, resource)];
  },
  { at: "" },
);

/** The names of the inputs depend on the kind of resource, such as `bucket` or `project`. */
const resourceValues = (inputs: Properties): readonly GrantValues[] =>
  Object.entries(inputs)
    .filter(([name]) => !BINDING_INPUTS.has(name))
    .map(([name, value]) => ({ subject: `resource ${name}`, value }));

function policyGrants(policy: Value, resource: readonly GrantValues[]): readonly Grant[] {
  const content = documentContent(policy);
  if (content === undefined)
    return [{ at: "policyData", values: resource, constraints: [[[opaque("role", canonicalForm(policy))]]] }];
  return elementsOf(content.bindings).map((binding, index) => {
    const at = joinPath("policyData.bindings", index);
    return bindingGrant(binding, memberOf(binding, "members"), at, resource);
  });
}

function bindingGrant(binding: Value, members: Value | undefined, at: string, resource: readonly GrantValues[]): Grant {
  const condition = memberOf(binding, "condition");
  const expression = memberOf(condition, "expression") ?? condition;
  return {
    at,
    values: [
      ...resource,
      { subject: "role", value: rolesOf(memberOf(binding, "role")) },
      { subject: "principal", value: members ?? [], syntax: {}, convert: callers },
    ],
    // Expressions are compared as a whole.
    ...(expression !== undefined && {
      constraints: [[[opaque("condition expression", canonicalForm(expression))]]],
    }),
  };
}

/** Each basic role contains the permissions of the lower ones. */
function rolesOf(role: Value | undefined): Value {
  if (role === "roles/owner") return ["roles/owner", "roles/editor", "roles/viewer"];
  if (role === "roles/editor") return ["roles/editor", "roles/viewer"];
  return role ?? [];
}

/** `allUsers` includes anonymous callers, and `allAuthenticatedUsers` all others. Email addresses ignore case. */
function callers(member: string): string {
  if (member === "allUsers") return "*";
  return member === "allAuthenticatedUsers"
    ? "authenticated *"
    : `authenticated ${escapeWildcards(member.toLowerCase())}`;
}

/** Whether a resource type binds roles to members. Every kind of resource has types of its own. */
export const isIamBinding = (type: string): boolean =>
  /^gcp:[^:]*:[A-Za-z]*I(?:am|AM)(?:Member|Binding|Policy)$/.test(type);
