import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../../shared/permissions";
import type { ControllerCluster } from "./controller-cluster";

/** What Karpenter uses besides the cluster. */
export interface KarpenterResources {
  readonly nodeRoleArn: pulumi.Input<string>;
  readonly interruptionQueueArn?: pulumi.Input<string>;
}

const CLUSTER_NAME = "eks:eks-cluster-name";
const owned = (kind: "RequestTag" | "ResourceTag", { name }: ControllerCluster) => ({
  [`aws:${kind}/kubernetes.io/cluster/${name}`]: "owned",
});
const inNodePool = (kind: "RequestTag" | "ResourceTag") => ({
  StringLike: { [`aws:${kind}/karpenter.sh/nodepool`]: "*" },
});
const inRegion = (kind: "RequestTag" | "ResourceTag", { region }: ControllerCluster) => ({
  [`aws:${kind}/topology.kubernetes.io/region`]: region,
});
const ofNodeClass = (kind: "RequestTag" | "ResourceTag") => ({ [`aws:${kind}/karpenter.k8s.aws/ec2nodeclass`]: "*" });

/**
 * Returns the permissions of Karpenter 1.x. Karpenter can change only what it created for this cluster.
 *
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */
export const karpenterStatements = (cluster: ControllerCluster, resources: KarpenterResources): PolicyStatement[] => [
  ...launchStatements(cluster),
  ...tagStatements(cluster),
  ...readStatements(cluster),
  ...instanceProfileStatements(cluster),
  {
    Sid: "PassNodeRole",
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: resources.nodeRoleArn,
    Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
  },
  ...(resources.interruptionQueueArn === undefined
    ? []
    : [
        {
          Sid: "ReadInterruptions",
          Effect: "Allow" as const,
          Action: ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
          Resource: resources.interruptionQueueArn,
        },
      ]),
];

/** Returns the ARNs of resources of EC2. Images and snapshots of AWS belong to no account. */
const ec2Arns =
  ({ partition, region }: ControllerCluster) =>
  (...resources: string[]) =>
    resources.map((resource) =>
      /^(image|snapshot)\//.test(resource)
        ? pulumi.interpolate`arn:${partition}:ec2:${region}::${resource}`
        : // Subnets can be shared by another account.
          pulumi.interpolate`arn:${partition}:ec2:${region}:*:${resource}`,
    );

const CREATED = ["fleet/*", "instance/*", "volume/*", "network-interface/*", "launch-template/*"];

function launchStatements(cluster: ControllerCluster): PolicyStatement[] {
  const arns = ec2Arns(cluster);
  const Action = ["ec2:RunInstances", "ec2:CreateFleet"];
  return [
    {
      Sid: "UseImagesAndNetworks",
      Effect: "Allow",
      Action,
      Resource: arns("image/*", "snapshot/*", "security-group/*", "subnet/*", "capacity-reservation/*"),
    },
    {
      Sid: "UseLaunchTemplates",
      Effect: "Allow",
      Action,
      Resource: arns("launch-template/*"),
      Condition: { StringEquals: owned("ResourceTag", cluster), ...inNodePool("ResourceTag") },
    },
    {
      Sid: "LaunchInstances",
      Effect: "Allow",
      Action: [...Action, "ec2:CreateLaunchTemplate"],
      Resource: arns(...CREATED, "spot-instances-request/*", "capacity-reservation/*"),
      Condition: { StringEquals: creationTags(cluster), ...inNodePool("RequestTag") },
    },
    {
      Sid: "Delete",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: arns("instance/*", "launch-template/*"),
      Condition: { StringEquals: owned("ResourceTag", cluster), ...inNodePool("ResourceTag") },
    },
  ];
}

const creationTags = (cluster: ControllerCluster) => ({
  ...owned("RequestTag", cluster),
  [`aws:RequestTag/${CLUSTER_NAME}`]: cluster.name,
});

function tagStatements(cluster: ControllerCluster): PolicyStatement[] {
  const arns = ec2Arns(cluster);
  return [
    {
      Sid: "TagNew",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: arns(...CREATED, "spot-instances-request/*"),
      Condition: {
        StringEquals: {
          ...creationTags(cluster),
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
        ...inNodePool("RequestTag"),
      },
    },
    {
      Sid: "TagInstances",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: arns("instance/*"),
      Condition: {
        StringEquals: owned("ResourceTag", cluster),
        ...inNodePool("ResourceTag"),
        StringEqualsIfExists: { [`aws:RequestTag/${CLUSTER_NAME}`]: cluster.name },
        "ForAllValues:StringEquals": { "aws:TagKeys": [CLUSTER_NAME, "karpenter.sh/nodeclaim", "Name"] },
      },
    },
  ];
}

function readStatements({ clusterArn, partition, region }: ControllerCluster): PolicyStatement[] {
  const describe = [
    ...["CapacityReservations", "Images", "Instances", "InstanceTypeOfferings", "InstanceTypes", "LaunchTemplates"],
    ...["SecurityGroups", "SpotPriceHistory", "Subnets"],
  ];
  return [
    {
      Sid: "Read",
      Effect: "Allow",
      Action: describe.map((what) => `ec2:Describe${what}`),
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "FindImages",
      Effect: "Allow",
      Action: "ssm:GetParameter",
      Resource: pulumi.interpolate`arn:${partition}:ssm:${region}::parameter/aws/service/*`,
    },
    { Sid: "ReadPrices", Effect: "Allow", Action: "pricing:GetProducts", Resource: "*" },
    { Sid: "ReadCluster", Effect: "Allow", Action: "eks:DescribeCluster", Resource: clusterArn },
  ];
}

function instanceProfileStatements(cluster: ControllerCluster): PolicyStatement[] {
  const Resource = pulumi.interpolate`arn:${cluster.partition}:iam::${cluster.accountId}:instance-profile/*`;
  const created = { ...creationTags(cluster), ...inRegion("RequestTag", cluster) };
  const existing = { ...owned("ResourceTag", cluster), ...inRegion("ResourceTag", cluster) };
  return [
    {
      Sid: "CreateInstanceProfiles",
      Effect: "Allow",
      Action: "iam:CreateInstanceProfile",
      Resource,
      Condition: { StringEquals: created, StringLike: ofNodeClass("RequestTag") },
    },
    {
      Sid: "TagInstanceProfiles",
      Effect: "Allow",
      Action: "iam:TagInstanceProfile",
      Resource,
      Condition: {
        StringEquals: { ...existing, ...created },
        StringLike: { ...ofNodeClass("ResourceTag"), ...ofNodeClass("RequestTag") },
      },
    },
    {
      Sid: "ChangeInstanceProfiles",
      Effect: "Allow",
      Action: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      Resource,
      Condition: { StringEquals: existing, StringLike: ofNodeClass("ResourceTag") },
    },
    { Sid: "ReadInstanceProfiles", Effect: "Allow", Action: "iam:GetInstanceProfile", Resource },
    // IAM does not support resources for this action.
    { Sid: "ListInstanceProfiles", Effect: "Allow", Action: "iam:ListInstanceProfiles", Resource: "*" },
  ];
}
