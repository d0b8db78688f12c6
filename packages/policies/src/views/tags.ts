import { entries, listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

/** The key and value of an AWS tag. */
export interface Tag {
  readonly name: string;
  readonly value: string;
}

interface TaggedInputs {
  readonly tags?: Readonly<Record<string, string | undefined>>;
}

const tagsOf = ({ tags }: TaggedInputs): readonly Tag[] =>
  entries(tags).map((pair) => ({
    get name() {
      return pair[0];
    },
    get value() {
      return String(pair[1]);
    },
  }));

/** The tags of frequently used resource types, and the default tags of AWS providers. */
export const tags = defineView<Tag>()({
  "pulumi:providers:aws": (props) => listOf(defaultTags(props)).flatMap(tagsOf),
  "aws:autoscaling/group:Group": (props) =>
    listOf(props.tags).map((tag) => ({
      get name() {
        return tag.key ?? "";
      },
      get value() {
        return tag.value ?? "";
      },
    })),
  "aws:cloudwatch/logGroup:LogGroup": tagsOf,
  "aws:dynamodb/table:Table": tagsOf,
  "aws:ec2/instance:Instance": tagsOf,
  "aws:ec2/launchTemplate:LaunchTemplate": tagsOf,
  "aws:ec2/securityGroup:SecurityGroup": tagsOf,
  "aws:ec2/subnet:Subnet": tagsOf,
  "aws:ec2/vpc:Vpc": tagsOf,
  "aws:ecr/repository:Repository": tagsOf,
  "aws:ecs/cluster:Cluster": tagsOf,
  "aws:ecs/service:Service": tagsOf,
  "aws:ecs/taskDefinition:TaskDefinition": tagsOf,
  "aws:eks/cluster:Cluster": tagsOf,
  "aws:eks/nodeGroup:NodeGroup": tagsOf,
  "aws:iam/role:Role": tagsOf,
  "aws:kms/key:Key": tagsOf,
  "aws:lambda/function:Function": tagsOf,
  "aws:lb/loadBalancer:LoadBalancer": tagsOf,
  "aws:lb/targetGroup:TargetGroup": tagsOf,
  "aws:rds/cluster:Cluster": tagsOf,
  "aws:rds/instance:Instance": tagsOf,
  "aws:s3/bucket:Bucket": tagsOf,
  "aws:sns/topic:Topic": tagsOf,
  "aws:sqs/queue:Queue": tagsOf,
});

/** Returns the default tags of a provider, which are JSON because all provider inputs are strings. */
const defaultTags = (props: object) =>
  new Document<TaggedInputs>(props, "defaultTags", {
    hint: "the default tags are a single JSON string, which is unknown if any part of it is unknown",
  }).content;
