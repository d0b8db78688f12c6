import { examplePlan } from "../../authoring/example-plan";
import { defineStackRule, type UntypedGraphResource } from "../../authoring/define-stack-rule";
import type { InputsOf, TypeToken } from "../../authoring/resource-type-tokens";

/**
 * A resource type, and its properties that control permissions, exposure, encryption, or auditing. A path such as
 * `vpcConfig.publicAccessCidrs` stands for a part of a property.
 */
interface SecurityControls {
  readonly type: string;
  readonly properties: readonly string[];
}

const controls = <const T extends string>(
  type: T & TypeToken<T>,
  properties: readonly ((keyof InputsOf<T> & string) | `${keyof InputsOf<T> & string}.${string}`)[],
): SecurityControls => ({ type, properties });

const role = "aws:iam/role:Role";
const bucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
const cluster = "aws:eks/cluster:Cluster";

const SECURITY_CONTROLS: readonly SecurityControls[] = [
  controls(role, ["assumeRolePolicy", "permissionsBoundary"]),
  controls("aws:iam/policy:Policy", ["policy"]),
  controls("aws:iam/rolePolicy:RolePolicy", ["policy"]),
  controls("aws:iam/userPolicy:UserPolicy", ["policy"]),
  controls("aws:iam/groupPolicy:GroupPolicy", ["policy"]),
  controls(bucketPolicy, ["policy"]),
  controls("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", [
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
  ]),
  controls("aws:kms/key:Key", ["policy", "enableKeyRotation"]),
  controls("aws:kms/keyPolicy:KeyPolicy", ["policy"]),
  controls("aws:sqs/queuePolicy:QueuePolicy", ["policy"]),
  controls("aws:sns/topicPolicy:TopicPolicy", ["policy"]),
  controls("aws:secretsmanager/secretPolicy:SecretPolicy", ["policy"]),
  controls("aws:ecr/repositoryPolicy:RepositoryPolicy", ["policy"]),
  controls("aws:rds/instance:Instance", ["publiclyAccessible", "storageEncrypted", "vpcSecurityGroupIds"]),
  controls("aws:rds/cluster:Cluster", ["storageEncrypted", "vpcSecurityGroupIds"]),
  controls(cluster, [
    "vpcConfig.endpointPrivateAccess",
    "vpcConfig.endpointPublicAccess",
    "vpcConfig.publicAccessCidrs",
    "vpcConfig.securityGroupIds",
    "encryptionConfig",
    "enabledClusterLogTypes",
  ]),
  controls("aws:ec2/instance:Instance", ["metadataOptions", "vpcSecurityGroupIds"]),
  controls("aws:lb/listener:Listener", ["protocol", "sslPolicy"]),
  controls("aws:cloudtrail/trail:Trail", ["enableLogging", "isMultiRegionTrail", "enableLogFileValidation"]),
];

/** Whether `ignoreChanges` covers a property, a part of it, or a property that contains it. */
const isIgnored = ({ ignoreChanges }: UntypedGraphResource, property: string) =>
  ignoreChanges.some((path) => path === "*" || overlaps(pathElements(path), pathElements(property)));

const pathElements = (path: string): readonly string[] =>
  path
    .replaceAll(/\["?|"?\]/g, ".")
    .split(".")
    .filter(Boolean);

const overlaps = (first: readonly string[], second: readonly string[]): boolean =>
  first.every((element, index) => index >= second.length || element === second[index]);

export const securityChangesSeen = defineStackRule({
  id: "security-changes-seen",
  title: "AWS resources do not ignore changes to policies, encryption, or other security settings",
  severity: "medium",
  topic: "drift",
  types: [role, ...SECURITY_CONTROLS.map(({ type }) => type)],
  why: "A permission that someone adds in the console stays in effect: no preview shows the change, and editing the program does not remove the permission.",
  remedy: "Remove the property from ignoreChanges, and list only the properties that another tool manages.",
  check: (graph) =>
    SECURITY_CONTROLS.flatMap((row) =>
      graph.byTypeToken(row.type).map(
        (resource) =>
          row.properties.some(
            (property) => isIgnored(resource, property) && (pathElements(property)[0] ?? "") in resource.props,
          ) && {
            resource,
            message: "changes to a security setting are ignored",
          },
      ),
    ),
  examples: {
    pass: [
      examplePlan({ role: [role, { assumeRolePolicy: "{}" }, { options: { ignoreChanges: ["tags"] } }] }),
      examplePlan({ role: [role, { assumeRolePolicy: "{}" }] }),
      examplePlan({
        cluster: [cluster, { vpcConfig: { subnetIds: [] } }, { options: { ignoreChanges: ["vpcConfig.subnetIds"] } }],
      }),
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
      examplePlan({
        cluster: [cluster, { vpcConfig: { subnetIds: [] } }, { options: { ignoreChanges: ["vpcConfig"] } }],
      }),
    ],
  },
});
