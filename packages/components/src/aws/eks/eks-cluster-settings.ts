import type * as pulumi from "@pulumi/pulumi";
import type { CheckedAccess } from "./access";
import type { CheckedAddons } from "./addon-checks";
import type { EksClusterArgs, EksClusterDefaults } from "./eks-cluster-args";
import type { CheckedEndpoint } from "./endpoint";
import type { CheckedIdentities } from "./identity-checks";

/** What the arguments of an EksCluster amount to. */
interface CheckedArgs extends CheckedEndpoint {
  readonly clusterName: string;
  readonly access: CheckedAccess;
  readonly identities: CheckedIdentities;
  readonly tags: pulumi.Input<Readonly<Record<string, pulumi.Input<string>>>>;
  /** The add-ons that the component installs. */
  readonly installed: CheckedAddons;
  /** The namespaces whose pods run on Fargate. */
  readonly namespacesOnFargate: readonly string[];
  /** Whether the cluster enforces network policies. */
  readonly enforcesNetworkPolicy: boolean;
  /** Whether pods can use EKS Pod Identity. */
  readonly hasPodIdentity: boolean;
}

/** The checked arguments of an EksCluster. */
export type EksClusterSettings = Omit<EksClusterArgs & EksClusterDefaults, keyof CheckedArgs> & CheckedArgs;
