import type { ProtectionRule } from "./protection";

/** The protections of Kubernetes objects. */
export const KUBERNETES_PROTECTIONS: readonly ProtectionRule[] = [
  // The disk remains when the claim is deleted. A volume that a program creates has the default Retain.
  {
    property: "spec.persistentVolumeReclaimPolicy",
    effect: "retains-resource",
    when: { is: "Retain" },
    default: "Retain",
    only: ["kubernetes:core/v1:PersistentVolume"],
  },
  // The policy of the volumes that are created for claims.
  {
    property: "reclaimPolicy",
    effect: "retains-resource",
    when: { is: "Retain" },
    default: "Delete",
    only: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  },
  {
    property: "spec.persistentVolumeClaimRetentionPolicy.whenDeleted",
    effect: "retains-resource",
    when: { is: "Retain" },
    default: "Retain",
    only: ["kubernetes:apps/v1:StatefulSet"],
  },
];
