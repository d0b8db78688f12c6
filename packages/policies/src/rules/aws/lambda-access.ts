import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const permission = "aws:lambda/permission:Permission";

/** Whether a permission restricts neither the source nor its account or organization. */
const isUnrestricted = (props: object): boolean =>
  allOf(
    () => !("sourceArn" in props),
    () => !("sourceAccount" in props),
    () => !("principalOrgId" in props),
  );

const invokePermission = { action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" };

export const lambdaNotPublic = defineRule({
  id: "lambda-not-public",
  title: "Lambda permissions do not grant public access to functions",
  severity: "critical",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: permission,
  why: "Anyone with an AWS account can use the permission, for example to invoke the function with any input at your expense.",
  remedy: "Set principal to a specific account, role, or service, or add sourceArn, sourceAccount, or principalOrgId.",
  check: (props) =>
    allOf(
      () => props.principal === "*",
      () => isUnrestricted(props),
    ) && { at: "principal", message: "the permission grants public access to the function" },
  examples: {
    pass: [
      { ...invokePermission, principal: "123456789012" },
      { ...invokePermission, principal: "*", principalOrgId: "o-1" },
    ],
    fail: [{ ...invokePermission, principal: "*" }],
  },
});

export const lambdaPermissionSource = defineRule({
  id: "lambda-permission-source",
  title: "Lambda permissions for AWS services specify a source ARN, source account, or organization",
  severity: "high",
  on: permission,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  why: "The service can invoke the function on behalf of any account, so anyone can point a bucket, topic, or API at the function.",
  remedy:
    "Set sourceArn to the ARN of the bucket, topic, rule, or API that invokes the function. For Amazon S3, also set sourceAccount.",
  check: (props) =>
    allOf(
      () => /\.amazonaws\.com(\.cn)?$/.test(props.principal ?? ""),
      () => isUnrestricted(props),
    ) && { at: "principal", message: "the service can invoke the function on behalf of any account" },
  examples: {
    pass: [
      { ...invokePermission, sourceArn: "arn:aws:s3:::shop-orders" },
      { ...invokePermission, sourceAccount: "123456789012" },
      { ...invokePermission, principal: "arn:aws:iam::123456789012:role/caller" },
    ],
    fail: [invokePermission, { ...invokePermission, principal: "events.amazonaws.com" }],
  },
});

export const lambdaPermissionAccount = defineRule({
  id: "lambda-permission-account",
  title: "Lambda permissions for Amazon S3 specify the source account",
  severity: "medium",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: permission,
  // https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
  why: "The ARN of an S3 bucket does not contain an account ID. If the bucket is deleted, another account can create a bucket with the same name and invoke the function.",
  remedy: "Set sourceAccount to the ID of the account that owns the bucket, in addition to sourceArn.",
  check: (props) =>
    allOf(
      () => props.principal === "s3.amazonaws.com",
      () => !("sourceAccount" in props),
    ) && { at: "sourceAccount", message: "the account that owns the bucket is not specified" },
  examples: {
    pass: [
      { ...invokePermission, sourceArn: "arn:aws:s3:::shop-orders", sourceAccount: "123456789012" },
      { ...invokePermission, principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:123456789012:orders" },
    ],
    fail: [{ ...invokePermission, sourceArn: "arn:aws:s3:::shop-orders" }],
  },
});

export const lambdaUrlAuthenticated = defineRule({
  id: "lambda-url-authenticated",
  title: "Lambda function URLs require IAM authentication",
  severity: "critical",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: "aws:lambda/functionUrl:FunctionUrl",
  why: "Anyone on the internet who knows the URL can invoke the function with any input, at your expense.",
  remedy:
    'Set authorizationType: "AWS_IAM". For browser clients, put CloudFront with an origin access control, or API Gateway, in front of the function.',
  check: ({ authorizationType }) => authorizationType === "NONE" && "anyone on the internet can invoke the function",
  examples: { pass: [{ authorizationType: "AWS_IAM" }], fail: [{ authorizationType: "NONE" }] },
});

export const lambdaLayerNotPublic = defineRule({
  id: "lambda-layer-not-public",
  title: "Lambda layer versions are not shared publicly",
  severity: "high",
  on: "aws:lambda/layerVersionPermission:LayerVersionPermission",
  why: "Anyone with an AWS account can download the layer and read its code.",
  remedy: 'Set principal to an account ID, or keep principal: "*" and set organizationId.',
  check: (props) =>
    allOf(
      () => props.principal === "*",
      () => !("organizationId" in props),
    ) && { at: "principal", message: "the layer version is shared publicly" },
  examples: {
    pass: [{ principal: "123456789012" }, { principal: "*", organizationId: "o-1" }],
    fail: [{ principal: "*" }],
  },
});

export const lambdaUrlCors = defineRule({
  id: "lambda-url-cors",
  title: "Lambda function URLs do not allow cross-origin requests from all origins",
  severity: "medium",
  on: "aws:lambda/functionUrl:FunctionUrl",
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
  why: "Any website that a user visits can call the function from the user's browser and read the response.",
  remedy: 'Specify the allowed origins: cors: { allowOrigins: ["https://shop.example.com"] }.',
  check: ({ cors }) => listOf(cors?.allowOrigins).includes("*") && "all origins can call the function",
  examples: {
    pass: [{ authorizationType: "AWS_IAM" }, { cors: { allowOrigins: ["https://shop.example.com"] } }],
    fail: [{ cors: { allowOrigins: ["*"] } }],
  },
});

export const lambdaCodeSigningEnforced = defineRule({
  id: "lambda-code-signing-enforced",
  title: "Lambda code signing configurations reject code that fails signature validation",
  severity: "medium",
  on: "aws:lambda/codeSigningConfig:CodeSigningConfig",
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
  why: 'With the default "Warn", Lambda deploys code that fails signature validation and only logs a warning.',
  remedy: 'Set policies: { untrustedArtifactOnDeployment: "Enforce" }.',
  check: ({ policies }) =>
    (policies?.untrustedArtifactOnDeployment ?? "Warn") !== "Enforce" &&
    "code that fails signature validation is deployed",
  examples: {
    pass: [{ policies: { untrustedArtifactOnDeployment: "Enforce" } }],
    fail: [{}, { policies: { untrustedArtifactOnDeployment: "Warn" } }],
  },
});
