import { allOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const permission = "aws:lambda/permission:Permission";

/** Whether it says nothing of who is behind the principal. */
const isUnlimited = (props: object): boolean =>
  allOf(
    () => !("sourceArn" in props),
    () => !("sourceAccount" in props),
    () => !("principalOrgId" in props),
  );

const from = { action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" };

export const lambdaNotPublic = defineRule({
  id: "lambda-not-public",
  title: "Functions can be called only by whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: permission,
  why: "Everyone who has an AWS account can call the function, with whatever input, at the owner's cost.",
  remedy: "Name the principal, or add sourceArn, sourceAccount or principalOrgId.",
  check: (props) =>
    allOf(
      () => props.principal === "*",
      () => isUnlimited(props),
    ) && { at: "principal", message: "everyone may call the function" },
  examples: {
    pass: [
      { ...from, principal: "123456789012" },
      { ...from, principal: "*", principalOrgId: "o-1" },
    ],
    fail: [{ ...from, principal: "*" }],
  },
});

export const lambdaPermissionSource = defineRule({
  id: "lambda-permission-source",
  title: "Services call a function only for a source that is named",
  severity: "high",
  on: permission,
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
  why: "The service calls the function for everyone: anybody's bucket, topic or API can be pointed at it.",
  remedy: "Set sourceArn to the bucket, topic, rule or API that calls, and sourceAccount as well for S3.",
  check: (props) =>
    allOf(
      () => /\.amazonaws\.com(\.cn)?$/.test(props.principal ?? ""),
      () => isUnlimited(props),
    ) && { at: "principal", message: "the service may call for anybody" },
  examples: {
    pass: [
      { ...from, sourceArn: "arn:aws:s3:::shop-orders" },
      { ...from, sourceAccount: "123456789012" },
      { ...from, principal: "arn:aws:iam::123456789012:role/caller" },
    ],
    fail: [from, { ...from, principal: "events.amazonaws.com" }],
  },
});

export const lambdaPermissionAccount = defineRule({
  id: "lambda-permission-account",
  title: "S3 calls a function only for buckets of a named account",
  severity: "medium",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: permission,
  // https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html
  why: "The ARN of a bucket names no account: when the bucket is deleted, whoever takes its name calls the function.",
  remedy: "Set sourceAccount to the account of the bucket, beside sourceArn.",
  check: (props) =>
    allOf(
      () => props.principal === "s3.amazonaws.com",
      () => !("sourceAccount" in props),
    ) && { at: "sourceAccount", message: "the account of the bucket is not named" },
  examples: {
    pass: [
      { ...from, sourceArn: "arn:aws:s3:::shop-orders", sourceAccount: "123456789012" },
      { ...from, principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:eu-west-1:123456789012:orders" },
    ],
    fail: [{ ...from, sourceArn: "arn:aws:s3:::shop-orders" }],
  },
});

export const lambdaUrlAuthenticated = defineRule({
  id: "lambda-url-authenticated",
  title: "Function URLs ask who calls",
  severity: "critical",
  controls: { "aws-fsbp": ["Lambda.1"] },
  on: "aws:lambda/functionUrl:FunctionUrl",
  why: "Everyone on the internet who learns the address calls the function, with whatever input, at the owner's cost.",
  remedy:
    'Set authorizationType: "AWS_IAM"; for browsers put CloudFront with an origin access control, or an API Gateway, in front.',
  check: ({ authorizationType }) => authorizationType === "NONE" && "everyone on the internet may call the function",
  examples: { pass: [{ authorizationType: "AWS_IAM" }], fail: [{ authorizationType: "NONE" }] },
});

export const lambdaLayerNotPublic = defineRule({
  id: "lambda-layer-not-public",
  title: "Layers are shared only with accounts that are named",
  severity: "high",
  on: "aws:lambda/layerVersionPermission:LayerVersionPermission",
  why: "Everyone who has an AWS account can download the layer and read the code in it.",
  remedy: 'Set principal to an account, or keep "*" and set organizationId.',
  check: (props) =>
    allOf(
      () => props.principal === "*",
      () => !("organizationId" in props),
    ) && { at: "principal", message: "everyone may download the layer" },
  examples: {
    pass: [{ principal: "123456789012" }, { principal: "*", organizationId: "o-1" }],
    fail: [{ principal: "*" }],
  },
});

export const lambdaUrlCors = defineRule({
  id: "lambda-url-cors",
  title: "Function URLs let in pages of known origins",
  severity: "medium",
  on: "aws:lambda/functionUrl:FunctionUrl",
  // https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
  why: "Any page that somebody opens can call the function from their browser and read the answer, with their cookies if allowCredentials is set.",
  remedy: 'Name the origins: cors: { allowOrigins: ["https://shop.example.com"] }.',
  check: ({ cors }) => listOf(cors?.allowOrigins).includes("*") && "pages of every origin may call the function",
  examples: {
    pass: [{ authorizationType: "AWS_IAM" }, { cors: { allowOrigins: ["https://shop.example.com"] } }],
    fail: [{ cors: { allowOrigins: ["*"] } }],
  },
});

export const lambdaCodeSigningEnforced = defineRule({
  id: "lambda-code-signing-enforced",
  title: "Functions refuse code that nobody signed",
  severity: "medium",
  on: "aws:lambda/codeSigningConfig:CodeSigningConfig",
  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
  why: "With Warn, which is what a configuration without policies means, code of anybody is deployed and only a log says so.",
  remedy: 'Set policies: { untrustedArtifactOnDeployment: "Enforce" }.',
  check: ({ policies }) =>
    (policies?.untrustedArtifactOnDeployment ?? "Warn") !== "Enforce" && "code that nobody signed is deployed",
  examples: {
    pass: [{ policies: { untrustedArtifactOnDeployment: "Enforce" } }],
    fail: [{}, { policies: { untrustedArtifactOnDeployment: "Warn" } }],
  },
});
