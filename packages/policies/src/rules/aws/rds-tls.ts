import { allOf, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { parameterGroups, type Parameters } from "../../views/databases";

/** How engines are told to refuse what is not encrypted, and from which version on they do by themselves. */
interface Requirement {
  /** Its first group is the version. */
  readonly family: RegExp;
  readonly parameter: string;
  readonly values: readonly string[];
  readonly byDefaultFrom?: number;
}

const ON = ["1", "on", "true"];

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html and its neighbours
const REQUIREMENTS: readonly Requirement[] = [
  { family: /^postgres([\d.]+)/, parameter: "rds.force_ssl", values: ON, byDefaultFrom: 15 },
  { family: /^aurora-postgresql([\d.]+)/, parameter: "rds.force_ssl", values: ON, byDefaultFrom: 17 },
  { family: /^sqlserver-.*?([\d.]+)$/, parameter: "rds.force_ssl", values: ON },
  { family: /^(?:mysql|aurora-mysql)([\d.]+)/, parameter: "require_secure_transport", values: ON },
  { family: /^mariadb([\d.]+)/, parameter: "require_secure_transport", values: ON, byDefaultFrom: 11.8 },
  { family: /^db2-.*?([\d.]+)$/, parameter: "db2comm", values: ["ssl"] },
];

function takesPlain(group: Parameters): boolean {
  const family = group.family ?? "";
  const requirement = REQUIREMENTS.find((one) => one.family.test(family));
  if (requirement === undefined) return false;
  const version = Number(requirement.family.exec(family)?.[1]);
  const isByDefault = version >= (requirement.byDefaultFrom ?? Infinity);
  const isSet = listOf(group.parameters).some((parameter) =>
    allOf(
      () => requirement.values.includes(String(parameter.value).toLowerCase()) !== isByDefault,
      () => parameter.name === requirement.parameter,
    ),
  );
  return isSet === isByDefault;
}

const parameters = "aws:rds/parameterGroup:ParameterGroup";
const ofCluster = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const forced = [{ name: "rds.force_ssl", value: "1" }];

export const rdsTlsOnly = defineViewRule({
  id: "rds-tls-only",
  title: "Databases refuse connections that are not encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.38", "RDS.39", "RDS.41", "RDS.44"] },
  on: parameterGroups,
  why: "A client that does not ask for TLS sends its password and all data in the clear, and nobody notices.",
  remedy:
    'Add to parameters { name: "rds.force_ssl", value: "1" } for PostgreSQL and SQL Server, { name: "require_secure_transport", value: "1" } for MySQL and MariaDB, { name: "db2comm", value: "SSL" } for Db2.',
  check: (group) => takesPlain(group) && { at: "parameters", message: "connections that are not encrypted are taken" },
  examples: {
    pass: [
      [parameters, { family: "postgres14", parameters: forced }],
      [parameters, { family: "postgres17", parameters: [{ name: "log_statement", value: "ddl" }] }],
      [ofCluster, { family: "aurora-mysql8.0", parameters: [{ name: "require_secure_transport", value: "ON" }] }],
      [ofCluster, { family: "aurora-postgresql16", parameters: forced }],
      [parameters, { family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "1" }] }],
      [parameters, { family: "oracle-ee-19" }],
    ],
    fail: [
      [parameters, { family: "postgres14", parameters: [{ name: "log_statement", value: "ddl" }] }],
      [parameters, { family: "postgres17", parameters: [{ name: "rds.force_ssl", value: "0" }] }],
      [parameters, { family: "mysql8.0", parameters: [{ name: "require_secure_transport", value: "OFF" }] }],
      [ofCluster, { family: "aurora-postgresql16", parameters: [] }],
    ],
  },
});

export const rdsProxyTls = defineRule({
  id: "rds-proxy-tls",
  title: "Proxies of databases refuse connections that are not encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["RDS.43"] },
  on: "aws:rds/proxy:Proxy",
  why: "The proxy ends the connection of the client: what the database asks for does not hold in front of it.",
  remedy: "Set requireTls: true.",
  check: ({ requireTls }) => requireTls !== true && "connections that are not encrypted are taken",
  fix: { requireTls: true },
  examples: { pass: [{ requireTls: true }], fail: [{}, { requireTls: false }] },
});

const instance = "aws:rds/instance:Instance";
const member = "aws:rds/clusterInstance:ClusterInstance";

export const rdsCertificateCurrent = defineViewRule({
  id: "rds-certificate-current",
  title: "Certificates of databases come from an authority that is still valid",
  severity: "medium",
  topic: "reliability",
  on: defineView<{ readonly caCertIdentifier?: string }>()({ [instance]: (one) => [one], [member]: (one) => [one] }),
  options: {
    expired: stringListOption(["rds-ca-2015", "rds-ca-2019"], "Authorities whose certificates are no longer accepted."),
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html
  why: "The authority has expired: clients that check the certificate cannot connect, and those that do not check it can be deceived.",
  remedy: 'Set caCertIdentifier: "rds-ca-rsa2048-g1", or drop it for the authority that AWS chooses.',
  check: ({ caCertIdentifier = "" }, { options }) =>
    options.expired.includes(caCertIdentifier) && { at: "caCertIdentifier", message: "the authority has expired" },
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
