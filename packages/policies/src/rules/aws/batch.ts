import { listOf } from "../../kernel/connectives";
import { Document } from "../../kernel/document";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { CONTAINER_PROPERTIES, ECS_PROPERTIES, NODE_PROPERTIES } from "../../conditions/batch-job-types";
import { fieldTypeIssues, type JsonObjectType } from "../../conditions/json-types";
import { secretVariables } from "../../conditions/secret-variables";

const job = "aws:batch/jobDefinition:JobDefinition";

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
interface Container {
  readonly privileged?: boolean;
  readonly environment?: readonly { readonly name?: string; readonly value?: string | number }[];
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EcsProperties.html */
interface EcsProperties {
  readonly taskProperties?: readonly { readonly containers?: readonly Container[] }[];
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_NodeProperties.html */
interface NodeProperties {
  readonly nodeRangeProperties?: readonly { readonly container?: Container; readonly ecsProperties?: EcsProperties }[];
}

const FORMAT = {
  hint: "compose the properties with pulumi.jsonStringify, so that the known parts can be checked",
  canonicalName: (name: string) => name.charAt(0).toLowerCase() + name.slice(1),
};

/** A JSON document of a job definition. */
interface JobDocument {
  readonly document: Document<object>;
  readonly types: JsonObjectType;
}

const documents = defineView<JobDocument>()({
  [job]: (props) => [
    { document: new Document<object>(props, "containerProperties", FORMAT), types: CONTAINER_PROPERTIES },
    { document: new Document<object>(props, "ecsProperties", FORMAT), types: ECS_PROPERTIES },
    { document: new Document<object>(props, "nodeProperties", FORMAT), types: NODE_PROPERTIES },
  ],
});

const containersOfTasks = (properties: EcsProperties | undefined) =>
  listOf(() => properties?.taskProperties).flatMap((task) => listOf(() => task.containers));

/** The containers of jobs that run on Amazon ECS or AWS Fargate, including those of multi-node jobs. */
const jobs = defineView<Container>()({
  [job]: (props) =>
    listOf<Container>(
      () => new Document<Container>(props, "containerProperties", FORMAT).content,
      () => containersOfTasks(new Document<EcsProperties>(props, "ecsProperties", FORMAT).content),
      () =>
        listOf(
          () => new Document<NodeProperties>(props, "nodeProperties", FORMAT).content?.nodeRangeProperties,
        ).flatMap((range) =>
          listOf<Container>(
            () => range.container,
            () => containersOfTasks(range.ecsProperties),
          ),
        ),
    ),
});

export const batchNotPrivileged = defineViewRule({
  id: "batch-not-privileged",
  title: "AWS Batch job definitions do not use privileged containers",
  severity: "high",
  on: jobs,
  why: "A privileged container has root access to its host, and therefore to all other jobs on that host.",
  remedy: "Remove privileged: true from containerProperties.",
  check: (container) => container.privileged === true && "the container is privileged",
  examples: {
    pass: [
      [job, {}],
      [job, { containerProperties: JSON.stringify({ image: "job:1", privileged: false }) }],
    ],
    fail: [
      [job, { containerProperties: JSON.stringify({ image: "job:1", privileged: true }) }],
      [
        job,
        { ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{ image: "job:1", privileged: true }] }] }) },
      ],
      [
        job,
        {
          nodeProperties: JSON.stringify({
            nodeRangeProperties: [{ container: { image: "job:1", privileged: true } }],
          }),
        },
      ],
    ],
  },
});

export const batchEnvNoSecrets = defineViewRule({
  id: "batch-env-no-secrets",
  title: "AWS Batch job definitions do not pass secrets as plaintext environment variables",
  severity: "high",
  on: jobs,
  why: "Anyone with permission to view the job definition can read the environment variables, and every revision retains them.",
  remedy:
    'Store the value in an aws.secretsmanager.Secret, and set secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }] in containerProperties.',
  check: ({ environment }) => secretVariables(environment),
  examples: {
    pass: [
      [
        job,
        { containerProperties: JSON.stringify({ image: "job:1", environment: [{ name: "STAGE", value: "prod" }] }) },
      ],
    ],
    fail: [
      [
        job,
        {
          containerProperties: JSON.stringify({
            image: "job:1",
            environment: [{ name: "DB_PASSWORD", value: "hunter2" }],
          }),
        },
      ],
    ],
  },
});

export const batchJobTypes = defineViewRule({
  id: "batch-job-types",
  title: "AWS Batch job definitions have the JSON types that the AWS Batch API documents",
  severity: "high",
  topic: "reliability",
  on: documents,
  // The provider decodes the documents into the structures of the API, and rejects other types:
  // internal/service/batch/job_definition.go of the Terraform provider
  why: 'The deployment fails, because neither the provider nor AWS Batch converts a string such as "64" to a number.',
  remedy:
    "Pass numbers and Booleans without quotes, such as memory: 512, and the values of resource requirements and environment variables as strings.",
  check: (item) => (item.document.content === undefined ? [] : fieldTypeIssues(item.document.content, item.types)),
  examples: {
    pass: [
      [job, { type: "container" }],
      [
        job,
        {
          containerProperties: JSON.stringify({
            image: "job:1",
            command: ["run"],
            privileged: false,
            resourceRequirements: [{ type: "VCPU", value: "1" }],
            environment: [{ name: "SHARD", value: "1" }],
            logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "jobs" } },
          }),
        },
      ],
      [
        job,
        {
          nodeProperties: JSON.stringify({
            numNodes: 2,
            mainNode: 0,
            nodeRangeProperties: [{ targetNodes: "0:", container: { image: "job:1", vcpus: 1, memory: 2048 } }],
          }),
        },
      ],
    ],
    fail: [
      [job, { containerProperties: JSON.stringify({ image: "job:1", vcpus: "1" }) }],
      [job, { containerProperties: JSON.stringify({ image: "job:1", command: "run" }) }],
      [job, { containerProperties: JSON.stringify({ image: "job:1", privileged: "false" }) }],
      [job, { containerProperties: JSON.stringify({ resourceRequirements: [{ type: "VCPU", value: 1 }] }) }],
      [job, { containerProperties: JSON.stringify({ environment: [{ name: "SHARD", value: 1 }] }) }],
      [job, { nodeProperties: JSON.stringify({ numNodes: "2" }) }],
      [job, { nodeProperties: JSON.stringify({ nodeRangeProperties: [{ container: { memory: "2048" } }] }) }],
      [job, { ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{ essential: "true" }] }] }) }],
    ],
  },
});
