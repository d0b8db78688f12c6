import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../../shared/permissions";
import type { ControllerCluster } from "./controller-cluster";

/** The tag with which the controller marks everything that it creates. Its value is the name of the cluster. */
const OWNER_TAG = "elbv2.k8s.aws/cluster";

/**
 * Returns the permissions of AWS Load Balancer Controller 2.14 and later.
 *
 * @remarks
 * The controller publishes a policy for all clusters of an account, which requires only that the tag of the owner exists. These
 * statements require that its value is the name of this cluster, so that a controller cannot change the load balancers of another
 * cluster.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
 */
export const loadBalancerControllerStatements = (cluster: ControllerCluster): PolicyStatement[] => [
  ...readStatements(),
  ...protectionStatements(cluster),
  ...securityGroupStatements(cluster),
  ...loadBalancerStatements(cluster),
];

/** The controller looks for existing resources, which these actions cannot be limited to. */
function readStatements(): PolicyStatement[] {
  return [
    {
      Sid: "CreateServiceLinkedRole",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: "*",
      Condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
    },
    { Sid: "Read", Effect: "Allow", Action: READ_ACTIONS, Resource: "*" },
  ];
}

const READ_ACTIONS = [
  ...[
    "DescribeAccountAttributes",
    "DescribeAddresses",
    "DescribeAvailabilityZones",
    "DescribeInternetGateways",
    "DescribeVpcs",
    "DescribeVpcPeeringConnections",
    "DescribeSubnets",
    "DescribeSecurityGroups",
    "DescribeInstances",
    "DescribeNetworkInterfaces",
    "DescribeTags",
    "GetCoipPoolUsage",
    "DescribeCoipPools",
    "GetSecurityGroupsForVpc",
    "DescribeIpamPools",
    "DescribeRouteTables",
  ].map((action) => `ec2:${action}`),
  ...[
    "DescribeLoadBalancers",
    "DescribeLoadBalancerAttributes",
    "DescribeListeners",
    "DescribeListenerCertificates",
    "DescribeSSLPolicies",
    "DescribeRules",
    "DescribeTargetGroups",
    "DescribeTargetGroupAttributes",
    "DescribeTargetHealth",
    "DescribeTags",
    "DescribeTrustStores",
    "DescribeListenerAttributes",
    "DescribeCapacityReservation",
  ].map((action) => `elasticloadbalancing:${action}`),
  ...["acm:ListCertificates", "acm:DescribeCertificate", "iam:ListServerCertificates", "iam:GetServerCertificate"],
  ...["wafv2:GetWebACL", "wafv2:GetWebACLForResource"],
  ...["waf-regional:GetWebACL", "waf-regional:GetWebACLForResource"],
  ...["shield:GetSubscriptionState", "shield:DescribeProtection", "cognito-idp:DescribeUserPoolClient"],
];

/** AWS WAF and AWS Shield protect load balancers with the annotations of the controller. */
function protectionStatements({ partition, region, accountId }: ControllerCluster): PolicyStatement[] {
  const loadBalancers = pulumi.interpolate`arn:${partition}:elasticloadbalancing:${region}:${accountId}:loadbalancer/app/*/*`;
  const associations = ["AssociateWebACL", "DisassociateWebACL"];
  return [
    {
      Sid: "AssociateWebAcls",
      Effect: "Allow",
      Action: associations.flatMap((action) => [`wafv2:${action}`, `waf-regional:${action}`]),
      Resource: [
        loadBalancers,
        pulumi.interpolate`arn:${partition}:wafv2:${region}:${accountId}:regional/webacl/*/*`,
        pulumi.interpolate`arn:${partition}:waf-regional:${region}:${accountId}:webacl/*`,
      ],
    },
    {
      Sid: "ProtectWithShield",
      Effect: "Allow",
      Action: ["shield:CreateProtection", "shield:DeleteProtection"],
      Resource: [pulumi.interpolate`arn:${partition}:shield::${accountId}:protection/*`, loadBalancers],
    },
  ];
}

function securityGroupStatements({ name, partition, region, accountId }: ControllerCluster): PolicyStatement[] {
  const securityGroups = pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:security-group/*`;
  return [
    {
      Sid: "CreateSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateSecurityGroup",
      Resource: [securityGroups, pulumi.interpolate`arn:${partition}:ec2:${region}:${accountId}:vpc/*`],
    },
    {
      Sid: "TagNewSecurityGroups",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: securityGroups,
      Condition: {
        StringEquals: { "ec2:CreateAction": "CreateSecurityGroup", [`aws:RequestTag/${OWNER_TAG}`]: name },
      },
    },
    {
      Sid: "TagSecurityGroups",
      Effect: "Allow",
      Action: ["ec2:CreateTags", "ec2:DeleteTags"],
      Resource: securityGroups,
      Condition: keepsOwner(name),
    },
    {
      // The rules that let load balancers connect to pods are in the security group of the cluster or of its nodes.
      Sid: "ChangeRules",
      Effect: "Allow",
      Action: ["ec2:AuthorizeSecurityGroupIngress", "ec2:RevokeSecurityGroupIngress"],
      Resource: securityGroups,
    },
    {
      Sid: "DeleteSecurityGroups",
      Effect: "Allow",
      Action: "ec2:DeleteSecurityGroup",
      Resource: securityGroups,
      Condition: isOwned(name),
    },
  ];
}

/** The resource belongs to the controller of this cluster. */
const isOwned = (name: string) => ({ StringEquals: { [`aws:ResourceTag/${OWNER_TAG}`]: name } });

/** The resource belongs to the controller of this cluster, and the request does not change that. */
const keepsOwner = (name: string) => ({ ...isOwned(name), Null: { [`aws:RequestTag/${OWNER_TAG}`]: "true" } });

function loadBalancerStatements({ name, partition, region, accountId }: ControllerCluster): PolicyStatement[] {
  const arns = (...resources: string[]) =>
    resources.map(
      (resource) => pulumi.interpolate`arn:${partition}:elasticloadbalancing:${region}:${accountId}:${resource}`,
    );
  const owners = arns("targetgroup/*/*", "loadbalancer/net/*/*", "loadbalancer/app/*/*");
  const listeners = arns("listener/net/*/*/*", "listener/app/*/*/*");
  const rules = arns("listener-rule/net/*/*/*", "listener-rule/app/*/*/*");
  const on = (Sid: string, Action: string[], Resource: PolicyStatement["Resource"]): PolicyStatement => ({
    ...{ Sid, Effect: "Allow" },
    Action: Action.map((action) => `elasticloadbalancing:${action}`),
    Resource,
  });
  const creation = { [`aws:RequestTag/${OWNER_TAG}`]: name };
  return [
    { ...on("Create", ["CreateLoadBalancer", "CreateTargetGroup"], owners), Condition: { StringEquals: creation } },
    {
      ...on("TagNew", ["AddTags"], owners),
      Condition: {
        StringEquals: {
          "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"],
          ...creation,
        },
      },
    },
    { ...on("Tag", ["AddTags", "RemoveTags"], owners), Condition: keepsOwner(name) },
    { ...on("Change", OWNER_ACTIONS, owners), Condition: isOwned(name) },
    on("ChangeTargets", ["RegisterTargets", "DeregisterTargets"], arns("targetgroup/*/*")),
    on("ChangeListeners", LISTENER_ACTIONS, [
      ...arns("loadbalancer/net/*/*", "loadbalancer/app/*/*"),
      ...[...listeners, ...rules],
    ]),
    on("TagListeners", ["AddTags", "RemoveTags"], [...listeners, ...rules]),
  ];
}

const OWNER_ACTIONS = [
  ...["ModifyLoadBalancerAttributes", "SetIpAddressType", "SetSecurityGroups", "SetSubnets", "DeleteLoadBalancer"],
  ...["ModifyTargetGroup", "ModifyTargetGroupAttributes", "DeleteTargetGroup"],
  ...["ModifyCapacityReservation", "ModifyIpPools"],
];

const LISTENER_ACTIONS = [
  ...["CreateListener", "ModifyListener", "ModifyListenerAttributes", "DeleteListener"],
  ...["AddListenerCertificates", "RemoveListenerCertificates", "SetWebAcl"],
  ...["CreateRule", "ModifyRule", "DeleteRule", "SetRulePriorities"],
];
