import { defineView } from "../authoring/define-view";

/** A name that is unique in its account, region or the world. */
export interface PhysicalName {
  readonly at: string;
  readonly name: string | undefined;
}

const named = <P extends object>(props: P, at: string & keyof P): readonly PhysicalName[] => [
  {
    at,
    get name() {
      return props[at] as string | undefined;
    },
  },
];

/** What a change can replace, and whose name no two can have at once. */
export const physicalNames = defineView<PhysicalName>()({
  "aws:autoscaling/group:Group": (props) => named(props, "name"),
  "aws:ec2/launchTemplate:LaunchTemplate": (props) => named(props, "name"),
  "aws:ec2/securityGroup:SecurityGroup": (props) => named(props, "name"),
  "aws:ecs/service:Service": (props) => named(props, "name"),
  "aws:eks/nodeGroup:NodeGroup": (props) => named(props, "nodeGroupName"),
  "aws:elasticache/replicationGroup:ReplicationGroup": (props) => named(props, "replicationGroupId"),
  "aws:iam/role:Role": (props) => named(props, "name"),
  "aws:lb/loadBalancer:LoadBalancer": (props) => named(props, "name"),
  "aws:lb/targetGroup:TargetGroup": (props) => named(props, "name"),
  "aws:rds/cluster:Cluster": (props) => named(props, "clusterIdentifier"),
  "aws:rds/instance:Instance": (props) => named(props, "identifier"),
});
