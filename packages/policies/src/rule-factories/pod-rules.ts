import { listOf } from "../kernel/connectives";
import { patch, type Patch } from "../kernel/patch";
import type { ResourceRule } from "../authoring/rule";
import type { RuleMeta } from "../model/rule-meta";
import { stringListOption } from "../authoring/option-builders";
import { defineViewRule } from "../authoring/define-rule";
import type { Issue, CheckResult } from "../kernel/check-result";
import { containersOf, pods, type Container, type Pod, type PodSpec, type PodTemplate } from "../views/pods";

interface PodRule extends RuleMeta {
  readonly check: (pod: Pod) => CheckResult;
  /** Pods that the rule does not concern. */
  readonly unless?: (pod: Pod) => boolean;
  /** What to set, in what `check` finds fault with and in what is right already. */
  readonly fix?: (pod: Pod) => readonly Patch[];
  readonly pass: readonly [PodTemplate, ...PodTemplate[]];
  readonly fail: readonly [PodTemplate, ...PodTemplate[]];
}

/**
 * A rule on the pods of every kind of workload, shown on bare ones. Namespaces can be exempt from it, as from the
 * admission controller of Kubernetes.
 */
export function podRule({ check, unless = () => false, fix, pass, fail, ...about }: PodRule): ResourceRule {
  return defineViewRule({
    ...about,
    on: pods,
    options: {
      exemptNamespaces: stringListOption(
        [],
        "Namespaces whose pods may do this, such as those of the cluster's own agents.",
      ),
    },
    check: (pod, { options }) =>
      listOf(pod)
        .filter((one) => !options.exemptNamespaces.some((namespace) => namespace === one.namespace))
        .filter((one) => !unless(one))
        .flatMap((one) => listOf(check(one))),
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
export const securityContextPatches = (
  pod: Pod,
  securityContext: NonNullable<Container["securityContext"]>,
): readonly Patch[] => containersOf(pod).map((container) => patch(container, { securityContext }));

/** The same fault of each of several objects. */
export const issuesAt = (objects: readonly object[], message: string): readonly Issue[] =>
  objects.map((at) => ({ at, message }));
