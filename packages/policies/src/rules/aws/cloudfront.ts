import { exampleId, untypedPlan } from "../../authoring/example-plan";
import { patch } from "../../kernel/patch";
import { allOf, anyOf, isNotEmpty } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { cacheBehaviors } from "../../views/cache-behaviors";

const distribution = "aws:cloudfront/distribution:Distribution";
const deliverySource = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const behavior = { targetOriginId: "web", allowedMethods: ["GET"], cachedMethods: ["GET"] };

export const cloudfrontHttps = defineViewRule({
  id: "cloudfront-https-only",
  title: "CloudFront distributions require HTTPS for viewer connections",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.3"] },
  on: cacheBehaviors,
  why: "Attackers on the network can read and modify HTTP traffic.",
  remedy: 'Set viewerProtocolPolicy: "redirect-to-https" on every cache behavior.',
  check: ({ at }) => at.viewerProtocolPolicy === "allow-all" && { at, message: "the cache behavior allows HTTP" },
  fix: ({ at }) => patch(at, { viewerProtocolPolicy: "redirect-to-https" }),
  examples: {
    pass: [[distribution, { defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "redirect-to-https" } }]],
    fail: [
      [distribution, { defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "allow-all" } }],
      [
        distribution,
        {
          defaultCacheBehavior: { ...behavior, viewerProtocolPolicy: "https-only" },
          orderedCacheBehaviors: [{ ...behavior, pathPattern: "/old", viewerProtocolPolicy: "allow-all" }],
        },
      ],
    ],
  },
});

export const cloudfrontTls = defineRule({
  id: "cloudfront-tls-version",
  title: "CloudFront distributions require TLS 1.2 or later for viewer connections",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.15"] },
  on: distribution,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
  why: "TLS 1.0 and 1.1 are deprecated and have known vulnerabilities that can expose the traffic.",
  remedy:
    'Set viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }. The default CloudFront certificate always allows TLS 1.0.',
  check: ({ viewerCertificate }) =>
    !/^TLSv1\.[23]/.test(viewerCertificate?.minimumProtocolVersion ?? "TLSv1") &&
    "TLS versions earlier than 1.2 are accepted",
  examples: {
    pass: [
      { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" } },
      { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.3_2025" } },
    ],
    fail: [
      {},
      { viewerCertificate: { cloudfrontDefaultCertificate: true } },
      { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.1_2016" } },
    ],
  },
});

export const cloudfrontOwnCertificate = defineRule({
  id: "cloudfront-own-certificate",
  title: "CloudFront distributions use a custom TLS certificate",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.7"] },
  on: distribution,
  why: "With the default CloudFront certificate, a distribution cannot use a custom domain name or refuse old TLS versions.",
  remedy: "Set viewerCertificate: { acmCertificateArn: certificate.arn, … } with a certificate in us-east-1.",
  check: ({ viewerCertificate }) =>
    allOf(
      () => !("acmCertificateArn" in (viewerCertificate ?? {})),
      () => !("iamCertificateId" in (viewerCertificate ?? {})),
    ) && { at: "viewerCertificate", message: "the distribution uses the default CloudFront certificate" },
  examples: {
    pass: [{ viewerCertificate: { acmCertificateArn: "arn" } }, { viewerCertificate: { iamCertificateId: "id" } }],
    fail: [{}, { viewerCertificate: { cloudfrontDefaultCertificate: true } }],
  },
});

export const cloudfrontSni = defineRule({
  id: "cloudfront-sni",
  title: "CloudFront distributions do not use dedicated IP addresses for HTTPS",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.8"] },
  on: distribution,
  why: "Dedicated IP addresses cost 600 USD a month and are needed only for clients that do not support SNI.",
  remedy: 'Set viewerCertificate: { sslSupportMethod: "sni-only", … }.',
  check: ({ viewerCertificate }) =>
    ["vip", "static-ip"].includes(viewerCertificate?.sslSupportMethod ?? "") &&
    "the distribution uses dedicated IP addresses",
  examples: {
    pass: [{}, { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "sni-only" } }],
    fail: [{ viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "vip" } }],
  },
});

export const cloudfrontRootObject = defineRule({
  id: "cloudfront-root-object",
  title: "CloudFront distributions have a default root object",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.1"] },
  on: distribution,
  why: "Without a default root object, a request for the root URL can list the contents of the bucket if the bucket policy allows it.",
  remedy: 'Set defaultRootObject: "index.html".',
  check: ({ defaultRootObject = "" }) => defaultRootObject === "" && "no default root object is configured",
  examples: { pass: [{ defaultRootObject: "index.html" }], fail: [{}, { defaultRootObject: "" }] },
});

export const cloudfrontLogs = defineStackRule({
  id: "cloudfront-access-logs",
  title: "CloudFront distributions have access logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.5"] },
  types: [distribution],
  why: "Without access logs, you cannot determine later who requested which objects or how the distribution responded.",
  remedy:
    'Set loggingConfig: { bucket: logs.bucketDomainName }, or add an aws.cloudwatch.LogDeliverySource with resourceArn: distribution.arn and logType: "ACCESS_LOGS".',
  // Standard logging (v2) is configured in CloudWatch Logs instead of the distribution:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
  check: (graph) =>
    graph.byType(distribution).map(
      (resource) =>
        !anyOf(
          () => "loggingConfig" in resource.props,
          () => graph.referrers(resource, deliverySource, "resourceArn").some(Boolean),
        ) && { resource, message: "access logging is not enabled" },
    ),
  examples: {
    pass: [
      untypedPlan({ web: [distribution, { loggingConfig: { bucket: "logs.s3.amazonaws.com" } }] }),
      untypedPlan({
        web: [distribution, {}],
        source: [deliverySource, { name: "web", logType: "ACCESS_LOGS", resourceArn: exampleId("web") }],
      }),
    ],
    fail: [untypedPlan({ web: [distribution, {}] })],
  },
});

export const cloudfrontFirewall = defineRule({
  id: "cloudfront-web-firewall",
  title: "CloudFront distributions are associated with an AWS WAF web ACL",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.6"] },
  on: distribution,
  why: "Without a web ACL, requests from scanners and bots are not filtered.",
  remedy: 'Set webAclId to the ARN of an aws.wafv2.WebAcl with scope: "CLOUDFRONT".',
  check: (props) => !("webAclId" in props) && "the distribution is not associated with a web ACL",
  examples: { pass: [{ webAclId: "arn" }], fail: [{}] },
});

export const cloudfrontFailover = defineRule({
  id: "cloudfront-origin-failover",
  title: "CloudFront distributions have an origin group for failover",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["CloudFront.4"] },
  on: distribution,
  why: "If the only origin fails, the site becomes unavailable.",
  remedy:
    "Add an origin group with two members to originGroups, and set targetOriginId in the cache behaviors to the originId of the group.",
  check: ({ originGroups }) => !isNotEmpty(originGroups) && "no origin group is configured",
  examples: {
    pass: [
      {
        originGroups: [
          { originId: "a", members: [{ originId: "x" }, { originId: "y" }] },
          { originId: "b", members: [{ originId: "x" }, { originId: "y" }] },
        ],
      },
    ],
    fail: [{}, { originGroups: [] }],
  },
});

export const cloudfrontGeoRestriction = defineRule({
  id: "cloudfront-geo-restriction",
  title: "CloudFront distributions have geographic restrictions",
  severity: "low",
  on: distribution,
  why: "If a site serves a single country, most requests from other countries come from scanners.",
  remedy: 'Set restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "AT"] } }.',
  check: ({ restrictions }) =>
    (restrictions?.geoRestriction?.restrictionType ?? "none") === "none" && "no geographic restriction is configured",
  examples: {
    pass: [{ restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE"] } } }],
    fail: [{}, { restrictions: { geoRestriction: { restrictionType: "none" } } }],
  },
});
