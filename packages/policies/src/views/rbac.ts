import { allOf, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type Role = InputsOf<"kubernetes:rbac.authorization.k8s.io/v1:Role">;
export type RoleRule = NonNullable<Role["rules"]>[number];
export type RoleBinding = Pick<InputsOf<"kubernetes:rbac.authorization.k8s.io/v1:RoleBinding">, "roleRef" | "subjects">;

/** What roles allow. */
export const roleRules = defineView<RoleRule>()({
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": (props) => listOf(props.rules),
  "kubernetes:rbac.authorization.k8s.io/v1:Role": (props) => listOf(props.rules),
});

/** Who gets which role. */
export const roleBindings = defineView<RoleBinding>()({
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": (props) => [props],
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": (props) => [props],
});

/** Whether a name in a rule stands for a resource: itself, or one subresource of all, such as the scale of any. */
const names = (name: string, resource: string): boolean =>
  name === resource || (name.startsWith("*/") && resource.endsWith(name.slice(1)));

/** Whether a rule allows any of the verbs on any of the resources of an API group. */
export const grants = (
  rule: RoleRule,
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
): boolean =>
  allOf(
    () => listOf(rule.apiGroups).some((name) => name === group || name === "*"),
    () => listOf(rule.resources).some((name) => name === "*" || resources.some((one) => names(name, one))),
    () => listOf(rule.verbs).some((name) => verbs.includes(name) || name === "*"),
  );
