import { Document } from "../../kernel/document";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { CONTAINER_PROPERTIES, ECS_PROPERTIES, NODE_PROPERTIES } from "../../conditions/batch-job-types";
import { fieldTypeIssues, type JsonObjectType } from "../../conditions/json-types";
import { secretVariables } from "../../conditions/secret-variables";
import { BATCH_DOCUMENT_FORMAT as FORMAT, batchContainers } from "../../views/batch-containers";

const job = "aws:batch/jobDefinition:JobDefinition";

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

export const batchNotPrivileged = defineViewRule({
  id: "batch-not-privileged",
  title: "AWS Batch job definitions do not use privileged containers",
  severity: "high",
  on: batchContainers,
  why: "A privileged container has root access to its host, and therefore to all other jobs on that host.",
  remedy: "Remove privileged: true from containerProperties, or from securityContext in eksProperties.",
  check: (container) => container.isPrivileged && { at: container.at, message: "the container is privileged" },
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
      [
        job,
        {
          eksProperties: { podProperties: { containers: [{ image: "job:1", securityContext: { privileged: true } }] } },
        },
      ],
      [
        job,
        {
          nodeProperties: JSON.stringify({
            nodeRangeProperties: [
              { eksProperties: { podProperties: { initContainers: [{ securityContext: { privileged: true } }] } } },
            ],
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
  on: batchContainers,
  why: "Anyone with permission to view the job definition can read the environment variables, and every revision retains them.",
  remedy:
    'Store the value in an aws.secretsmanager.Secret, and set secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }] in containerProperties. Jobs on Amazon EKS can mount a Kubernetes secret as a volume.',
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
      [
        job,
        {
          eksProperties: {
            podProperties: { containers: [{ image: "job:1", envs: [{ name: "DB_PASSWORD", value: "hunter2" }] }] },
          },
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
      [
        job,
        {
          nodeProperties: JSON.stringify({
            nodeRangeProperties: [
              { eksProperties: { podProperties: { containers: [{ resources: { limits: { cpu: 1 } } }] } } },
            ],
          }),
        },
      ],
      [job, { nodeProperties: JSON.stringify({ nodeRangeProperties: [{ container: { memory: "2048" } }] }) }],
      [job, { ecsProperties: JSON.stringify({ taskProperties: [{ containers: [{ essential: "true" }] }] }) }],
    ],
  },
});
