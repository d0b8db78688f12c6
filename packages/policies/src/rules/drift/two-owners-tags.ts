import { oneOwnerRules, place } from "../../families/owners";

/** Tags that both a property of their owner and resources of their own can hold. */
export const twoOwnersOfTags = oneOwnerRules([
  {
    id: "asg-tags-one-owner",
    title: "The tags of an Auto Scaling group are either inline or separate",
    source: "the documentation of aws.autoscaling.Tag",
    conflicts: [
      {
        inline: place("aws:autoscaling/group:Group", "tags", { sample: { tags: [] } }),
        separate: [place("aws:autoscaling/tag:Tag", "autoscalingGroupName")],
      },
    ],
  },
  {
    id: "ec2-tags-one-owner",
    title: "The tags of networks and machines are either inline or separate",
    source: "the documentation of aws.ec2.Tag",
    conflicts: [
      {
        inline: place("aws:ec2/vpc:Vpc", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: place("aws:ec2/subnet:Subnet", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: place("aws:ec2/instance:Instance", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ec2/tag:Tag", "resourceId")],
      },
      {
        inline: place("aws:ec2/securityGroup:SecurityGroup", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ec2/tag:Tag", "resourceId")],
      },
    ],
  },
  {
    id: "ec2-volume-tags-one-owner",
    title: "The tags of volumes are either the instance's or the volumes' own",
    remedy: "Drop volumeTags from the Instance, and keep the tags of each ebs.Volume.",
    source: "the documentation of aws.ec2.Instance",
    conflicts: [
      {
        inline: place("aws:ec2/instance:Instance", "volumeTags", { sample: { volumeTags: {} } }),
        separate: [place("aws:ec2/volumeAttachment:VolumeAttachment", "instanceId")],
      },
    ],
  },
  {
    id: "dynamodb-tags-one-owner",
    title: "The tags of a table are either inline or separate",
    source: "the documentation of aws.dynamodb.Tag",
    conflicts: [
      {
        inline: place("aws:dynamodb/table:Table", "tags", { sample: { tags: {} } }),
        separate: [place("aws:dynamodb/tag:Tag", "resourceArn")],
      },
    ],
  },
  {
    id: "ecs-tags-one-owner",
    title: "The tags of an ECS cluster or service are either inline or separate",
    source: "the documentation of aws.ecs.Tag",
    conflicts: [
      {
        inline: place("aws:ecs/cluster:Cluster", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ecs/tag:Tag", "resourceArn")],
      },
      {
        inline: place("aws:ecs/service:Service", "tags", { sample: { tags: {} } }),
        separate: [place("aws:ecs/tag:Tag", "resourceArn")],
      },
    ],
  },
]);
