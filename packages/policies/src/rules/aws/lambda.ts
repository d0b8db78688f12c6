import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf, entries } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const lambda = "aws:lambda/function:Function";
const invokeConfig = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

export const lambdaRuntime = defineRule({
  id: "lambda-runtime",
  title: "Functions run on a runtime that is still looked after",
  severity: "medium",
  controls: { "aws-fsbp": ["Lambda.2"] },
  on: lambda,
  options: {
    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated
    deprecated: stringListOption(
      [
        ...["dotnet5.0", "dotnet6", "dotnet7", "dotnet8", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1"],
        ...["dotnetcore3.1", "go1.x", "java8", "nodejs", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x"],
        ...["nodejs18.x", "nodejs20.x", "nodejs4.3", "nodejs4.3-edge", "nodejs6.10", "nodejs8.10", "provided"],
        ...["python2.7", "python3.6", "python3.7", "python3.8", "python3.9", "python3.10", "ruby2.5", "ruby2.7"],
        "ruby3.2",
      ],
      "Runtimes that AWS no longer patches.",
    ),
  },
  why: "AWS no longer fixes its security faults, and some months later refuses every change of the function.",
  remedy: "Set runtime to a supported version of the same language, such as aws.lambda.Runtime.NodeJS22dX.",
  check: ({ runtime }, { options }) =>
    runtime !== undefined && options.deprecated.includes(runtime) && "the runtime is deprecated",
  examples: {
    pass: [{ runtime: "nodejs22.x" }, { packageType: "Image" }],
    fail: [{ runtime: "nodejs16.x" }, { runtime: "python3.8" }],
  },
});

export const lambdaEnvNoSecrets = defineRule({
  id: "lambda-env-no-secrets",
  title: "Variables of functions hold no secrets",
  severity: "high",
  on: lambda,
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  why: "Everyone who may look at the function reads them, in the console and in what tools print, and they stay the same until somebody deploys.",
  remedy:
    "Put the value into an aws.secretsmanager.Secret, pass its ARN, and fetch it in the function; the Parameters and Secrets extension caches it.",
  check: ({ environment }) =>
    entries(environment?.variables).map(
      ([name, value]) =>
        value !== undefined &&
        isSecretVariable(name, value) && { at: "environment.variables", message: "a variable holds a secret" },
    ),
  examples: {
    pass: [
      {},
      { environment: { variables: { STAGE: "prod", API_TOKEN_ARN: "arn:aws:secretsmanager:eu-west-1:1:secret:api" } } },
      { environment: { variables: { DB_PASSWORD: "/orders/prod/db-password" } } },
    ],
    fail: [
      { environment: { variables: { STAGE: "prod", DB_PASSWORD: "correct-horse" } } },
      { environment: { variables: { KEY_ID: "AKIAIOSFODNN7EXAMPLE" } } },
    ],
  },
});

export const lambdaEnvCustomerKey = defineRule({
  id: "lambda-env-customer-key",
  title: "Variables of functions are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: lambda,
  why: "The key of AWS decrypts them for everyone who may look at the function.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key that few may use.",
  check: (props) =>
    allOf(
      () => "environment" in props,
      () => !("kmsKeyArn" in props),
    ) && { at: "kmsKeyArn", message: "no key is named" },
  examples: {
    pass: [{}, { environment: { variables: { STAGE: "prod" } }, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" }],
    fail: [{ environment: { variables: { STAGE: "prod" } } }],
  },
});

export const lambdaTracing = defineRule({
  id: "lambda-tracing",
  title: "Functions trace what they call",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Lambda.7"] },
  on: lambda,
  why: "Without traces nobody sees which of the calls behind a slow or failing request was the slow or failing one.",
  remedy: 'Set tracingConfig: { mode: "Active" }, and allow xray:PutTraceSegments to the role of the function.',
  check: ({ tracingConfig }) => tracingConfig?.mode !== "Active" && "the function does not trace what it calls",
  examples: {
    pass: [{ tracingConfig: { mode: "Active" } }],
    fail: [{}, { tracingConfig: { mode: "PassThrough" } }],
  },
});

export const lambdaFailureDestination = defineStackRule({
  id: "lambda-failure-destination",
  title: "Events that a function fails on are kept",
  severity: "low",
  topic: "reliability",
  types: [lambda],
  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  why: "An event of S3, SNS or EventBridge that fails three times is dropped, and nobody can say what it was.",
  remedy:
    "Set deadLetterConfig: { targetArn: queue.arn }, or add an aws.lambda.FunctionEventInvokeConfig with destinationConfig.onFailure.",
  check: (graph) =>
    graph.byType(lambda).map(
      (resource) =>
        !anyOf(
          () => "deadLetterConfig" in resource.props,
          () =>
            graph
              .referrers(resource, invokeConfig, "functionName")
              .some(({ props }) => props.destinationConfig !== undefined && "onFailure" in props.destinationConfig),
        ) && { resource, message: "events that the function fails on are dropped" },
    ),
  examples: {
    pass: [
      examplePlan({ lambda: [lambda, { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:1:failed" } }] }),
      examplePlan({
        lambda: [lambda, {}],
        config: [
          invokeConfig,
          {
            functionName: idOf("lambda"),
            destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:1:failed" } },
          },
        ],
      }),
    ],
    fail: [
      examplePlan({
        lambda: [lambda, {}],
        config: [
          invokeConfig,
          {
            functionName: idOf("lambda"),
            destinationConfig: { onSuccess: { destination: "arn:aws:sqs:eu-west-1:1:done" } },
          },
        ],
      }),
    ],
  },
});

export const lambdaStreamFailures = defineRule({
  id: "lambda-stream-failures",
  title: "One record cannot hold up a stream",
  severity: "medium",
  topic: "reliability",
  on: "aws:lambda/eventSourceMapping:EventSourceMapping",
  // https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
  why: "A record that the function fails on is tried again until it expires: for days nothing behind it in its shard is looked at, and what expires is lost.",
  remedy:
    "Set maximumRetryAttempts: 3 or maximumRecordAgeInSeconds, with destinationConfig: { onFailure: { destinationArn: queue.arn } }.",
  // Only streams have a starting position: Kinesis, DynamoDB, and Kafka, which has no such limits.
  check: (mapping) =>
    allOf(
      () => "startingPosition" in mapping,
      () => !("amazonManagedKafkaEventSourceConfig" in mapping),
      () => !("selfManagedEventSource" in mapping),
      () => !("topics" in mapping),
      () => (mapping.maximumRetryAttempts ?? -1) === -1,
      () => (mapping.maximumRecordAgeInSeconds ?? -1) === -1,
    ) && { at: "maximumRetryAttempts", message: "a record is tried again until it expires" },
  examples: {
    pass: [
      {},
      { startingPosition: "LATEST", maximumRetryAttempts: 3 },
      { startingPosition: "LATEST", maximumRecordAgeInSeconds: 3600 },
      { startingPosition: "LATEST", topics: ["orders"] },
    ],
    fail: [{ startingPosition: "LATEST" }, { startingPosition: "TRIM_HORIZON", maximumRetryAttempts: -1 }],
  },
});

export const lambdaSeveralZones = defineRule({
  id: "lambda-several-zones",
  title: "Functions in networks run in several zones",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Lambda.5"] },
  on: lambda,
  why: "When the only zone fails, the function cannot be started.",
  remedy: "Name a subnet in each of several zones in vpcConfig.subnetIds.",
  // With both lists empty, a function is in no network.
  check: ({ vpcConfig }) =>
    allOf(
      () => (vpcConfig?.subnetIds?.length ?? 0) < 2,
      () => (vpcConfig?.securityGroupIds?.length ?? 0) > 0,
    ) && { at: "vpcConfig", message: "the function has one zone" },
  examples: {
    pass: [
      {},
      { vpcConfig: { subnetIds: [], securityGroupIds: [] } },
      { vpcConfig: { subnetIds: ["subnet-1", "subnet-2", "subnet-3"], securityGroupIds: ["sg-1"] } },
    ],
    fail: [{ vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1", "sg-2"] } }],
  },
});
