import type {
  ApplicationLoadBalancerLike,
  NetworkLoadBalancerLike,
} from "../src/aws/load-balancing/load-balancer-like";
import type { EcsServiceArgs } from "../src/aws/containers/service-args";
import type { EcsClusterLike } from "../src/aws/containers/ecs-cluster-like";
import type { VpcLike } from "../src/aws";

const ACCOUNT = "eu-west-1:123456789012";

/** An existing cluster. */
export const CLUSTER: EcsClusterLike = {
  clusterArn: `arn:aws:ecs:${ACCOUNT}:cluster/main`,
  clusterName: "main",
  serviceConnectNamespaceArn: `arn:aws:servicediscovery:${ACCOUNT}:namespace/ns-0a1b2c3d`,
};

/** An existing network. */
export const NETWORK: VpcLike = {
  vpcId: "vpc-0a1b2c3d",
  privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  isolatedSubnetIds: ["subnet-2a1b2c3d"],
};

/** An existing Application Load Balancer. */
export const LOAD_BALANCER: ApplicationLoadBalancerLike = {
  loadBalancerArn: `arn:aws:elasticloadbalancing:${ACCOUNT}:loadbalancer/app/main/50dc6c495c0c9188`,
  listenerArn: `arn:aws:elasticloadbalancing:${ACCOUNT}:listener/app/main/50dc6c495c0c9188/0467ef3c8400ae65`,
  dnsName: "main-1234567890.eu-west-1.elb.amazonaws.com",
  securityGroupId: "sg-0a1b2c3d",
  acceptsRules: true,
  url: "https://shop.example.com",
};

/** An existing Network Load Balancer. */
export const NETWORK_LOAD_BALANCER: NetworkLoadBalancerLike = {
  loadBalancerType: "network",
  loadBalancerArn: `arn:aws:elasticloadbalancing:${ACCOUNT}:loadbalancer/net/main/50dc6c495c0c9188`,
  dnsName: "main-1234567890.elb.eu-west-1.amazonaws.com",
  securityGroupId: "sg-0a1b2c3d",
  acceptsRules: true,
  certificateArn: `arn:aws:acm:${ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012`,
};

/** An image in a private ECR repository. */
export const IMAGE = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.4.2";

/** The arguments that every service needs. */
export const REQUIRED_ARGUMENTS: EcsServiceArgs = { cluster: CLUSTER, network: NETWORK, image: IMAGE };
