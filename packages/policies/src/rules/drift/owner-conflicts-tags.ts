import { ownerConflictRules, ownedProperty } from "../../rule-factories/owner-conflicts";

/** Tags that are either a property of their owner or separate resources. */
export const tagOwnerConflicts = ownerConflictRules([
  {
    id: "asg-tags-one-owner",
    title: "Auto Scaling group tags are declared either inline or as separate resources, not both",
    source: "the documentation for aws.autoscaling.Tag",
    conflicts: [
      {
        inline: ownedProperty("aws:autoscaling/group:Group", "tags", { sample: { tags: [] } }),
        separate: [ownedProperty("aws:autoscaling/tag:Tag", "autoscalingGroupName")],
      },
    ],
  },
  {
    id: "ec2-tags-one-owner",
    title: "EC2 and VPC resource tags are declared either inline or as separate resources, not both",
    source: "the documentation for aws.ec2.Tag",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/vpc:Vpc", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: ownedProperty("aws:ec2/subnet:Subnet", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: ownedProperty("aws:ec2/instance:Instance", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: ownedProperty("aws:ec2/securityGroup:SecurityGroup", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ec2/tag:Tag", "resourceId")],
      },
    ],
  },
  {
    id: "ec2-volume-tags-one-owner",
    title: "EC2 instances with attached EBS volumes do not set volumeTags",
    remedy: "Remove volumeTags from the Instance, and set tags on each ebs.Volume.",
    source: "the documentation for aws.ec2.Instance",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/instance:Instance", "volumeTags", { sample: { volumeTags: {} } }),
        separate: [ownedProperty("aws:ec2/volumeAttachment:VolumeAttachment", "instanceId")],
      },
    ],
  },
  {
    id: "dynamodb-tags-one-owner",
    title: "DynamoDB table tags are declared either inline or as separate resources, not both",
    source: "the documentation for aws.dynamodb.Tag",
    conflicts: [
      {
        inline: ownedProperty("aws:dynamodb/table:Table", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:dynamodb/tag:Tag", "resourceArn")],
      },
    ],
  },
  {
    id: "ecs-tags-one-owner",
    title: "ECS cluster and service tags are declared either inline or as separate resources, not both",
    source: "the documentation for aws.ecs.Tag",
    conflicts: [
      {
        inline: ownedProperty("aws:ecs/cluster:Cluster", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ecs/tag:Tag", "resourceArn")],
      },
      {
        inline: ownedProperty("aws:ecs/service:Service", "tags", { sample: { tags: {} } }),
        separate: [ownedProperty("aws:ecs/tag:Tag", "resourceArn")],
      },
    ],
  },
]);
