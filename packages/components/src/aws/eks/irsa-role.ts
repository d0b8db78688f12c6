import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { WorkloadIdentity } from "../../kubernetes/workload/workload-args";
import { isPlainValue } from "../../shared/argument-issues";
import type { ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { statementsOf } from "../shared/permissions";
import { createRole, type ServiceRole } from "../shared/service-role";
import { componentInputs } from "./component-inputs";
import {
  checkIrsaRoleArgs,
  IRSA_ROLE,
  IRSA_ROLE_DEFAULTS,
  type IrsaRoleArgs,
  type IrsaRoleDefaults,
  type IrsaRoleSettings,
  type WorkloadIrsaRoleArgs,
} from "./irsa-role-args";

/** The audience of the tokens that EKS issues for AWS. It is the same in all partitions. */
const AUDIENCE = "sts.amazonaws.com";
const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

/**
 * A role for a Kubernetes service account through the cluster's OpenID Connect provider (IRSA).
 *
 * @remarks
 * Prefer `PodIdentity`. Use this component where EKS Pod Identity is not available: on Fargate, on Windows nodes, and in
 * clusters outside of EKS.
 *
 * Creates a role that only this service account can assume, and its policy. Annotate the service account with
 * `serviceAccountAnnotations`. All resources are free.
 *
 * Names of the children, for `adopt` and `transforms`: `role`, `role-policy`, and `role-<name>` for each of the `policies`.
 *
 * @example
 * const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
 * const cluster = {
 *   clusterName: "shop",
 *   clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
 *   oidcProviderArn: `arn:aws:iam::123456789012:oidc-provider/${issuer}`,
 *   oidcIssuerUrl: `https://${issuer}`,
 * };
 * const uploads = new Bucket("uploads");
 * const role = new IrsaRole("reports-identity", {
 *   cluster,
 *   namespace: "reports",
 *   serviceAccount: "reports",
 *   permissions: [read(uploads)],
 * });
 * export const annotations = role.serviceAccountAnnotations;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class IrsaRole extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<IrsaRoleDefaults> = IRSA_ROLE_DEFAULTS;

  /** The ARN of the role. */
  readonly roleArn: pulumi.Output<string>;
  /** The annotations that the service account needs. */
  readonly serviceAccountAnnotations: pulumi.Output<Record<string, string>>;

  /** The role and its permissions. */
  readonly role: ServiceRole;

  /**
   * Returns an identity for the argument `identity` of a Kubernetes `Workload`. Each workload that uses the identity gets an
   * IrsaRole named `<workload>-identity`, and its service account the annotation.
   *
   * @param args - the arguments of the IrsaRole; the workload determines its service account
   * @param options - the options of the IrsaRole, such as a provider for AWS
   */
  static forWorkload(args: WorkloadIrsaRoleArgs, options: pulumi.ComponentResourceOptions = {}): WorkloadIdentity {
    return {
      bind: ({ name, parent, namespaceName, serviceAccountName }) => {
        const serviceAccount = { namespace: namespaceName, serviceAccount: serviceAccountName };
        const role = new IrsaRole(`${name}-identity`, { ...args, ...serviceAccount }, { ...options, parent });
        return { serviceAccountAnnotations: { [ROLE_ANNOTATION]: role.roleArn }, dependencies: [role] };
      },
    };
  }

  constructor(name: string, args: IrsaRoleArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkIrsaRoleArgs(name, args);

    super("roadbed:aws:IrsaRole", name, componentInputs(args), options);
    this.role = createRole(new Children(this, name, settings), IRSA_ROLE, trustPolicy(settings), {
      statements: statementsOf(settings.permissions),
      managedPolicyArns: settings.policies,
    });
    this.roleArn = this.role.role.arn;
    this.serviceAccountAnnotations = this.roleArn.apply((arn): Record<string, string> => ({ [ROLE_ANNOTATION]: arn }));
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function trustPolicy({ provider, namespace, serviceAccount }: IrsaRoleSettings): aws.types.input.iam.PolicyDocument {
  const subject = pulumi.interpolate`system:serviceaccount:${namespace}:${serviceAccount}`;
  const condition = (issuer: string) => ({
    StringEquals: { [`${issuer}:sub`]: subject, [`${issuer}:aud`]: AUDIENCE },
  });
  const { issuer } = provider;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: provider.arn },
        Action: "sts:AssumeRoleWithWebIdentity",
        // The names of the condition keys are known only with the issuer.
        Condition: isPlainValue(issuer) ? condition(issuer) : pulumi.output(issuer).apply(condition),
      },
    ],
  };
}
