import { defineView } from "../authoring/define-view";

/** A name that must be unique within an account, a Region, or all of AWS. */
export interface PhysicalName {
  readonly at: string;
  readonly name: string | undefined;
}

const physicalName = <P extends object>(props: P, at: string & keyof P): readonly PhysicalName[] => [
  {
    at,
    get name() {
      return props[at] as string | undefined;
    },
  },
];

/** The physical names of resources that require a unique name and might be replaced during an update. */
export const physicalNames = defineView<PhysicalName>()({
  "aws:autoscaling/group:Group": (props) => physicalName(props, "name"),
  "aws:ec2/launchTemplate:LaunchTemplate": (props) => physicalName(props, "name"),
  "aws:ec2/securityGroup:SecurityGroup": (props) => physicalName(props, "name"),
  "aws:ecs/service:Service": (props) => physicalName(props, "name"),
  "aws:eks/nodeGroup:NodeGroup": (props) => physicalName(props, "nodeGroupName"),
  "aws:elasticache/replicationGroup:ReplicationGroup": (props) => physicalName(props, "replicationGroupId"),
  "aws:iam/role:Role": (props) => physicalName(props, "name"),
  "aws:lb/loadBalancer:LoadBalancer": (props) => physicalName(props, "name"),
  "aws:lb/targetGroup:TargetGroup": (props) => physicalName(props, "name"),
  "aws:rds/cluster:Cluster": (props) => physicalName(props, "clusterIdentifier"),
  "aws:rds/instance:Instance": (props) => physicalName(props, "identifier"),
});
