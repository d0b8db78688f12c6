import { examplePlan } from "../../authoring/example-plan";
import { defineStackRule, type UntypedGraphResource } from "../../authoring/define-stack-rule";
import type { InputsOf, TypeToken } from "../../authoring/resource-type-tokens";

/** Properties of a type that decide who may do what, or what is encrypted. */
interface Watched {
  readonly type: string;
  readonly properties: readonly string[];
}

const watch = <const T extends string>(
  type: T & TypeToken<T>,
  properties: readonly (keyof InputsOf<T> & string)[],
): Watched => ({ type, properties });

const role = "aws:iam/role:Role";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const cluster = "aws:eks/cluster:Cluster";

const WATCHED: readonly Watched[] = [
  watch(role, ["assumeRolePolicy", "permissionsBoundary"]),
  watch("aws:iam/policy:Policy", ["policy"]),
  watch("aws:iam/rolePolicy:RolePolicy", ["policy"]),
  watch("aws:iam/userPolicy:UserPolicy", ["policy"]),
  watch("aws:iam/groupPolicy:GroupPolicy", ["policy"]),
  watch(bucketPolicy, ["policy"]),
  watch("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", [
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
  ]),
  watch("aws:kms/key:Key", ["policy", "enableKeyRotation"]),
  watch("aws:kms/keyPolicy:KeyPolicy", ["policy"]),
  watch("aws:sqs/queuePolicy:QueuePolicy", ["policy"]),
  watch("aws:sns/topicPolicy:TopicPolicy", ["policy"]),
  watch("aws:secretsmanager/secretPolicy:SecretPolicy", ["policy"]),
  watch("aws:ecr/repositoryPolicy:RepositoryPolicy", ["policy"]),
  watch("aws:rds/instance:Instance", ["publiclyAccessible", "storageEncrypted", "vpcSecurityGroupIds"]),
  watch("aws:rds/cluster:Cluster", ["storageEncrypted", "vpcSecurityGroupIds"]),
  watch(cluster, ["vpcConfig", "encryptionConfig", "enabledClusterLogTypes"]),
  watch("aws:ec2/instance:Instance", ["metadataOptions", "vpcSecurityGroupIds"]),
  watch("aws:lb/listener:Listener", ["protocol", "sslPolicy"]),
  watch("aws:cloudtrail/trail:Trail", ["enableLogging", "isMultiRegionTrail", "enableLogFileValidation"]),
];

/** Also a part of the property counts: `vpcConfig.endpointPublicAccess`. */
const isIgnored = ({ ignoreChanges }: UntypedGraphResource, property: string) =>
  ignoreChanges.some((path) => path === "*" || /^[^.[]*/.exec(path)?.[0] === property);

export const securityChangesSeen = defineStackRule({
  id: "security-changes-seen",
  title: "Changes of who may do what, and of encryption, are not ignored",
  severity: "medium",
  topic: "drift",
  types: [role, ...WATCHED.map(({ type }) => type)],
  why: "A right that somebody adds in the console stays and no preview ever shows it; nor does an edit of the program take it away.",
  remedy: "Take the property out of ignoreChanges, and name only the fields that something else changes.",
  check: (graph) =>
    WATCHED.flatMap((row) =>
      graph.byRuntimeType(row.type).map(
        (resource) =>
          row.properties.some((property) => isIgnored(resource, property) && property in resource.props) && {
            resource,
            message: "changes of a setting that protects it are ignored",
          },
      ),
    ),
  examples: {
    pass: [
      examplePlan({ role: [role, { assumeRolePolicy: "{}" }, { options: { ignoreChanges: ["tags"] } }] }),
      examplePlan({ role: [role, { assumeRolePolicy: "{}" }] }),
    ],
    fail: [
      examplePlan({ role: [role, { assumeRolePolicy: "{}" }, { options: { ignoreChanges: ["assumeRolePolicy"] } }] }),
      examplePlan({ policy: [bucketPolicy, { policy: "{}" }, { options: { ignoreChanges: ["*"] } }] }),
      examplePlan({
        cluster: [
          cluster,
          { vpcConfig: { subnetIds: [] } },
          { options: { ignoreChanges: ["vpcConfig.publicAccessCidrs"] } },
        ],
      }),
    ],
  },
});
