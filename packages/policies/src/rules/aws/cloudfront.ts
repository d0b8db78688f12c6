import { exampleId, untypedPlan } from "../../authoring/example-plan";
import { patch } from "../../kernel/patch";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule, type UntypedGraphResource } from "../../authoring/define-stack-rule";
import { cacheBehaviors } from "../../views/cache-behaviors";
import { cloudfrontDistributions } from "../../views/cloudfront-distributions";

const distribution = "aws:cloudfront/distribution:Distribution";
const multitenant = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";
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
      [
        multitenant,
        {
          defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "https-only" },
          cacheBehaviors: [{ targetOriginId: "web", pathPattern: "/old", viewerProtocolPolicy: "allow-all" }],
        },
      ],
    ],
  },
});

export const cloudfrontTls = defineViewRule({
  id: "cloudfront-tls-version",
  title: "CloudFront distributions require TLS 1.2 or later for viewer connections",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.15"] },
  on: cloudfrontDistributions,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
  why: "TLS 1.0 and 1.1 are deprecated and have known vulnerabilities that can expose the traffic.",
  remedy:
    'Set viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }. The default CloudFront certificate always allows TLS 1.0.',
  check: ({ viewerCertificate }) =>
    !/^TLSv1\.[23]/.test(viewerCertificate?.minimumProtocolVersion ?? "TLSv1") &&
    "TLS versions earlier than 1.2 are accepted",
  examples: {
    pass: [
      [distribution, { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" } }],
      [multitenant, { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.3_2025" } }],
    ],
    fail: [
      [distribution, {}],
      [distribution, { viewerCertificate: { cloudfrontDefaultCertificate: true } }],
      [distribution, { viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.1_2016" } }],
      [multitenant, { viewerCertificate: { cloudfrontDefaultCertificate: true } }],
    ],
  },
});

export const cloudfrontOwnCertificate = defineRule({
  id: "cloudfront-own-certificate",
  title: "CloudFront distributions use a custom TLS certificate",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.7"] },
  // Each tenant of a multi-tenant distribution can have a certificate of its own.
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

export const cloudfrontSni = defineViewRule({
  id: "cloudfront-sni",
  title: "CloudFront distributions do not use dedicated IP addresses for HTTPS",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.8"] },
  on: cloudfrontDistributions,
  why: "Dedicated IP addresses cost 600 USD a month and are needed only for clients that do not support SNI.",
  remedy: 'Set viewerCertificate: { sslSupportMethod: "sni-only", … }.',
  check: ({ viewerCertificate }) =>
    ["vip", "static-ip"].includes(viewerCertificate?.sslSupportMethod ?? "") &&
    "the distribution uses dedicated IP addresses",
  examples: {
    pass: [
      [distribution, {}],
      [distribution, { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "sni-only" } }],
    ],
    fail: [
      [distribution, { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "vip" } }],
      [multitenant, { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "vip" } }],
    ],
  },
});

export const cloudfrontRootObject = defineViewRule({
  id: "cloudfront-root-object",
  title: "CloudFront distributions have a default root object",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.1"] },
  on: cloudfrontDistributions,
  why: "Without a default root object, a request for the root URL can list the contents of the bucket if the bucket policy allows it.",
  remedy: 'Set defaultRootObject: "index.html".',
  check: ({ defaultRootObject = "" }) => defaultRootObject === "" && "no default root object is configured",
  examples: {
    pass: [[distribution, { defaultRootObject: "index.html" }]],
    fail: [
      [distribution, {}],
      [distribution, { defaultRootObject: "" }],
      [multitenant, {}],
    ],
  },
});

export const cloudfrontLogs = defineStackRule({
  id: "cloudfront-access-logs",
  title: "CloudFront distributions have access logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.5"] },
  types: [distribution, multitenant],
  why: "Without access logs, you cannot determine later who requested which objects or how the distribution responded.",
  remedy:
    'Set loggingConfig: { bucket: logs.bucketDomainName }, or add an aws.cloudwatch.LogDeliverySource with resourceArn: distribution.arn and logType: "ACCESS_LOGS".',
  // Standard logging (v2) is configured in CloudWatch Logs instead of the distribution:
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
  check: (graph) =>
    listOf<UntypedGraphResource>(
      () => graph.byType(distribution),
      () => graph.byType(multitenant),
    ).map(
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
    fail: [untypedPlan({ web: [distribution, {}] }), untypedPlan({ web: [multitenant, {}] })],
  },
});

export const cloudfrontFirewall = defineViewRule({
  id: "cloudfront-web-firewall",
  title: "CloudFront distributions are associated with an AWS WAF web ACL",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.6"] },
  on: cloudfrontDistributions,
  why: "Without a web ACL, requests from scanners and bots are not filtered.",
  remedy: 'Set webAclId to the ARN of an aws.wafv2.WebAcl with scope: "CLOUDFRONT".',
  check: (props) => !("webAclId" in props) && "the distribution is not associated with a web ACL",
  examples: {
    pass: [
      [distribution, { webAclId: "arn" }],
      [multitenant, { webAclId: "arn" }],
    ],
    fail: [
      [distribution, {}],
      [multitenant, {}],
    ],
  },
});

export const cloudfrontFailover = defineViewRule({
  id: "cloudfront-origin-failover",
  title: "CloudFront distributions have an origin group for failover",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["CloudFront.4"] },
  on: cloudfrontDistributions,
  why: "If the only origin fails, the site becomes unavailable.",
  remedy:
    "Add an origin group with two members to originGroups, and set targetOriginId in the cache behaviors to the originId of the group.",
  check: ({ originGroups }) => !isNotEmpty(originGroups) && "no origin group is configured",
  examples: {
    pass: [
      [
        distribution,
        {
          originGroups: [
            { originId: "a", members: [{ originId: "x" }, { originId: "y" }] },
            { originId: "b", members: [{ originId: "x" }, { originId: "y" }] },
          ],
        },
      ],
    ],
    fail: [
      [distribution, {}],
      [distribution, { originGroups: [] }],
      [multitenant, {}],
    ],
  },
});

export const cloudfrontGeoRestriction = defineViewRule({
  id: "cloudfront-geo-restriction",
  title: "CloudFront distributions have geographic restrictions",
  severity: "low",
  on: cloudfrontDistributions,
  why: "If a site serves a single country, most requests from other countries come from scanners.",
  remedy: 'Set restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "AT"] } }.',
  check: ({ restrictions }) =>
    (restrictions?.geoRestriction?.restrictionType ?? "none") === "none" && "no geographic restriction is configured",
  examples: {
    pass: [
      [distribution, { restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE"] } } }],
      [multitenant, { restrictions: { geoRestriction: { restrictionType: "whitelist", items: ["DE"] } } }],
    ],
    fail: [
      [distribution, {}],
      [multitenant, { restrictions: { geoRestriction: { restrictionType: "none" } } }],
    ],
  },
});
