import { patch } from "../../kernel/patch";
import { allOf, isNotEmpty } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { cacheBehaviors } from "../../views/cache-behaviors";

const distribution = "aws:cloudfront/distribution:Distribution";
const behavior = { targetOriginId: "web", allowedMethods: ["GET"], cachedMethods: ["GET"] };

export const cloudfrontHttps = defineViewRule({
  id: "cloudfront-https-only",
  title: "Distributions answer over HTTPS only",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.3"] },
  on: cacheBehaviors,
  why: "Whoever is on the way reads and changes what is sent over HTTP.",
  remedy: 'Set viewerProtocolPolicy: "redirect-to-https" on every cache behavior.',
  check: ({ at }) => at.viewerProtocolPolicy === "allow-all" && { at, message: "the behavior also answers over HTTP" },
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
  title: "Distributions speak TLS 1.2 or newer",
  severity: "high",
  controls: { "aws-fsbp": ["CloudFront.15"] },
  on: distribution,
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
  why: "TLS 1.0 and 1.1 are withdrawn: what they encrypt can be read by known attacks.",
  remedy:
    'Set viewerCertificate: { acmCertificateArn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" }; the certificate of CloudFront itself always allows TLS 1.0.',
  check: ({ viewerCertificate }) =>
    !/^TLSv1\.[23]/.test(viewerCertificate?.minimumProtocolVersion ?? "TLSv1") && "TLS older than 1.2 is accepted",
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
  title: "Distributions have a certificate of their own",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.7"] },
  on: distribution,
  why: "With the certificate of CloudFront a site has no name of its own, and cannot refuse old TLS.",
  remedy: "Set viewerCertificate: { acmCertificateArn: certificate.arn, … } with a certificate of us-east-1.",
  check: ({ viewerCertificate }) =>
    allOf(
      () => !("acmCertificateArn" in (viewerCertificate ?? {})),
      () => !("iamCertificateId" in (viewerCertificate ?? {})),
    ) && { at: "viewerCertificate", message: "the certificate is the one of CloudFront" },
  examples: {
    pass: [{ viewerCertificate: { acmCertificateArn: "arn" } }, { viewerCertificate: { iamCertificateId: "id" } }],
    fail: [{}, { viewerCertificate: { cloudfrontDefaultCertificate: true } }],
  },
});

export const cloudfrontSni = defineRule({
  id: "cloudfront-sni",
  title: "Distributions tell sites apart by SNI",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.8"] },
  on: distribution,
  why: "Addresses of one's own cost 600 dollars a month and serve clients that know no TLS 1.2.",
  remedy: 'Set sslSupportMethod: "sni-only".',
  check: ({ viewerCertificate }) =>
    ["vip", "static-ip"].includes(viewerCertificate?.sslSupportMethod ?? "") &&
    "the distribution has addresses of its own",
  examples: {
    pass: [{}, { viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "sni-only" } }],
    fail: [{ viewerCertificate: { acmCertificateArn: "arn", sslSupportMethod: "vip" } }],
  },
});

export const cloudfrontRootObject = defineRule({
  id: "cloudfront-root-object",
  title: "Distributions say what their root is",
  severity: "low",
  controls: { "aws-fsbp": ["CloudFront.1"] },
  on: distribution,
  why: "Without it the root of a bucket lists what is in it, if its policy allows.",
  remedy: 'Set defaultRootObject: "index.html".',
  check: ({ defaultRootObject = "" }) => defaultRootObject === "" && "the distribution does not say what its root is",
  examples: { pass: [{ defaultRootObject: "index.html" }], fail: [{}, { defaultRootObject: "" }] },
});

export const cloudfrontLogs = defineRule({
  id: "cloudfront-access-logs",
  title: "Distributions write access logs",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.5"] },
  on: distribution,
  why: "Without them nobody can say afterwards who called what, and what was answered.",
  remedy: "Set loggingConfig: { bucket: logs.bucketDomainName }.",
  check: (props) => !("loggingConfig" in props) && "the distribution writes no access logs",
  examples: { pass: [{ loggingConfig: { bucket: "logs.s3.amazonaws.com" } }], fail: [{}] },
});

export const cloudfrontFirewall = defineRule({
  id: "cloudfront-web-firewall",
  title: "Distributions stand behind a web application firewall",
  severity: "medium",
  controls: { "aws-fsbp": ["CloudFront.6"] },
  on: distribution,
  why: "Nothing filters what scanners and bots send.",
  remedy: "Set webAclId: acl.arn, an aws.wafv2.WebAcl with scope CLOUDFRONT.",
  check: (props) => !("webAclId" in props) && "no web application firewall protects the distribution",
  examples: { pass: [{ webAclId: "arn" }], fail: [{}] },
});

export const cloudfrontFailover = defineRule({
  id: "cloudfront-origin-failover",
  title: "Distributions have a second origin",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["CloudFront.4"] },
  on: distribution,
  why: "When the only origin fails, so does the site.",
  remedy: "Add originGroups with two members, and lead the behaviors to the group.",
  check: ({ originGroups }) => !isNotEmpty(originGroups) && "the distribution has no group of origins",
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
  title: "Distributions answer to named countries",
  severity: "low",
  on: distribution,
  why: "A site for one country that answers everywhere hears mostly scanners from elsewhere.",
  remedy: 'Set restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE", "AT"] } }.',
  check: ({ restrictions }) =>
    (restrictions?.geoRestriction?.restrictionType ?? "none") === "none" && "the distribution answers everywhere",
  examples: {
    pass: [{ restrictions: { geoRestriction: { restrictionType: "whitelist", locations: ["DE"] } } }],
    fail: [{}, { restrictions: { geoRestriction: { restrictionType: "none" } } }],
  },
});
