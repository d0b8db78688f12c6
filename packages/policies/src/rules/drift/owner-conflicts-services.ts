import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owner-conflicts";

const SCALING = "aws:autoscaling/group:Group";
const DETECTOR = "aws:guardduty/detector:Detector";
const REST_API = "aws:apigateway/restApi:RestApi";

/** Service settings that are either a property of their owner or separate resources. */
export const serviceOwnerConflicts = ownerConflictRules([
  {
    id: "asg-lifecycle-hooks-one-owner",
    title: "Auto Scaling group lifecycle hooks are declared either inline or as separate resources, not both",
    source: "the documentation for aws.autoscaling.Group",
    conflicts: [
      {
        inline: ownedProperty(SCALING, "initialLifecycleHooks", { sample: { initialLifecycleHooks: [] } }),
        separate: [ownedProperty("aws:autoscaling/lifecycleHook:LifecycleHook", "autoscalingGroupName")],
      },
    ],
  },
  {
    id: "iam-user-groups-one-owner",
    title: "IAM group members are managed with GroupMembership or UserGroupMembership, not both",
    severity: "high",
    remedy: "Remove the GroupMembership and keep the UserGroupMembership resources, or vice versa.",
    source: "the documentation for aws.iam.UserGroupMembership",
    conflicts: [
      {
        owner: typeToken("aws:iam/group:Group"),
        kinds: [
          [ownedProperty("aws:iam/groupMembership:GroupMembership", "group")],
          [ownedProperty("aws:iam/userGroupMembership:UserGroupMembership", "groups")],
        ],
      },
    ],
  },
  {
    id: "iam-policy-attachments-one-kind",
    title: "IAM policies are attached with PolicyAttachment or with role, user, or group attachments, not both",
    severity: "high",
    remedy:
      "Replace PolicyAttachment with RolePolicyAttachment, UserPolicyAttachment, or GroupPolicyAttachment resources.",
    source: "the documentation for aws.iam.PolicyAttachment",
    conflicts: [
      {
        owner: typeToken("aws:iam/policy:Policy"),
        kinds: [
          [ownedProperty("aws:iam/policyAttachment:PolicyAttachment", "policyArn")],
          [
            ownedProperty("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn"),
            ownedProperty("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn"),
            ownedProperty("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn"),
          ],
        ],
      },
    ],
  },
  {
    id: "rest-api-policy-one-owner",
    title: "API Gateway REST API policies are declared either inline or as separate resources, not both",
    severity: "high",
    source: "the documentation for aws.apigateway.RestApi",
    conflicts: [
      {
        inline: ownedProperty(REST_API, "policy", { sample: { policy: "{}" } }),
        separate: [ownedProperty("aws:apigateway/restApiPolicy:RestApiPolicy", "restApiId")],
      },
    ],
  },
  {
    id: "rest-api-definition-one-owner",
    title: "API Gateway REST APIs are defined either by their body or by separate resources, not both",
    severity: "high",
    remedy: "Remove body from the RestApi, or remove the Resource, Method, and Integration resources.",
    source: "the documentation for aws.apigateway.RestApi",
    conflicts: [
      {
        inline: ownedProperty(REST_API, "body", { sample: { body: "{}" } }),
        separate: [
          ownedProperty("aws:apigateway/resource:Resource", "restApi"),
          ownedProperty("aws:apigateway/method:Method", "restApi"),
          ownedProperty("aws:apigateway/integration:Integration", "restApi"),
        ],
      },
    ],
  },
  {
    id: "event-bus-policy-one-kind",
    title: "EventBridge event bus access is managed with EventPermission or EventBusPolicy, not both",
    severity: "high",
    source: "the documentation for aws.cloudwatch.EventBusPolicy",
    conflicts: [
      {
        owner: typeToken("aws:cloudwatch/eventBus:EventBus"),
        kinds: [
          [ownedProperty("aws:cloudwatch/eventPermission:EventPermission", "eventBusName")],
          [ownedProperty("aws:cloudwatch/eventBusPolicy:EventBusPolicy", "eventBusName")],
        ],
      },
    ],
  },
  {
    id: "waf-rules-one-owner",
    title: "AWS WAF web ACL rules are declared either inline or as separate resources, not both",
    severity: "high",
    remedy:
      'Set the resource option ignoreChanges: ["rules"] on the WebAcl, or remove the WebAclRule and WebAclRuleGroupAssociation resources.',
    source: "the documentation for aws.wafv2.WebAcl",
    conflicts: [
      {
        inline: ownedProperty("aws:wafv2/webAcl:WebAcl", "rules", { sample: { rules: [] } }),
        separate: [
          ownedProperty("aws:wafv2/webAclRule:WebAclRule", "webAclArn"),
          ownedProperty("aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation", "webAclArn"),
        ],
      },
    ],
  },
  {
    id: "guardduty-features-one-owner",
    title: "GuardDuty detector features are declared either inline or as separate resources, not both",
    severity: "high",
    source: "the documentation for aws.guardduty.DetectorFeature",
    conflicts: [
      {
        inline: ownedProperty(DETECTOR, "datasources", { sample: { datasources: {} } }),
        separate: [ownedProperty("aws:guardduty/detectorFeature:DetectorFeature", "detectorId")],
      },
    ],
  },
  {
    id: "redshift-roles-one-owner",
    title: "Redshift cluster roles are associated either inline or with a separate resource, not both",
    source: "the documentation for aws.redshift.ClusterIamRoles",
    conflicts: [
      {
        inline: ownedProperty("aws:redshift/cluster:Cluster", "iamRoles", { sample: { iamRoles: [] } }),
        separate: [ownedProperty("aws:redshift/clusterIamRoles:ClusterIamRoles", "clusterIdentifier")],
      },
    ],
  },
  {
    id: "elasticache-users-one-owner",
    title: "ElastiCache user group members are declared either inline or as separate resources, not both",
    severity: "high",
    remedy:
      'Set the resource option ignoreChanges: ["userIds"] on the UserGroup, or remove the UserGroupAssociation resources.',
    source: "the documentation for aws.elasticache.UserGroupAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:elasticache/userGroup:UserGroup", "userIds", { sample: { userIds: [] } }),
        separate: [ownedProperty("aws:elasticache/userGroupAssociation:UserGroupAssociation", "userGroupId")],
      },
    ],
  },
  {
    id: "msk-secrets-one-kind",
    title: "Amazon MSK clusters use ScramSecretAssociation or SingleScramSecretAssociation, not both",
    severity: "high",
    source: "the documentation for aws.msk.ScramSecretAssociation",
    conflicts: [
      {
        owner: typeToken("aws:msk/cluster:Cluster"),
        kinds: [
          [ownedProperty("aws:msk/scramSecretAssociation:ScramSecretAssociation", "clusterArn")],
          [ownedProperty("aws:msk/singleScramSecretAssociation:SingleScramSecretAssociation", "clusterArn")],
        ],
      },
    ],
  },
  {
    id: "s3-acceleration-one-owner",
    title: "S3 bucket transfer acceleration is declared either inline or as a separate resource, not both",
    source: "pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254",
    conflicts: [
      {
        inline: ownedProperty("aws:s3/bucket:Bucket", "accelerationStatus", {
          sample: { accelerationStatus: "Enabled" },
        }),
        separate: [ownedProperty("aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration", "bucket")],
      },
    ],
  },
  {
    id: "s3-request-payer-one-owner",
    title: "S3 bucket request payment is declared either inline or as a separate resource, not both",
    source: "pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254",
    conflicts: [
      {
        inline: ownedProperty("aws:s3/bucket:Bucket", "requestPayer", { sample: { requestPayer: "Requester" } }),
        separate: [
          ownedProperty("aws:s3/bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration", "bucket"),
        ],
      },
    ],
  },
]);
