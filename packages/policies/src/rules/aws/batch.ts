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
      hint: "the container properties are one text, which is unknown as a whole as soon as a part of it is",
      canonicalName: (name) => name.charAt(0).toLowerCase() + name.slice(1),
    }),
  ],
});
const jobs = deriveView(documents, (document) => listOf(document.content));

export const batchNotPrivileged = defineViewRule({
  id: "batch-not-privileged",
  title: "Batch jobs are not privileged",
  severity: "high",
  on: jobs,
  why: "A privileged job is root on the machine that runs it, and so on every other job there.",
  remedy: "Drop privileged: true of containerProperties.",
  check: (container) => container.privileged === true && "the job is privileged",
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
  title: "Variables of batch jobs hold no secrets",
  severity: "high",
  on: jobs,
  why: "Everyone who may look at the job definition reads them, each revision for ever.",
  remedy:
    'Put the value into an aws.secretsmanager.Secret, and write secrets: [{ name: "DB_PASSWORD", valueFrom: secret.arn }].',
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
