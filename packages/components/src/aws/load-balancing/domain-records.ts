import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import type { Children } from "../shared/children";
import type { LoadBalancerDomainArgs } from "./load-balancer-args";

const CERTIFICATE = "certificate";
const VALIDATION = "certificate-validation";

/** The certificate for the domain names of a load balancer, and the records that prove the ownership of the domain. */
export interface DomainCertificate {
  /** The certificate. */
  readonly certificate: aws.acm.Certificate;
  /** The records that prove the ownership of the domain, by name. A wildcard and its parent share a record. */
  readonly validationRecords: Readonly<Record<string, aws.route53.Record>>;
  /** Waits until AWS has issued the certificate. */
  readonly validation: aws.acm.CertificateValidation;
}

// https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
const MAX_NAMES = 10;

const domainName = matching(
  /^(?=.{1,253}$)(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  "a domain name in lowercase letters",
  'Examples: "shop.example.com", "*.example.com".',
);
const hostedZoneId = matching(/^Z[A-Z0-9]{1,31}$/, "the ID of a hosted zone", 'Example: "Z0123456789ABCDEFGHIJ".');

const notWildcard: Check<string> = (name) =>
  name.startsWith("*.")
    ? {
        code: "not-allowed",
        statement: "the first name cannot contain a wildcard, because it is the name in the URL of the load balancer",
        remedy: "Move the wildcard to the end.",
      }
    : undefined;

/** Checks `domain` and returns it with the checked hosted zone. */
export function checkDomain(issues: ArgumentIssues, domain: LoadBalancerDomainArgs): LoadBalancerDomainArgs {
  if (!issues.checkNames("domain", domain, ["names", "hostedZoneId", "provider"])) return { ...domain, names: [] };
  const { names, provider } = domain;
  if (provider !== undefined && !pulumi.ProviderResource.isInstance(provider))
    issues.add("domain.provider", provider, expected("wrong-type", "an aws.Provider"));
  const checkedZone = issues.checkInput("domain.hostedZoneId", domain.hostedZoneId, hostedZoneId);
  if (!Array.isArray(names) || names.length < 1 || names.length > MAX_NAMES) {
    const code = Array.isArray(names) ? "out-of-range" : "wrong-type";
    issues.add("domain.names", names, expected(code, `an array of 1 to ${MAX_NAMES} domain names`));
    return { ...domain, names: [], hostedZoneId: checkedZone };
  }
  names.forEach((name: string, index) => {
    const path = `domain.names[${index}]`;
    const isValid = issues.check(path, name, domainName);
    if (isValid && index === 0) issues.check(path, name, notWildcard);
    if (names.indexOf(name) < index)
      issues.add(path, name, { code: "duplicate", statement: (got) => `${got} is listed twice` });
  });
  // Other values were reported, and the names of the children cannot be derived from them.
  return { ...domain, names: names.filter((name) => typeof name === "string"), hostedZoneId: checkedZone };
}

/** Returns the part of a child name that stands for a domain name: `wildcard-example-com` for `*.example.com`. */
const domainKey = (name: string): string => name.replace(/^\*/, "wildcard").replaceAll(".", "-");

/** Returns the names for which ACM requires a record. The record for a wildcard is the record of its parent. */
const validatedNames = ({ names }: LoadBalancerDomainArgs): string[] => [
  ...new Set(names.map((name) => name.replace(/^\*\./, ""))),
];

const aliasChildren = (name: string, ipv6: boolean): (readonly ["A" | "AAAA", string])[] => [
  ["A", `alias-${domainKey(name)}`],
  ...(ipv6 ? ([["AAAA", `alias-${domainKey(name)}-ipv6`]] as const) : []),
];

/** Returns the names of the children for a domain. */
export const domainChildren = (domain: LoadBalancerDomainArgs, ipv6: boolean): string[] => [
  CERTIFICATE,
  VALIDATION,
  ...validatedNames(domain).map((name) => `validation-${domainKey(name)}`),
  ...domain.names.flatMap((name) => aliasChildren(name, ipv6).map(([, child]) => child)),
];

/** Creates the certificate and waits until AWS has issued it. */
export function createCertificate(children: Children, domain: LoadBalancerDomainArgs): DomainCertificate {
  const [domainNameOfCertificate = "", ...alternativeNames] = domain.names;
  const certificate = new aws.acm.Certificate(
    children.name(CERTIFICATE),
    {
      region: children.region,
      domainName: domainNameOfCertificate,
      subjectAlternativeNames: alternativeNames,
      validationMethod: "DNS",
      tags: children.tags(CERTIFICATE),
    },
    children.options(CERTIFICATE),
  );
  const validationRecords = Object.fromEntries(
    validatedNames(domain).map((name) => [name, createValidationRecord(children, domain, certificate, name)]),
  );
  const validation = new aws.acm.CertificateValidation(
    children.name(VALIDATION),
    {
      region: children.region,
      certificateArn: certificate.arn,
      validationRecordFqdns: Object.values(validationRecords).map(({ fqdn }) => fqdn),
    },
    children.options(VALIDATION),
  );
  return { certificate, validationRecords, validation };
}

function createValidationRecord(
  children: Children,
  domain: LoadBalancerDomainArgs,
  certificate: aws.acm.Certificate,
  name: string,
): aws.route53.Record {
  // The number and the order of the options are unknown before the certificate exists, so the names come from the program.
  const option = certificate.domainValidationOptions.apply((options) =>
    options.find(({ domainName: candidate }) => candidate.replace(/^\*\./, "") === name),
  );
  const value = (property: "resourceRecordName" | "resourceRecordType" | "resourceRecordValue") =>
    option.apply((found) => found?.[property] ?? "");
  const child = `validation-${domainKey(name)}`;
  return new aws.route53.Record(
    children.name(child),
    {
      zoneId: domain.hostedZoneId,
      name: value("resourceRecordName"),
      type: value("resourceRecordType"),
      records: [value("resourceRecordValue")],
      ttl: 300,
      // The record is the same for every certificate of this account for the name.
      allowOverwrite: true,
    },
    recordOptions(children, domain, child),
  );
}

/** Creates the records that refer to the load balancer, by child. */
export function createAliasRecords(
  children: Children,
  domain: LoadBalancerDomainArgs,
  { dnsName, zoneId }: Pick<aws.lb.LoadBalancer, "dnsName" | "zoneId">,
  ipv6: boolean,
): Readonly<Record<string, aws.route53.Record>> {
  const records = domain.names.flatMap((name) =>
    aliasChildren(name, ipv6).map(([type, child]) => {
      const args = {
        ...{ zoneId: domain.hostedZoneId, name, type },
        aliases: [{ name: dnsName, zoneId, evaluateTargetHealth: true }],
      };
      return [
        child,
        new aws.route53.Record(children.name(child), args, recordOptions(children, domain, child)),
      ] as const;
    }),
  );
  return Object.fromEntries(records);
}

function recordOptions(
  children: Children,
  { provider }: LoadBalancerDomainArgs,
  child: string,
): pulumi.CustomResourceOptions {
  return children.options(child, provider === undefined ? {} : { provider });
}
