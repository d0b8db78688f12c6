import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { rootContainersOf, rootContextsOf, unmaskedContainersOf } from "../../conditions/pod-security";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineStackRule, type GraphResource } from "../../authoring/define-stack-rule";
import { readersOf } from "../../authoring/define-view";
import { hasUserNamespace, pods, type Pod } from "../../views/pods";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const POD = "kubernetes:core/v1:Pod";

const LEVEL = "pod-security.kubernetes.io/enforce";
const VERSION = "pod-security.kubernetes.io/enforce-version";

/** The first minor version of the Pod Security Standards that relaxes controls for pods with a user namespace. */
const FIRST_RELAXED_MINOR = 35;

type Namespace = GraphResource<typeof NAMESPACE>;

const labelOf = ({ props }: Namespace, name: string): string => props.metadata?.labels?.[name] ?? "";

/** Whether a namespace enforces a version that does not take user namespaces into account. Without a label, it is the latest. */
function enforcesOldVersion(namespace: Namespace): boolean {
  const minor = /^v1\.(\d+)$/.exec(labelOf(namespace, VERSION))?.[1];
  return minor !== undefined && Number(minor) < FIRST_RELAXED_MINOR;
}

/** Whether a pod meets the level that its namespace enforces only because it has a user namespace. */
const needsRelaxation = (pod: Pod, namespace: Namespace): boolean =>
  allOf(
    () => hasUserNamespace(pod),
    () =>
      anyOf(
        () =>
          allOf(
            () => ["baseline", "restricted"].includes(labelOf(namespace, LEVEL)),
            () => isNotEmpty(unmaskedContainersOf(pod)),
          ),
        () =>
          allOf(
            () => labelOf(namespace, LEVEL) === "restricted",
            () =>
              anyOf(
                () => isNotEmpty(rootContainersOf(pod)),
                () => isNotEmpty(rootContextsOf(pod)),
              ),
          ),
      ),
  );

const readers = readersOf(pods);

export const podUserNamespaceVersion = defineStackRule({
  id: "pod-user-namespace-version",
  title: "Pods do not rely on user namespaces where Pod Security does not support them",
  severity: "high",
  controls: {
    "pss-baseline": ["/proc Mount Type"],
    "pss-restricted": ["Running as Non-root", "Running as Non-root user"],
  },
  types: [POD, ...readers.map(([type]) => type).filter((type) => type !== POD)],
  why: "Until version 1.35 of the Pod Security Standards, hostUsers: false does not permit root users or an unmasked /proc, so the cluster rejects the pod.",
  remedy: `Change the label ${VERSION} of the namespace to "v1.35" or later, or set runAsNonRoot: true and remove runAsUser: 0 and procMount.`,
  check: (graph) =>
    readers.flatMap(([type, read]) =>
      graph
        .byTypeToken(type)
        .filter((workload) =>
          isNotEmpty(
            graph.byType(NAMESPACE).filter((namespace) =>
              allOf(
                () => enforcesOldVersion(namespace),
                () => graph.references(workload, "metadata.namespace", namespace),
                () => listOf<Pod>(read(workload.props)).some((pod) => needsRelaxation(pod, namespace)),
              ),
            ),
          ),
        )
        .map((resource) => ({
          resource,
          message: "the namespace enforces a Pod Security version before 1.35, which ignores hostUsers: false",
        })),
    ),
  examples: {
    pass: [
      examplePlan({
        builds: [NAMESPACE, { metadata: { labels: { [LEVEL]: "restricted", [VERSION]: "v1.35" } } }],
        build: [
          POD,
          { metadata: { namespace: exampleId("builds") }, spec: { hostUsers: false, containers: [{ name: "build" }] } },
        ],
      }),
      examplePlan({
        builds: [NAMESPACE, { metadata: { labels: { [LEVEL]: "restricted" } } }],
        build: [
          POD,
          { metadata: { namespace: exampleId("builds") }, spec: { hostUsers: false, containers: [{ name: "build" }] } },
        ],
      }),
      examplePlan({
        builds: [NAMESPACE, { metadata: { labels: { [LEVEL]: "baseline", [VERSION]: "v1.34" } } }],
        build: [
          POD,
          { metadata: { namespace: exampleId("builds") }, spec: { hostUsers: false, containers: [{ name: "build" }] } },
        ],
      }),
      examplePlan({
        builds: [NAMESPACE, { metadata: { labels: { [LEVEL]: "restricted", [VERSION]: "v1.34" } } }],
        build: [
          POD,
          {
            metadata: { namespace: exampleId("builds") },
            spec: { hostUsers: false, securityContext: { runAsNonRoot: true }, containers: [{ name: "build" }] },
          },
        ],
        test: [
          POD,
          {
            metadata: { namespace: exampleId("builds") },
            spec: { hostUsers: false, containers: [{ name: "test", securityContext: { runAsNonRoot: true } }] },
          },
        ],
      }),
    ],
    fail: [
      examplePlan({
        builds: [NAMESPACE, { metadata: { labels: { [LEVEL]: "restricted", [VERSION]: "v1.34" } } }],
        build: [
          POD,
          { metadata: { namespace: exampleId("builds") }, spec: { hostUsers: false, containers: [{ name: "build" }] } },
        ],
      }),
      examplePlan({
        builds: [NAMESPACE, { metadata: { name: "builds", labels: { [LEVEL]: "baseline", [VERSION]: "v1.30" } } }],
        build: [
          "kubernetes:apps/v1:Deployment",
          {
            metadata: { namespace: "builds" },
            spec: {
              template: {
                spec: {
                  hostUsers: false,
                  containers: [{ name: "build", securityContext: { procMount: "Unmasked" } }],
                },
              },
            },
          },
        ],
      }),
    ],
  },
});
