import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owners";

const SCALING = "aws:autoscaling/group:Group";
const DETECTOR = "aws:guardduty/detector:Detector";
const REST_API = "aws:apigateway/restApi:RestApi";

/** Settings of services that both a property of their owner and resources of their own can hold. */
export const twoOwnersInServices = ownerConflictRules([
  {
    id: "asg-lifecycle-hooks-one-owner",
    title: "The lifecycle hooks of an Auto Scaling group are either inline or separate",
    source: "the documentation of aws.autoscaling.Group",
    conflicts: [
      {
        inline: ownedProperty(SCALING, "initialLifecycleHooks", { sample: { initialLifecycleHooks: [] } }),
        separate: [ownedProperty("aws:autoscaling/lifecycleHook:LifecycleHook", "autoscalingGroupName")],
      },
    ],
  },
  {
    id: "iam-user-groups-one-owner",
    title: "The members of a group are listed either by the group or by each user",
    severity: "high",
    remedy: "Drop the GroupMembership and keep UserGroupMembership resources, or the other way round.",
    source: "the documentation of aws.iam.UserGroupMembership",
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
    title: "A policy is attached either everywhere at once or piece by piece",
    severity: "high",
    remedy:
      "Replace PolicyAttachment by RolePolicyAttachment, UserPolicyAttachment and GroupPolicyAttachment resources.",
    source: "the documentation of aws.iam.PolicyAttachment",
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
    title: "The policy of a REST API has one owner",
    severity: "high",
    source: "the documentation of aws.apigateway.RestApi",
    conflicts: [
      {
        inline: ownedProperty(REST_API, "policy", { sample: { policy: "{}" } }),
        separate: [ownedProperty("aws:apigateway/restApiPolicy:RestApiPolicy", "restApiId")],
      },
    ],
  },
  {
    id: "rest-api-definition-one-owner",
    title: "A REST API is described either by its body or by resources",
    severity: "high",
    remedy: "Drop body from the RestApi, or the Resource, Method and Integration resources.",
    source: "the documentation of aws.apigateway.RestApi",
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
    title: "Who may send events to a bus is said by one kind of resource",
    severity: "high",
    source: "the documentation of aws.cloudwatch.EventBusPolicy",
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
    title: "The rules of a web ACL are either inline or separate",
    severity: "high",
    remedy: 'Give the WebAcl { ignoreChanges: ["rules"] }, or drop the separate rules.',
    source: "the documentation of aws.wafv2.WebAcl",
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
    title: "The features of a detector are either inline or separate",
    severity: "high",
    source: "the documentation of aws.guardduty.DetectorFeature",
    conflicts: [
      {
        inline: ownedProperty(DETECTOR, "datasources", { sample: { datasources: {} } }),
        separate: [ownedProperty("aws:guardduty/detectorFeature:DetectorFeature", "detectorId")],
      },
    ],
  },
  {
    id: "redshift-roles-one-owner",
    title: "The roles of a warehouse are either inline or associated",
    source: "the documentation of aws.redshift.ClusterIamRoles",
    conflicts: [
      {
        inline: ownedProperty("aws:redshift/cluster:Cluster", "iamRoles", { sample: { iamRoles: [] } }),
        separate: [ownedProperty("aws:redshift/clusterIamRoles:ClusterIamRoles", "clusterIdentifier")],
      },
    ],
  },
  {
    id: "elasticache-users-one-owner",
    title: "The users of a user group are either inline or associated",
    severity: "high",
    remedy: 'Give the UserGroup { ignoreChanges: ["userIds"] }, or drop the UserGroupAssociation resources.',
    source: "the documentation of aws.elasticache.UserGroupAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:elasticache/userGroup:UserGroup", "userIds", { sample: { userIds: [] } }),
        separate: [ownedProperty("aws:elasticache/userGroupAssociation:UserGroupAssociation", "userGroupId")],
      },
    ],
  },
  {
    id: "msk-secrets-one-kind",
    title: "The secrets of a cluster are associated either all at once or one by one",
    severity: "high",
    source: "the documentation of aws.msk.ScramSecretAssociation",
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
    title: "The transfer acceleration of a bucket has one owner",
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
    title: "Who pays for the requests of a bucket is said in one place",
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
