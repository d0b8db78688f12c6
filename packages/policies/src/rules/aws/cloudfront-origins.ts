import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { booleanOption } from "../../authoring/option-builders";
import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const distribution = "aws:cloudfront/distribution:Distribution";

type Origin = NonNullable<InputsOf<typeof distribution>["origins"]>[number];

const origins = defineView<Origin>()({ [distribution]: (props) => listOf(props.origins) });

/** An origin that is no bucket, with how viewers may come. */
interface Reached {
  readonly custom: NonNullable<Origin["customOriginConfig"]>;
  readonly behaviors: readonly { readonly viewerProtocolPolicy?: string }[];
}

const reached = defineView<Reached>()({
  [distribution]: (props) =>
    listOf(props.origins)
      .flatMap(({ customOriginConfig }) => listOf(customOriginConfig))
      .map((custom) => ({
        custom,
        get behaviors() {
          return listOf<Reached["behaviors"][number]>(
            () => props.defaultCacheBehavior,
            () => props.orderedCacheBehaviors,
          );
        },
      })),
});

const behavior = { targetOriginId: "web", allowedMethods: ["GET"], cachedMethods: ["GET"] };
const s3 = { originId: "files", domainName: "files.s3.eu-west-1.amazonaws.com" };
const web = { originId: "web", domainName: "web.example.com" };
const custom = { httpPort: 80, httpsPort: 443, originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] };

/** A bucket as such, not its website, which is an origin like any other. */
const isBucket = (origin: Origin) => /\.s3[.-]([\w-]+\.)?amazonaws\.com$/.test(origin.domainName ?? "");

export const cloudfrontOriginHttps = defineViewRule({
  id: "cloudfront-origin-https",
  title: "Distributions reach their origins over HTTPS",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.9"] },
  on: reached,
  options: {
    followViewers: booleanOption(
      true,
      "Whether an origin may be reached as viewers come, where all of them have to use HTTPS.",
    ),
  },
  // https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-traffic-to-origin-encrypted.html
  why: "Between CloudFront and the origin, everything crosses the internet in clear text.",
  remedy: 'Set customOriginConfig: { originProtocolPolicy: "https-only", … }.',
  check: (fact, { options }) =>
    anyOf(
      () => fact.custom.originProtocolPolicy === "http-only",
      () =>
        allOf(
          () => fact.custom.originProtocolPolicy === "match-viewer",
          () =>
            anyOf(
              () => !options.followViewers,
              () => fact.behaviors.some(({ viewerProtocolPolicy }) => viewerProtocolPolicy === "allow-all"),
            ),
        ),
    ) && { at: fact.custom, message: "the origin is also reached over HTTP" },
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
        distribution,
        {
          origins: [{ ...web, customOriginConfig: { ...custom, originProtocolPolicy: "match-viewer" } }],
          defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "allow-all" },
        },
      ],
    ],
  },
});

const safe = [
  [distribution, { origins: [{ ...web, customOriginConfig: custom }] }],
  [distribution, { origins: [s3] }],
] as const;
const oldProtocols = (protocols: readonly string[] | undefined, old: readonly string[]) =>
  (protocols ?? []).some((protocol) => old.includes(protocol));

export const cloudfrontOriginNoSsl = defineViewRule({
  id: "cloudfront-origin-no-ssl",
  title: "Distributions do not reach their origins over SSL 3",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.10"] },
  on: origins,
  why: "SSL 3 has been broken for ten years: what it encrypts is read on the way.",
  remedy: 'Set customOriginConfig: { originSslProtocols: ["TLSv1.2"], … }.',
  check: ({ customOriginConfig }) =>
    oldProtocols(customOriginConfig?.originSslProtocols, ["SSLv3"]) && "the origin is reached over SSL 3",
  examples: {
    pass: safe,
    fail: [
      [
        distribution,
        { origins: [{ ...web, customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2", "SSLv3"] } }] },
      ],
    ],
  },
});

export const cloudfrontOriginTls = defineViewRule({
  id: "cloudfront-origin-tls-version",
  title: "Distributions reach their origins over TLS 1.2",
  severity: "medium",
  on: origins,
  why: "TLS 1.0 and 1.1 are withdrawn: what they encrypt can be read by known attacks.",
  remedy: 'Set customOriginConfig: { originSslProtocols: ["TLSv1.2"], … }.',
  check: ({ customOriginConfig }) =>
    oldProtocols(customOriginConfig?.originSslProtocols, ["TLSv1", "TLSv1.1"]) && "the origin is reached over old TLS",
  examples: {
    pass: safe,
    fail: [
      [
        distribution,
        { origins: [{ ...web, customOriginConfig: { ...custom, originSslProtocols: ["TLSv1.2", "TLSv1.1"] } }] },
      ],
    ],
  },
});

export const cloudfrontOriginAccess = defineViewRule({
  id: "cloudfront-origin-access-control",
  title: "Distributions show buckets who they are",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.13"] },
  on: origins,
  why: "A bucket that does not know CloudFront has to be public, and is then read past the distribution, its logs and its firewall.",
  remedy: "Set originAccessControlId: control.id, of an aws.cloudfront.OriginAccessControl.",
  check: (origin) =>
    allOf(
      () => !("originAccessControlId" in origin),
      () => !("customOriginConfig" in origin),
      () =>
        anyOf(
          () => "s3OriginConfig" in origin,
          () => isBucket(origin),
        ),
    ) && { at: origin, message: "the bucket cannot tell the distribution from others" },
  examples: {
    pass: [
      [distribution, { origins: [{ ...s3, originAccessControlId: "E1" }] }],
      [distribution, { origins: [web] }],
      [distribution, { origins: [{ ...s3, customOriginConfig: custom }] }],
    ],
    fail: [
      [distribution, { origins: [s3] }],
      [distribution, { origins: [{ ...s3, s3OriginConfig: { originAccessIdentity: "id" } }] }],
    ],
  },
});

export const cloudfrontFunctionOriginAccess = defineViewRule({
  id: "cloudfront-function-origin-access-control",
  title: "Distributions show function URLs who they are",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.16"] },
  on: origins,
  why: "A function that does not know CloudFront has to answer everybody, past the distribution and its firewall.",
  remedy:
    'Set originAccessControlId: control.id, of an OriginAccessControl with originAccessControlOriginType: "lambda".',
  check: (origin) =>
    allOf(
      () => "customOriginConfig" in origin,
      () => /\.lambda-url\.[\w-]+\.on\.aws$/.test(origin.domainName ?? ""),
      () => !("originAccessControlId" in origin),
    ) && { at: origin, message: "the function cannot tell the distribution from others" },
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
    ],
  },
});
