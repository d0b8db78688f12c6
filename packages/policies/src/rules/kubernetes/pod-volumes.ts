import { allOf, entries, listOf } from "../../kernel/connectives";
import { issuesAt, podRule, podWith } from "../../rule-factories/pod-rules";

/** The allowed volume types. Any other type is rejected, including types that Kubernetes adds later. */
const VOLUME_TYPES = [
  ...(["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image"] as const),
  ...(["persistentVolumeClaim", "projected", "secret"] as const),
];

export const podVolumeTypesRestricted = podRule({
  id: "pod-volume-types-restricted",
  title: "Pods mount only volume types that the restricted Pod Security Standard allows",
  severity: "medium",
  controls: { "pss-restricted": ["Volume Types"] },
  why: "Other volume types access the node, or specify storage servers in the pod itself, which bypasses the storage that administrators configured.",
  remedy:
    "Use a persistentVolumeClaim, whose StorageClass defines the storage, or a configMap, secret, projected, emptyDir, or csi volume.",
  check: (pod) =>
    issuesAt(
      listOf(pod.spec?.volumes).filter((volume) =>
        allOf(
          // Kubernetes treats a volume without a source as an emptyDir volume.
          () => entries(volume as Readonly<Record<string, unknown>>).some(([name]) => name !== "name"),
          () => !VOLUME_TYPES.some((type) => volume[type] !== undefined),
        ),
      ),
      "the volume type is not allowed by the restricted Pod Security Standard",
    ),
  pass: [
    {
      spec: {
        volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }],
        containers: [{ name: "web" }],
      },
    },
    { spec: { volumes: [{ name: "cache" }], containers: [{ name: "web" }] } },
    podWith({}),
  ],
  fail: [
    { spec: { volumes: [{ name: "data", nfs: { server: "10.0.0.5", path: "/" } }], containers: [{ name: "web" }] } },
    { spec: { volumes: [{ name: "logs", hostPath: { path: "/var/log" } }], containers: [{ name: "web" }] } },
  ],
});
