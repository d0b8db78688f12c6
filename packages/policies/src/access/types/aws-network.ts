import { accessSets, booleanSetting, setting, valueAt, type Facet } from "../facet";
import { grantAccess } from "../grants";
import { entryNumber, inlineEntries, separateEntry } from "../network/network-acls";
import {
  directedRule,
  inlineRules,
  prefixListEntries,
  prefixListEntry,
  separateRule,
} from "../network/security-groups";
import { addressAlternatives } from "../network/traffic";

/** An endpoint that is reachable from the internet if the setting is true. */
const publicIfTrue = (path = "publiclyAccessible"): readonly Facet[] => [
  booleanSetting({ path, openIf: true, message: "becomes reachable from the internet" }),
];
const internetFacing: readonly Facet[] = [
  booleanSetting({ path: "internal", openIf: false, message: "becomes reachable from the internet" }),
];

/** The networks from which the public endpoint of an EKS cluster is reachable: all networks unless the program lists some. */
const clusterEndpoint = accessSets(
  (inputs, context) => {
    const { holes } = context;
    const access = valueAt(inputs, "vpcConfig.endpointPublicAccess");
    const path = "vpcConfig.publicAccessCidrs";
    if (access === false || access === "false") return grantAccess([], context);
    const isKnown = access === undefined || typeof access === "boolean" || typeof access === "string";
    const values = isKnown ? [] : [{ subject: "public endpoint", value: access }];
    const networks = addressAlternatives(valueAt(inputs, path) ?? ["0.0.0.0/0"], path, holes);
    return grantAccess([{ at: path, values, constraints: [networks] }], context);
  },
  { at: "vpcConfig.publicAccessCidrs" },
);

const publicBrokers = setting({
  path: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
  message: "becomes reachable from the internet",
  openness: (value = "DISABLED") => (value === "DISABLED" ? 0 : value === "SERVICE_PROVIDED_EIPS" ? 1 : undefined),
});

/** The AWS resources that decide which networks can reach what. */
export const AWS_NETWORK: Readonly<Record<string, readonly Facet[]>> = {
  "aws:ec2/securityGroup:SecurityGroup": [inlineRules],
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": [inlineRules],
  "aws:ec2/securityGroupRule:SecurityGroupRule": [directedRule],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": [separateRule("ingress")],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": [separateRule("egress")],
  "aws:ec2/managedPrefixList:ManagedPrefixList": [prefixListEntries],
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": [prefixListEntry],
  "aws:ec2/networkAcl:NetworkAcl": [inlineEntries],
  "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl": [inlineEntries],
  "aws:ec2/networkAclRule:NetworkAclRule": [separateEntry, entryNumber],
  "aws:eks/cluster:Cluster": [clusterEndpoint],
  "aws:lb/loadBalancer:LoadBalancer": internetFacing,
  "aws:elb/loadBalancer:LoadBalancer": internetFacing,
  "aws:rds/instance:Instance": publicIfTrue(),
  "aws:rds/clusterInstance:ClusterInstance": publicIfTrue(),
  "aws:rds/shardGroup:ShardGroup": publicIfTrue(),
  "aws:neptune/clusterInstance:ClusterInstance": publicIfTrue(),
  "aws:neptunegraph/graph:Graph": publicIfTrue("publicConnectivity"),
  "aws:redshift/cluster:Cluster": publicIfTrue(),
  "aws:redshiftserverless/workgroup:Workgroup": publicIfTrue(),
  "aws:dms/replicationInstance:ReplicationInstance": publicIfTrue(),
  "aws:dms/instanceProfile:InstanceProfile": publicIfTrue(),
  "aws:mq/broker:Broker": publicIfTrue(),
  "aws:m2/environment:Environment": publicIfTrue(),
  "aws:lightsail/database:Database": publicIfTrue(),
  "aws:timestreaminfluxdb/dbCluster:DbCluster": publicIfTrue(),
  "aws:timestreaminfluxdb/dbInstance:DbInstance": publicIfTrue(),
  "aws:msk/cluster:Cluster": [publicBrokers],
  "aws:ec2/instance:Instance": publicIfTrue("associatePublicIpAddress"),
  "aws:ec2/subnet:Subnet": publicIfTrue("mapPublicIpOnLaunch"),
};
