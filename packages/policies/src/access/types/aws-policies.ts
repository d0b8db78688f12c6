import { setting, type Facet } from "../facet";
import { attachments, permissionsBoundary } from "../iam/attachments";
import { limitingPolicy, policyList, requiredPolicy, sharedPolicy } from "../iam/policy-facets";

const shared = [sharedPolicy()];
const keyPolicy = [requiredPolicy("policy", "default")];

/** The AWS resources with policy documents and managed policies. */
export const AWS_POLICIES: Readonly<Record<string, readonly Facet[]>> = {
  "aws:iam/policy:Policy": shared,
  "aws:iam/rolePolicy:RolePolicy": [sharedPolicy("policy", "role")],
  "aws:iam/userPolicy:UserPolicy": [sharedPolicy("policy", "user")],
  "aws:iam/groupPolicy:GroupPolicy": [sharedPolicy("policy", "group")],
  "aws:iam/role:Role": [
    requiredPolicy("assumeRolePolicy"),
    policyList("inlinePolicies", "policy"),
    attachments({ identities: [], policies: "managedPolicyArns" }),
    permissionsBoundary("permissionsBoundary"),
  ],
  "aws:iam/user:User": [permissionsBoundary("permissionsBoundary")],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": [attachments({ identities: ["role"], policies: "policyArn" })],
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": [attachments({ identities: ["user"], policies: "policyArn" })],
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": [
    attachments({ identities: ["group"], policies: "policyArn" }),
  ],
  "aws:iam/policyAttachment:PolicyAttachment": [
    attachments({ identities: ["roles", "users", "groups"], policies: "policyArn" }),
  ],
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": [
    attachments({ identities: ["roleName"], policies: "policyArns" }),
  ],
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": [
    attachments({ identities: ["userName"], policies: "policyArns" }),
  ],
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": [
    attachments({ identities: ["groupName"], policies: "policyArns" }),
  ],
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": [
    sharedPolicy("inlinePolicy", "permissionSetArn"),
  ],
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": [
    attachments({ identities: ["permissionSetArn"], policies: "managedPolicyArn" }),
  ],
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": [
    attachments({ identities: ["permissionSetArn"], policies: "managedPolicyArns" }),
  ],
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": [
    attachments({ identities: ["permissionSetArn"], policies: "customerManagedPolicyReference" }),
  ],
  "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment": [
    permissionsBoundary("permissionsBoundary", true),
  ],
  "aws:organizations/policy:Policy": [sharedPolicy("content")],

  "aws:ec2/vpcEndpoint:VpcEndpoint": [limitingPolicy("policy", false)],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": [limitingPolicy("policy", true)],
  "aws:apigateway/restApi:RestApi": [limitingPolicy("policy", false)],
  "aws:apigateway/restApiPolicy:RestApiPolicy": [limitingPolicy("policy", true)],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [limitingPolicy("policy", false)],
  "aws:transfer/user:User": [limitingPolicy("policy", false)],
  "aws:transfer/access:Access": [limitingPolicy("policy", false)],
  "aws:rolesanywhere/profile:Profile": [limitingPolicy("sessionPolicy", false)],

  "aws:kms/key:Key": keyPolicy,
  "aws:kms/externalKey:ExternalKey": keyPolicy,
  "aws:kms/replicaKey:ReplicaKey": keyPolicy,
  "aws:kms/replicaExternalKey:ReplicaExternalKey": keyPolicy,
  "aws:kms/keyPolicy:KeyPolicy": keyPolicy,

  "aws:acmpca/policy:Policy": shared,
  "aws:amp/resourcePolicy:ResourcePolicy": [sharedPolicy("policyDocument")],
  "aws:apigateway/domainName:DomainName": shared,
  "aws:backup/vaultPolicy:VaultPolicy": shared,
  "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": shared,
  "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": [sharedPolicy("accessPolicy")],
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": shared,
  "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy": [
    sharedPolicy("deliveryDestinationPolicy"),
  ],
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": [sharedPolicy("accessPolicy")],
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": [sharedPolicy("policyDocument")],
  "aws:codeartifact/domainPermissions:DomainPermissions": [sharedPolicy("policyDocument")],
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": [sharedPolicy("policyDocument")],
  "aws:codebuild/resourcePolicy:ResourcePolicy": shared,
  "aws:dsql/clusterPolicy:ClusterPolicy": shared,
  "aws:dynamodb/resourcePolicy:ResourcePolicy": shared,
  "aws:ecr/registryPolicy:RegistryPolicy": shared,
  "aws:ecr/repositoryPolicy:RepositoryPolicy": [sharedPolicy("policy", "repository")],
  "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": [sharedPolicy("policy", "repositoryName")],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": shared,
  "aws:elasticsearch/domain:Domain": [sharedPolicy("accessPolicies")],
  "aws:elasticsearch/domainPolicy:DomainPolicy": [sharedPolicy("accessPolicies")],
  "aws:glacier/vault:Vault": [sharedPolicy("accessPolicy")],
  "aws:glacier/vaultLock:VaultLock": shared,
  "aws:glue/resourcePolicy:ResourcePolicy": shared,
  "aws:iot/policy:Policy": shared,
  "aws:kinesis/resourcePolicy:ResourcePolicy": shared,
  "aws:lambda/resourcePolicy:ResourcePolicy": shared,
  "aws:mediastore/containerPolicy:ContainerPolicy": shared,
  "aws:msk/clusterPolicy:ClusterPolicy": shared,
  "aws:networkfirewall/resourcePolicy:ResourcePolicy": shared,
  "aws:oam/sinkPolicy:SinkPolicy": shared,
  "aws:opensearch/domain:Domain": [sharedPolicy("accessPolicies")],
  "aws:opensearch/domainPolicy:DomainPolicy": [sharedPolicy("accessPolicies")],
  "aws:opensearchingest/resourcePolicy:ResourcePolicy": shared,
  "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy": shared,
  "aws:redshift/resourcePolicy:ResourcePolicy": shared,
  "aws:redshiftserverless/resourcePolicy:ResourcePolicy": shared,
  "aws:s3/bucketPolicy:BucketPolicy": shared,
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": shared,
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": shared,
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": shared,
  "aws:s3control/accessPointPolicy:AccessPointPolicy": shared,
  "aws:s3control/bucketPolicy:BucketPolicy": shared,
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": [sharedPolicy("details.policy")],
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": shared,
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": [sharedPolicy("resourcePolicy")],
  "aws:s3tables/tablePolicy:TablePolicy": [sharedPolicy("resourcePolicy")],
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": [sharedPolicy("resourcePolicy")],
  "aws:schemas/registryPolicy:RegistryPolicy": shared,
  "aws:secretsmanager/secret:Secret": shared,
  "aws:secretsmanager/secretPolicy:SecretPolicy": shared,
  "aws:ses/identityPolicy:IdentityPolicy": shared,
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": shared,
  "aws:sns/topic:Topic": shared,
  "aws:sns/topicPolicy:TopicPolicy": shared,
  "aws:sqs/queue:Queue": shared,
  "aws:sqs/queuePolicy:QueuePolicy": shared,
  "aws:vpclattice/authPolicy:AuthPolicy": [limitingPolicy("policy", true)],
  "aws:vpclattice/resourcePolicy:ResourcePolicy": shared,
  "aws:xray/resourcePolicy:ResourcePolicy": [sharedPolicy("policyDocument")],

  "aws:lambda/functionUrl:FunctionUrl": [
    setting({
      path: "authorizationType",
      message: "accepts requests without authentication",
      openness: (value) => (value === "NONE" ? 1 : value === "AWS_IAM" ? 0 : undefined),
    }),
  ],
};
