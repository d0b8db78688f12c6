import type * as pulumi from "@pulumi/pulumi";

/** What the policies of controllers need to know about their cluster. */
export interface ControllerCluster {
  /** The name, which is part of the keys of tags and must therefore be known. */
  readonly name: string;
  readonly clusterArn: pulumi.Input<string>;
  readonly partition: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
  readonly accountId: pulumi.Input<string>;
}
