import { listed } from "../kernel/connectives";
import { mend, type Mending } from "../kernel/mend";
import type { About, ResourceRule } from "../model";
import { texts } from "../options";
import { defineRule, type Fault, type Said } from "../rule";
import { containersOf, pods, type Container, type Pod, type PodSpec, type PodTemplate } from "../views/pods";

interface PodRule extends About {
  readonly check: (pod: Pod) => Said;
  /** Pods that the rule does not concern. */
  readonly unless?: (pod: Pod) => boolean;
  /** What to set, in what `check` finds fault with and in what is right already. */
  readonly fix?: (pod: Pod) => readonly Mending[];
  readonly pass: readonly [PodTemplate, ...PodTemplate[]];
  readonly fail: readonly [PodTemplate, ...PodTemplate[]];
}

/**
 * A rule on the pods of every kind of workload, shown on bare ones. Namespaces can be exempt from it, as from the
 * admission controller of Kubernetes.
 */
export function podRule({ check, unless = () => false, fix, pass, fail, ...about }: PodRule): ResourceRule {
  return defineRule({
    ...about,
    on: pods,
    options: {
      exemptNamespaces: texts([], "Namespaces whose pods may do this, such as those of the cluster's own agents."),
    },
    check: (pod, { options }) =>
      listed(pod)
        .filter((one) => !options.exemptNamespaces.some((namespace) => namespace === one.namespace))
        .filter((one) => !unless(one))
        .flatMap((one) => listed(check(one))),
    ...(fix && { fix }),
    examples: {
      // A pod is replaced by any change, so a fix is shown on what makes pods.
      pass: [asPod(pass[0]), ...pass.slice(1).map(asPod), ...(fix ? pass.map(asDeployment) : [])],
      fail: [asPod(fail[0]), ...fail.slice(1).map(asPod), ...(fix ? [asDeployment(fail[0])] : [])],
    },
  });
}

const asDeployment = (template: PodTemplate) =>
  ["kubernetes:apps/v1:Deployment", { metadata: { namespace: "shop" }, spec: { template } }] as const;
const asPod = (pod: PodTemplate) => ["kubernetes:core/v1:Pod", pod] as const;

/** For examples: a pod with one container and more. */
export const podOf = (spec: PodSpec): PodTemplate => ({ spec: { containers: [{ name: "web" }], ...spec } });

/** For examples: a pod of one container. */
export const podWith = (container: Container): PodTemplate => podOf({ containers: [{ name: "web", ...container }] });

/** The same properties in the security context of every container of a pod. */
export const secured = (pod: Pod, securityContext: NonNullable<Container["securityContext"]>): readonly Mending[] =>
  containersOf(pod).map((container) => mend(container, { securityContext }));

/** The same fault of each of several objects. */
export const faultOf = (objects: readonly object[], message: string): readonly Fault[] =>
  objects.map((at) => ({ at, message }));
