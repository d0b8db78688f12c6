import { allOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { parameterGroups, type Parameters } from "../../views/databases";

/** The parameter that makes an engine family require encrypted connections. */
interface TlsParameter {
  /** Matches a parameter group family. The first capture group is the version. */
  readonly family: RegExp;
  readonly name: string;
  /** The values that require encryption, in lower case. */
  readonly values: readonly string[];
  /** The first version that requires encryption by default. */
  readonly defaultSince?: number;
}

const ON = ["1", "on", "true"];

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html and the pages for the other engines
const TLS_PARAMETERS: readonly TlsParameter[] = [
  { family: /^postgres([\d.]+)/, name: "rds.force_ssl", values: ON, defaultSince: 15 },
  { family: /^aurora-postgresql([\d.]+)/, name: "rds.force_ssl", values: ON, defaultSince: 17 },
  { family: /^sqlserver-.*?([\d.]+)$/, name: "rds.force_ssl", values: ON },
  { family: /^(?:mysql|aurora-mysql)([\d.]+)/, name: "require_secure_transport", values: ON },
  { family: /^mariadb([\d.]+)/, name: "require_secure_transport", values: ON, defaultSince: 11.8 },
  { family: /^db2-.*?([\d.]+)$/, name: "db2comm", values: ["ssl"] },
];

function acceptsUnencrypted(group: Parameters): boolean {
  const family = group.family ?? "";
  const tlsParameter = TLS_PARAMETERS.find((candidate) => candidate.family.test(family));
  if (tlsParameter === undefined) return false;
  const version = Number(tlsParameter.family.exec(family)?.[1]);
  const isRequiredByDefault = version >= (tlsParameter.defaultSince ?? Infinity);
  const isOverridden = listOf(group.parameters).some((parameter) =>
    allOf(
      () => tlsParameter.values.includes(String(parameter.value).toLowerCase()) !== isRequiredByDefault,
      () => parameter.name === tlsParameter.name,
    ),
  );
  return isOverridden === isRequiredByDefault;
}

const parameters = "aws:rds/parameterGroup:ParameterGroup";
const clusterParameters = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const forceSsl = [{ name: "rds.force_ssl", value: "1" }];

export const rdsTlsOnly = defineViewRule({
  id: "rds-tls-only",
  title: "RDS parameter groups require TLS connections",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.38", "RDS.39", "RDS.41", "RDS.44"] },
  on: parameterGroups,
  why: "A client that does not request TLS sends its password and all data unencrypted, without any warning.",
  remedy:
    'Add { name: "rds.force_ssl", value: "1" } to parameters for PostgreSQL and SQL Server, { name: "require_secure_transport", value: "1" } for MySQL and MariaDB, or { name: "db2comm", value: "SSL" } for Db2.',
  check: (group) => acceptsUnencrypted(group) && { at: "parameters", message: "unencrypted connections are accepted" },
  examples: {
    pass: [
      [parameters, { family: "postgres14", parameters: forceSsl }],
      [parameters, { family: "postgres17", parameters: [{ name: "log_statement", value: "ddl" }] }],
      [
        clusterParameters,
        { family: "aurora-mysql8.0", parameters: [{ name: "require_secure_transport", value: "ON" }] },
      ],
      [clusterParameters, { family: "aurora-postgresql16", parameters: forceSsl }],
      [parameters, { family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "1" }] }],
      [parameters, { family: "oracle-ee-19" }],
    ],
    fail: [
      [parameters, { family: "postgres14", parameters: [{ name: "log_statement", value: "ddl" }] }],
      [parameters, { family: "postgres17", parameters: [{ name: "rds.force_ssl", value: "0" }] }],
      [parameters, { family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "OFF" }] }],
      [clusterParameters, { family: "aurora-postgresql16", parameters: [] }],
    ],
  },
});

export const rdsProxyTls = defineRule({
  id: "rds-proxy-tls",
  title: "RDS proxies require TLS connections",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.43"] },
  on: "aws:rds/proxy:Proxy",
  why: "The proxy terminates client connections, so the database's TLS requirement does not apply to these connections.",
  remedy: "Set requireTls: true.",
  check: ({ requireTls }) => requireTls !== true && "unencrypted connections are accepted",
  fix: { requireTls: true },
  examples: { pass: [{ requireTls: true }], fail: [{}, { requireTls: false }] },
});

const instance = "aws:rds/instance:Instance";
const member = "aws:rds/clusterInstance:ClusterInstance";

export const rdsCertificateCurrent = defineViewRule({
  id: "rds-certificate-current",
  title: "RDS DB instances do not use an expired certificate authority",
  severity: "medium",
  topic: "reliability",
  on: defineView<{ readonly caCertIdentifier?: string }>()({
    [instance]: (props) => [props],
    [member]: (props) => [props],
  }),
  options: {
    expired: stringListOption(["rds-ca-2015", "rds-ca-2019"], "Certificate authorities that have expired."),
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
  why: "Clients that validate the certificate cannot connect, and clients that do not validate the certificate cannot detect an impostor.",
  remedy:
    'Set caCertIdentifier: "rds-ca-rsa2048-g1", or remove caCertIdentifier to use the default certificate authority.',
  check: ({ caCertIdentifier = "" }, { options }) =>
    options.expired.includes(caCertIdentifier) && {
      at: "caCertIdentifier",
      message: "the certificate authority has expired",
    },
  examples: {
    pass: [
      [instance, {}],
      [member, { caCertIdentifier: "rds-ca-ecc384-g1" }],
    ],
    fail: [
      [instance, { caCertIdentifier: "rds-ca-2019" }],
      [member, { caCertIdentifier: "rds-ca-2015" }],
    ],
  },
});
