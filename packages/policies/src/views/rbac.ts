import { allOf, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type Role = InputsOf<"kubernetes:rbac.authorization.k8s.io/v1:Role">;
export type RoleRule = NonNullable<Role["rules"]>[number];
export type RoleBinding = Pick<InputsOf<"kubernetes:rbac.authorization.k8s.io/v1:RoleBinding">, "roleRef" | "subjects">;

/** The rules of roles and cluster roles. */
export const roleRules = defineView<RoleRule>()({
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": (props) => listOf(props.rules),
  "kubernetes:rbac.authorization.k8s.io/v1:Role": (props) => listOf(props.rules),
});

/** The bindings of roles and cluster roles. */
export const roleBindings = defineView<RoleBinding>()({
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": (props) => [props],
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": (props) => [props],
});

/** Whether a name in a rule matches a resource, by name or as a wildcard for a subresource of every resource. */
const matchesResource = (name: string, resource: string): boolean =>
  name === resource || (name.startsWith("*/") && resource.endsWith(name.slice(1)));

/** Whether a rule allows any of the verbs on any of the resources in an API group. */
export const grants = (
  rule: RoleRule,
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
): boolean =>
  allOf(
    () => listOf(rule.apiGroups).some((name) => name === group || name === "*"),
    () =>
      listOf(rule.resources).some(
        (name) => name === "*" || resources.some((resource) => matchesResource(name, resource)),
      ),
    () => listOf(rule.verbs).some((name) => verbs.includes(name) || name === "*"),
  );
