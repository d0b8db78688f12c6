import { listOf, type OneOrMany } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView, mergeViews } from "../authoring/define-view";

/** An IAM policy document, with the property names of IAM. */
export interface Policy {
  readonly Version?: string;
  readonly Statement?: OneOrMany<Statement>;
}

/** A statement of an IAM policy document. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Principal?: string | Readonly<Record<string, OneOrMany<string>>>;
  readonly NotPrincipal?: string | Readonly<Record<string, OneOrMany<string>>>;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany<string>>>>>;
}

type PolicyDocument = Document<Policy>;

const HINT =
  "pass the policy as an object, or compose it with pulumi.jsonStringify, so that the known parts can be checked";

const policy = (holder: object, key = "policy"): PolicyDocument =>
  new Document(holder, key, { hint: HINT, standIns: true });

const identityPolicies = defineView<PolicyDocument>()({
  "aws:iam/policy:Policy": (props) => [policy(props)],
  "aws:iam/rolePolicy:RolePolicy": (props) => [policy(props)],
  "aws:iam/userPolicy:UserPolicy": (props) => [policy(props)],
  "aws:iam/groupPolicy:GroupPolicy": (props) => [policy(props)],
  "aws:iam/role:Role": ({ inlinePolicies = [] }) => inlinePolicies.map((inline) => policy(inline)),
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": (props) => [policy(props, "inlinePolicy")],
});

const trustPolicies = defineView<PolicyDocument>()({
  "aws:iam/role:Role": (props) => [policy(props, "assumeRolePolicy")],
});

const resourcePolicies = defineView<PolicyDocument>()({
  "aws:s3/bucket:Bucket": (props) => [policy(props)],
  "aws:s3/bucketPolicy:BucketPolicy": (props) => [policy(props)],
  "aws:s3/accessPoint:AccessPoint": (props) => [policy(props)],
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": (props) => [policy(props)],
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": (props) => [policy(props)],
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": (props) => [policy(props)],
  "aws:s3control/accessPointPolicy:AccessPointPolicy": (props) => [policy(props)],
  "aws:s3control/bucketPolicy:BucketPolicy": (props) => [policy(props)],
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": ({ details }) =>
    details === undefined ? [] : [policy(details)],
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": (props) => [policy(props)],
  "aws:kms/key:Key": (props) => [policy(props)],
  "aws:kms/externalKey:ExternalKey": (props) => [policy(props)],
  "aws:kms/replicaKey:ReplicaKey": (props) => [policy(props)],
  "aws:kms/replicaExternalKey:ReplicaExternalKey": (props) => [policy(props)],
  "aws:kms/keyPolicy:KeyPolicy": (props) => [policy(props)],
  "aws:sqs/queue:Queue": (props) => [policy(props)],
  "aws:sqs/queuePolicy:QueuePolicy": (props) => [policy(props)],
  "aws:sns/topic:Topic": (props) => [policy(props)],
  "aws:sns/topicPolicy:TopicPolicy": (props) => [policy(props)],
  "aws:ecr/repositoryPolicy:RepositoryPolicy": (props) => [policy(props)],
  "aws:ecr/registryPolicy:RegistryPolicy": (props) => [policy(props)],
  "aws:secretsmanager/secret:Secret": (props) => [policy(props)],
  "aws:secretsmanager/secretPolicy:SecretPolicy": (props) => [policy(props)],
  "aws:efs/fileSystemPolicy:FileSystemPolicy": (props) => [policy(props)],
  "aws:dynamodb/resourcePolicy:ResourcePolicy": (props) => [policy(props)],
  "aws:kinesis/resourcePolicy:ResourcePolicy": (props) => [policy(props)],
  "aws:glue/resourcePolicy:ResourcePolicy": (props) => [policy(props)],
  "aws:backup/vaultPolicy:VaultPolicy": (props) => [policy(props)],
  "aws:msk/clusterPolicy:ClusterPolicy": (props) => [policy(props)],
  "aws:opensearch/domain:Domain": (props) => [policy(props, "accessPolicies")],
  "aws:opensearch/domainPolicy:DomainPolicy": (props) => [policy(props, "accessPolicies")],
  "aws:elasticsearch/domain:Domain": (props) => [policy(props, "accessPolicies")],
  "aws:elasticsearch/domainPolicy:DomainPolicy": (props) => [policy(props, "accessPolicies")],
  "aws:ec2/vpcEndpoint:VpcEndpoint": (props) => [policy(props)],
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": (props) => [policy(props)],
});

const statementsOf = (document: PolicyDocument): readonly Statement[] => listOf(document.content?.Statement);

/** Statements of identity-based policies: managed and inline policies of users, groups, roles, and permission sets. */
export const identityStatements = deriveView(identityPolicies, statementsOf);

/** Statements of the trust policies of roles. */
export const trustStatements = deriveView(trustPolicies, statementsOf);

/** Statements of resource-based policies, such as the policies of buckets, keys, queues, and VPC endpoints. */
export const resourceStatements = deriveView(resourcePolicies, statementsOf);

/** Statements of identity-based policies, trust policies, and resource-based policies. */
export const policyStatements = mergeViews(identityStatements, trustStatements, resourceStatements);

/** All policy documents: identity-based policies, trust policies, and resource-based policies. */
export const policyDocuments = mergeViews(identityPolicies, trustPolicies, resourcePolicies);
