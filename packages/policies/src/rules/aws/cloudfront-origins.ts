import { allOf, anyOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { customOrigins, originProtocols, origins, type Origin } from "../../views/cloudfront-origins";

const distribution = "aws:cloudfront/distribution:Distribution";

const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
const vpcOrigin = "aws:cloudfront/vpcOrigin:VpcOrigin";

const behavior = { targetOriginId: "web", allowedMethods: ["GET"], cachedMethods: ["GET"] };
const s3 = { originId: "files", domainName: "files.s3.eu-west-1.amazonaws.com" };
const web = { originId: "web", domainName: "web.example.com" };
const custom = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };

/** Matches the REST endpoint of an S3 bucket. A website endpoint is a custom origin. */
const isBucketEndpoint = ({ at }: Origin) => /\.s3[.-]([\w-]+\.)?amazonaws\.com$/.test(at.domainName ?? "");

export const cloudfrontOriginHttps = defineViewRule({
  id: "cloudfront-origin-https",
  title: "CloudFront distributions connect to custom origins over HTTPS",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.9"] },
  on: customOrigins,
  options: {
    followViewers: booleanOption(true, 'Whether "match-viewer" is allowed if all cache behaviors require HTTPS.'),
  },
  // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-traffic-to-origin-encrypted.html
  why: "Without HTTPS, traffic between CloudFront and the origin crosses the internet in plaintext.",
  remedy: 'Set customOriginConfig: { originProtocolPolicy: "https-only", … }.',
  check: (origin, { options }) =>
    anyOf(
      () => origin.config.originProtocolPolicy === "http-only",
      () =>
        allOf(
          () => origin.config.originProtocolPolicy === "match-viewer",
          () =>
            anyOf(
              () => !options.followViewers,
              () => origin.behaviors.some(({ at }) => at.viewerProtocolPolicy === "allow-all"),
            ),
        ),
    ) && { at: origin.config, message: "connections to the origin can use HTTP" },
  examples: {
    pass: [
      [distribution, { origins: [{ ...web, customOriginConfig: custom }] }],
      [distribution, { origins: [s3] }],
      [
        distribution,
        {
          origins: [{ ...web, customOriginConfig: { ...custom, originProtocolPolicy: "match-viewer" } }],
          defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "redirect-to-https" },
        },
      ],
    ],
    fail: [
      [distribution, { origins: [{ ...web, customOriginConfig: { ...custom, originProtocolPolicy: "http-only" } }] }],
      [
        multitenant,
        { origins: [{ domainName: "web.example.com", customOriginConfigs: [{ originProtocolPolicy: "http-only" }] }] },
      ],
      [
        multitenant,
        {
          origins: [{ domainName: "web.example.com", customOriginConfigs: [{ originProtocolPolicy: "match-viewer" }] }],
          cacheBehaviors: [{ targetOriginId: "web", viewerProtocolPolicy: "allow-all" }],
        },
      ],
      [
        distribution,
        {
          origins: [{ ...web, customOriginConfig: { ...custom, originProtocolPolicy: "match-viewer" } }],
          defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "allow-all" },
        },
      ],
    ],
  },
});

const passingExamples = [
  [distribution, { origins: [{ ...web, customOriginConfig: custom }] }],
  [distribution, { origins: [s3] }],
] as const;
const includesAny = (protocols: readonly string[] | undefined, deprecated: readonly string[]) =>
  (protocols ?? []).some((protocol) => deprecated.includes(protocol));

export const cloudfrontOriginNoSsl = defineViewRule({
  id: "cloudfront-origin-no-ssl",
  title: "CloudFront distributions and VPC origins do not use SSLv3 to connect to custom origins",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.10"] },
  on: originProtocols,
  why: "SSLv3 has known vulnerabilities that let attackers on the network decrypt the traffic.",
  remedy: 'Set customOriginConfig: { originSslProtocols: ["TLSv1.2"], … }.',
  check: ({ originSslProtocols }) =>
    includesAny(originSslProtocols, ["SSLv3"]) && "connections to the origin can use SSLv3",
  examples: {
    pass: passingExamples,
    fail: [
      [
        distribution,
        { origins: [{ ...web, customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2", "SSLv3"] } }] },
      ],
      [multitenant, { origins: [{ customOriginConfigs: [{ originSslProtocols: ["SSLv3"] }] }] }],
      [vpcOrigin, { vpcOriginEndpointConfig: { originSslProtocols: { items: ["TLSv1.2", "SSLv3"], quantity: 2 } } }],
    ],
  },
});

export const cloudfrontOriginTls = defineViewRule({
  id: "cloudfront-origin-tls-version",
  title: "CloudFront distributions and VPC origins do not use TLS 1.0 or 1.1 to connect to custom origins",
  severity: "medium",
  on: originProtocols,
  why: "TLS 1.0 and 1.1 are deprecated and have known vulnerabilities that can expose the traffic.",
  remedy: 'Set customOriginConfig: { originSslProtocols: ["TLSv1.2"], … }.',
  check: ({ originSslProtocols }) =>
    includesAny(originSslProtocols, ["TLSv1", "TLSv1.1"]) && "connections to the origin can use TLS 1.0 or 1.1",
  examples: {
    pass: passingExamples,
    fail: [
      [
        distribution,
        { origins: [{ ...web, customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2", "TLSv1.1"] } }] },
      ],
      [multitenant, { origins: [{ customOriginConfigs: [{ originSslProtocols: ["TLSv1"] }] }] }],
      [vpcOrigin, { vpcOriginEndpointConfig: { originSslProtocols: { items: ["TLSv1"], quantity: 1 } } }],
    ],
  },
});

export const cloudfrontOriginAccess = defineViewRule({
  id: "cloudfront-origin-access-control",
  title: "CloudFront distributions use origin access control for S3 origins",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.13"] },
  on: origins,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
  why: "Without access control, the bucket must be public, so clients can bypass the distribution, its logs, and its web ACL. A legacy origin access identity does not support SSE-KMS or AWS Regions launched after December 2022.",
  remedy: "Set originAccessControlId to the ID of an aws.cloudfront.OriginAccessControl.",
  check: (origin) =>
    allOf(
      () => !("originAccessControlId" in origin.at),
      () => !origin.isCustom,
      () =>
        anyOf(
          () => origin.isBucket,
          () => isBucketEndpoint(origin),
        ),
    ) && { at: origin.at, message: "the S3 origin does not use origin access control" },
  examples: {
    pass: [
      [distribution, { origins: [{ ...s3, originAccessControlId: "E1" }] }],
      [distribution, { origins: [web] }],
      [distribution, { origins: [{ ...s3, customOriginConfig: custom }] }],
    ],
    fail: [
      [distribution, { origins: [s3] }],
      [distribution, { origins: [{ ...s3, s3OriginConfig: { originAccessIdentity: "id" } }] }],
      [multitenant, { origins: [{ domainName: "files.s3.eu-west-1.amazonaws.com" }] }],
    ],
  },
});

export const cloudfrontFunctionOriginAccess = defineViewRule({
  id: "cloudfront-function-origin-access-control",
  title: "CloudFront distributions use origin access control for Lambda function URL origins",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.16"] },
  on: origins,
  why: "Without access control, the function URL must be public, so clients can bypass the distribution and its web ACL.",
  remedy:
    'Set originAccessControlId to the ID of an aws.cloudfront.OriginAccessControl with originAccessControlOriginType: "lambda".',
  check: (origin) =>
    allOf(
      () => origin.isCustom,
      () => /\.lambda-url\.[\w-]+\.on\.aws$/.test(origin.at.domainName ?? ""),
      () => !("originAccessControlId" in origin.at),
    ) && { at: origin.at, message: "the Lambda function URL origin does not use origin access control" },
  examples: {
    pass: [
      [
        distribution,
        {
          origins: [
            {
              originId: "f",
              domainName: "x.lambda-url.eu-west-1.on.aws",
              customOriginConfig: custom,
              originAccessControlId: "E1",
            },
          ],
        },
      ],
      [distribution, { origins: [{ ...web, customOriginConfig: custom }] }],
    ],
    fail: [
      [
        distribution,
        { origins: [{ originId: "f", domainName: "x.lambda-url.eu-west-1.on.aws", customOriginConfig: custom }] },
      ],
      [multitenant, { origins: [{ domainName: "x.lambda-url.eu-west-1.on.aws", customOriginConfigs: [custom] }] }],
    ],
  },
});
