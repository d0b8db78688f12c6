import { listOf } from "../kernel/connectives";
import { patch, type Patch } from "../kernel/patch";
import type { ResourceRule } from "../authoring/rule";
import type { RuleMeta } from "../model/rule-meta";
import { stringListOption } from "../authoring/option-builders";
import { defineViewRule } from "../authoring/define-rule";
import type { Issue, CheckResult } from "../kernel/check-result";
import { containersOf, pods, type Container, type Pod, type PodSpec, type PodTemplate } from "../views/pods";

interface PodRuleDefinition extends RuleMeta {
  readonly check: (pod: Pod) => CheckResult;
  /**
   * Whether a pod is exempt from the rule.
   *
   * @default no pod is exempt
   */
  readonly unless?: (pod: Pod) => boolean;
  /** Returns the patches that make a pod pass, including patches for values that already pass. */
  readonly fix?: (pod: Pod) => readonly Patch[];
  readonly pass: readonly [PodTemplate, ...PodTemplate[]];
  readonly fail: readonly [PodTemplate, ...PodTemplate[]];
}

/**
 * Creates a rule on the pods of every kind of workload. Its examples are bare pods. Like the Pod Security admission
 * controller of Kubernetes, the rule can exempt namespaces.
 */
export function podRule({ check, unless = () => false, fix, pass, fail, ...meta }: PodRuleDefinition): ResourceRule {
  return defineViewRule({
    ...meta,
    on: pods,
    options: {
      exemptNamespaces: stringListOption(
        [],
        "Namespaces to which the rule does not apply, such as the namespaces of cluster agents.",
      ),
    },
    check: (pod, { options }) =>
      listOf(pod)
        .filter((candidate) => !options.exemptNamespaces.some((namespace) => namespace === candidate.namespace))
        .filter((candidate) => !unless(candidate))
        .flatMap((candidate) => listOf(check(candidate))),
    ...(fix && { fix }),
    examples: {
      // Rules with a fix have Deployments as additional examples, because any change replaces a bare pod.
      pass: [asPod(pass[0]), ...pass.slice(1).map(asPod), ...(fix ? pass.map(asDeployment) : [])],
      fail: [asPod(fail[0]), ...fail.slice(1).map(asPod), ...(fix ? [asDeployment(fail[0])] : [])],
    },
  });
}

const asDeployment = (template: PodTemplate) =>
  ["kubernetes:apps/v1:Deployment", { metadata: { namespace: "shop" }, spec: { template } }] as const;
const asPod = (pod: PodTemplate) => ["kubernetes:core/v1:Pod", pod] as const;

/** Returns an example pod with one container and the given properties. */
export const podOf = (spec: PodSpec): PodTemplate => ({ spec: { containers: [{ name: "web" }], ...spec } });

/** Returns an example pod with one container that has the given properties. */
export const podWith = (container: Container): PodTemplate => podOf({ containers: [{ name: "web", ...container }] });

/** Returns patches that set the same properties in the security context of every container of a pod. */
export const securityContextPatches = (
  pod: Pod,
  securityContext: NonNullable<Container["securityContext"]>,
): readonly Patch[] => containersOf(pod).map((container) => patch(container, { securityContext }));

/** Returns one issue with the same message for each object. */
export const issuesAt = (objects: readonly object[], message: string): readonly Issue[] =>
  objects.map((at) => ({ at, message }));
