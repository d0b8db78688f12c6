import { listOf } from "../../kernel/connectives";
import { Document } from "../../kernel/document";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView, deriveView } from "../../authoring/define-view";
import { secretVariables } from "../../conditions/secret-variables";

const job = "aws:batch/jobDefinition:JobDefinition";

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
interface Container {
  readonly privileged?: boolean;
  readonly environment?: readonly { readonly name?: string; readonly value?: string | number }[];
}

const documents = defineView<Document<Container>>()({
  [job]: (props) => [
    new Document(props, "containerProperties", {
      hint: "compose the container properties with pulumi.jsonStringify, so that the known parts can be checked",
      canonicalName: (name) => name.charAt(0).toLowerCase() + name.slice(1),
    }),
  ],
});
const jobs = deriveView(documents, (document) => listOf(document.content));

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
    fail: [[job, { containerProperties: JSON.stringify({ image: "job:1", privileged: true }) }]],
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
