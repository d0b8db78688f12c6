import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, entries } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { isSecretVariable } from "../../conditions/secret-variables";

const lambda = "aws:lambda/function:Function";
const invocation = "aws:lambda/invocation:Invocation";
const invokeConfig = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";

export const lambdaRuntime = defineRule({
  id: "lambda-runtime",
  title: "Lambda functions do not use deprecated runtimes",
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
  why: "AWS does not provide security patches for deprecated runtimes and later blocks updates of functions that use them.",
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
  title: "Lambda functions do not pass secrets as plaintext environment variables",
  severity: "high",
  on: lambda,
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  why: "Anyone who can view the function configuration can read the values, and the values do not change until the next deployment.",
  remedy:
    "Store the value in an aws.secretsmanager.Secret, pass the secret's ARN to the function, and retrieve the value at run time. The AWS Parameters and Secrets Lambda Extension caches it.",
  check: ({ environment }) =>
    entries(environment?.variables).map(
      (variable) =>
        isSecretVariable(variable[0], () => variable[1]) && {
          at: "environment.variables",
          message: "an environment variable contains a secret",
        },
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
  title: "Lambda function environment variables are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: lambda,
  why: "The AWS managed key decrypts the variables for anyone who can view the function configuration.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key with a restrictive key policy.",
  check: (props) =>
    allOf(
      () => "environment" in props,
      () => !specifiesCustomerKey(props, "kmsKeyArn"),
    ) && { at: "kmsKeyArn", message: "not encrypted with a customer managed key" },
  examples: {
    pass: [{}, { environment: { variables: { STAGE: "prod" } }, kmsKeyArn: "arn:aws:kms:eu-west-1:1:key/1" }],
    fail: [{ environment: { variables: { STAGE: "prod" } } }],
  },
});

export const lambdaTracing = defineRule({
  id: "lambda-tracing",
  title: "Lambda functions have active X-Ray tracing enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Lambda.7"] },
  on: lambda,
  why: "Without traces, you cannot see which downstream call made a request slow or caused it to fail.",
  remedy: 'Set tracingConfig: { mode: "Active" }, and allow xray:PutTraceSegments for the function\'s role.',
  check: ({ tracingConfig }) => tracingConfig?.mode !== "Active" && "active tracing is not enabled",
  examples: {
    pass: [{ tracingConfig: { mode: "Active" } }],
    fail: [{}, { tracingConfig: { mode: "PassThrough" } }],
  },
});

export const lambdaFailureDestination = defineStackRule({
  id: "lambda-failure-destination",
  title: "Lambda functions have a dead-letter queue or an on-failure destination, or are invoked by the deployment",
  severity: "low",
  topic: "reliability",
  types: [lambda],
  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  why: "Lambda discards an asynchronous event after the last failed attempt, and the event cannot be recovered.",
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
          // The provider waits for the function, so an error fails the deployment.
          () => graph.referrers(resource, invocation, "functionName").length > 0,
        ) && { resource, message: "failed asynchronous events are discarded" },
    ),
  examples: {
    pass: [
      examplePlan({
        lambda: [lambda, {}],
        invocation: [invocation, { functionName: exampleId("lambda"), input: "{}" }],
      }),
      examplePlan({ lambda: [lambda, { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:1:failed" } }] }),
      examplePlan({
        lambda: [lambda, {}],
        config: [
          invokeConfig,
          {
            functionName: exampleId("lambda"),
            destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:1:failed" } },
          },
        ],
      }),
    ],
    fail: [
      examplePlan({ lambda: [lambda, {}], other: [invocation, { functionName: "other", input: "{}" }] }),
      examplePlan({
        lambda: [lambda, {}],
        config: [
          invokeConfig,
          {
            functionName: exampleId("lambda"),
            destinationConfig: { onSuccess: { destination: "arn:aws:sqs:eu-west-1:1:done" } },
          },
        ],
      }),
    ],
  },
});

export const lambdaStreamFailures = defineRule({
  id: "lambda-stream-failures",
  title: "Lambda event source mappings for streams limit retry attempts or record age",
  severity: "medium",
  topic: "reliability",
  on: "aws:lambda/eventSourceMapping:EventSourceMapping",
  // https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
  why: "Lambda retries a failing record until it expires. Until then, later records in the same shard are not processed and can expire as well.",
  remedy:
    "Set maximumRetryAttempts: 3 or maximumRecordAgeInSeconds, together with destinationConfig: { onFailure: { destinationArn: queue.arn } }.",
  // Only stream sources have a starting position. Kafka does not support these limits.
  check: (mapping) =>
    allOf(
      () => "startingPosition" in mapping,
      () => !("amazonManagedKafkaEventSourceConfig" in mapping),
      () => !("selfManagedEventSource" in mapping),
      () => !("topics" in mapping),
      () => (mapping.maximumRetryAttempts ?? -1) === -1,
      () => (mapping.maximumRecordAgeInSeconds ?? -1) === -1,
    ) && { at: "maximumRetryAttempts", message: "failing records are retried until they expire" },
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
  title: "Lambda functions in a VPC use at least two subnets",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Lambda.5"] },
  on: lambda,
  why: "A function with a single subnet runs in one Availability Zone and cannot be invoked if that Availability Zone fails.",
  remedy: "Add subnets in different Availability Zones to vpcConfig.subnetIds.",
  // A function with empty lists is not connected to a VPC.
  check: ({ vpcConfig }) =>
    allOf(
      () => (vpcConfig?.subnetIds?.length ?? 0) < 2,
      () => (vpcConfig?.securityGroupIds?.length ?? 0) > 0,
    ) && { at: "vpcConfig", message: "the function uses fewer than two subnets" },
  examples: {
    pass: [
      {},
      { vpcConfig: { subnetIds: [], securityGroupIds: [] } },
      { vpcConfig: { subnetIds: ["subnet-1", "subnet-2", "subnet-3"], securityGroupIds: ["sg-1"] } },
    ],
    fail: [{ vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1", "sg-2"] } }],
  },
});
