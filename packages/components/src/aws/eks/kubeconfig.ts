import * as pulumi from "@pulumi/pulumi";

/** The credentials with which kubectl and Pulumi use the Kubernetes API. */
export interface EksKubeconfigOptions {
  /** The ARN of a role that the AWS CLI assumes. The role must be listed in `access`. */
  readonly roleArn?: pulumi.Input<string>;
  /** The name of a profile of the AWS CLI. */
  readonly profile?: pulumi.Input<string>;
}

/** What a kubeconfig says about a cluster. */
export interface KubeconfigCluster {
  readonly name: pulumi.Input<string>;
  readonly arn: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly endpoint: pulumi.Input<string>;
  readonly certificateAuthority: pulumi.Input<string>;
}

/**
 * Returns a kubeconfig that contains no credentials: clients run the AWS CLI to obtain a token for each session.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 */
export function kubeconfigOf(cluster: KubeconfigCluster, options: EksKubeconfigOptions = {}): pulumi.Output<string> {
  const { roleArn, profile } = options;
  return pulumi.all([pulumi.output(cluster), roleArn, profile]).apply(([details, role, profileName]) => {
    const { name, arn, region, endpoint, certificateAuthority } = details;
    const args = ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"];
    const exec = {
      // The AWS CLI writes the same version in `aws eks update-kubeconfig`.
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: role === undefined ? args : [...args, "--role-arn", role],
      ...(profileName !== undefined && { env: [{ name: "AWS_PROFILE", value: profileName }] }),
      interactiveMode: "Never",
    };
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: arn, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
      contexts: [{ name: arn, context: { cluster: arn, user: arn } }],
      "current-context": arn,
      users: [{ name: arn, user: { exec } }],
    });
  });
}
