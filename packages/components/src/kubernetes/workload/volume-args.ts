import type * as pulumi from "@pulumi/pulumi";
import type { Quantity } from "../shared/quantity";

/** How the nodes of a cluster can mount a volume. */
export type WorkloadAccessMode = "ReadWriteOnce" | "ReadWriteOncePod" | "ReadWriteMany" | "ReadOnlyMany";

/** A request for a volume. */
export interface WorkloadClaimArgs {
  /**
   * The size: `"10Gi"`. Kubernetes can only enlarge a volume, if its storage class permits it. The size of a StatefulSet's volumes
   * is fixed; see docs/kubernetes.md.
   */
  readonly size: Quantity;
  /**
   * The name of the storage class. Changing it replaces the volume.
   *
   * @default the default storage class of the cluster when the volume is created
   */
  readonly storageClassName?: string;
  /**
   * How nodes can mount the volume. Changing it replaces the volume.
   *
   * @default "ReadWriteOnce"
   */
  readonly accessMode?: WorkloadAccessMode;
}

/** A directory that is empty when the pod starts. */
export interface WorkloadEmptyDirArgs {
  /**
   * The maximum size. Kubernetes evicts the pod if the directory grows larger.
   *
   * @default no limit
   */
  readonly sizeLimit?: Quantity;
  /**
   * Whether the directory is in memory, which counts towards the memory of the containers.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/** A volume of a pod. Exactly one of the arguments other than `path` and `readOnly` must be set. */
export interface WorkloadVolumeArgs {
  /**
   * The directory where the main container mounts the volume.
   *
   * @default the main container mounts the volume only if `mounts` lists it
   */
  readonly path?: string;
  /**
   * Whether the main container can only read the volume.
   *
   * @default false; true for files from a ConfigMap or Secret
   */
  readonly readOnly?: boolean;
  /** An empty directory that the containers of a pod share. */
  readonly emptyDir?: WorkloadEmptyDirArgs;
  /** A volume for each pod that is deleted with the pod. */
  readonly ephemeral?: WorkloadClaimArgs;
  /** A persistent volume: one for each pod of a StatefulSet, and one that all pods share otherwise. */
  readonly claim?: WorkloadClaimArgs;
  /** The name of a PersistentVolumeClaim that exists in the namespace. */
  readonly existingClaim?: pulumi.Input<string>;
  /** Files by name. The component creates an immutable ConfigMap, so a change replaces it and the pods. */
  readonly configFiles?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The name of a ConfigMap that exists in the namespace. Changes to its content do not replace the pods. */
  readonly existingConfigMap?: pulumi.Input<string>;
  /** Files by name. The component creates an immutable Secret, so a change replaces it and the pods. */
  readonly secretFiles?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The name of a Secret that exists in the namespace. Changes to its content do not replace the pods. */
  readonly existingSecret?: pulumi.Input<string>;
}

/** The arguments of a volume that determine its source. */
export const VOLUME_SOURCES = [
  "emptyDir",
  "ephemeral",
  "claim",
  "existingClaim",
  "configFiles",
  "existingConfigMap",
  "secretFiles",
  "existingSecret",
] as const satisfies readonly (keyof WorkloadVolumeArgs)[];
