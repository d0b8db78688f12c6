import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadIdentity } from "../../kubernetes/workload/workload-args";
import type { ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { statementsOf } from "../shared/permissions";
import type { ServiceRole } from "../shared/service-role";
import { componentInputs } from "./component-inputs";
import {
  checkPodIdentityArgs,
  POD_IDENTITY_DEFAULTS,
  POD_IDENTITY_ROLE,
  type PodIdentityArgs,
  type PodIdentityDefaults,
  type WorkloadPodIdentityArgs,
} from "./pod-identity-args";
import { createPodIdentity } from "./pod-identity-role";

/**
 * The AWS identity of a Kubernetes service account, through EKS Pod Identity.
 *
 * @remarks
 * Creates a role that only the pods of this service account, in this namespace and cluster, can assume; the policy of the
 * role; and the association of the role with the service account. The service account needs no annotation and does not have
 * to exist yet. Pods that already run receive credentials only after a restart.
 *
 * A service account can have one association. To move it to another role, remove the old identity first.
 *
 * All resources are free. None is stateful, so `protection` has no effect.
 *
 * Names of the children, for `adopt` and `transforms`: `role`, `role-policy`, `role-<name>` for each of the `policies`, and
 * `association`.
 *
 * @example
 * const cluster = { clusterName: "shop", clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop" };
 * const queue = new Queue("orders");
 * new PodIdentity("orders-identity", {
 *   cluster,
 *   namespace: "orders",
 *   serviceAccount: "orders",
 *   permissions: [consume(queue)],
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class PodIdentity extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<PodIdentityDefaults> = POD_IDENTITY_DEFAULTS;

  /** The ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /**
   * The value of `sts:ExternalId` when EKS assumes `targetRoleArn`. Only this association sends it. It is empty without
   * `targetRoleArn`.
   */
  readonly externalId: pulumi.Output<string>;

  /** The role and its permissions. */
  readonly role: ServiceRole;
  /** The association of the role with the service account. */
  readonly association: aws.eks.PodIdentityAssociation;

  /**
   * Returns an identity for the argument `identity` of a Kubernetes `Workload`. Each workload that uses the identity gets a
   * PodIdentity named `<workload>-identity`, whose pods start after the association exists.
   *
   * @param args - the arguments of the PodIdentity; the workload determines its service account
   * @param options - the options of the PodIdentity, such as a provider for AWS
   *
   * @example
   * const cluster = { clusterName: "shop", clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop" };
   * const queue = new Queue("orders");
   * const identity = PodIdentity.forWorkload({ cluster, permissions: [consume(queue)] });
   */
  static forWorkload(args: WorkloadPodIdentityArgs, options: pulumi.ComponentResourceOptions = {}): WorkloadIdentity {
    return {
      bind: ({ name, parent, namespaceName, serviceAccountName }) => {
        const serviceAccount = { namespace: namespaceName, serviceAccount: serviceAccountName };
        return {
          dependencies: [new PodIdentity(`${name}-identity`, { ...args, ...serviceAccount }, { ...options, parent })],
        };
      },
    };
  }

  constructor(name: string, args: PodIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkPodIdentityArgs(name, args);

    super("roadbed:aws:PodIdentity", name, componentInputs(args), options);
    const { cluster, namespace, serviceAccount, permissions, policies, targetRoleArn } = settings;
    const { role, association } = createPodIdentity(new Children(this, name, settings), POD_IDENTITY_ROLE, {
      cluster,
      namespace,
      serviceAccount,
      targetRoleArn,
      statements: statementsOf(permissions),
      managedPolicyArns: policies,
    });
    this.role = role;
    this.association = association;
    this.roleArn = role.role.arn;
    this.externalId = association.externalId;
    this.registerOutputs({ roleArn: this.roleArn, externalId: this.externalId });
  }
}
