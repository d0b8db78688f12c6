import { secretProperty, writtenSecretsRule } from "../../rule-factories/written-secrets";

const byAdministrator = { masterUserOptions: { masterUserArn: "arn:aws:iam::123456789012:role/search-admin" } };
const byPassword = { masterUserOptions: { masterUserName: "search", masterUserPassword: "…" } };

/** The rules on secrets in programs for services without other rules on passwords. */
export const writtenSecrets = [
  writtenSecretsRule({
    id: "opensearch-no-written-password",
    title: "OpenSearch Service domains do not set the master user's password in the Pulumi program",
    remedy: "Set masterUserOptions: { masterUserArn: role.arn } instead of masterUserName and masterUserPassword.",
    properties: [
      secretProperty("aws:opensearch/domain:Domain", "advancedSecurityOptions.masterUserOptions.masterUserPassword", {
        passing: { advancedSecurityOptions: { enabled: true, ...byAdministrator } },
        failing: { advancedSecurityOptions: { enabled: true, ...byPassword } },
      }),
      secretProperty(
        "aws:elasticsearch/domain:Domain",
        "advancedSecurityOptions.masterUserOptions.masterUserPassword",
        {
          passing: { advancedSecurityOptions: { enabled: true, ...byAdministrator } },
          failing: { advancedSecurityOptions: { enabled: true, ...byPassword } },
        },
      ),
    ],
  }),
  writtenSecretsRule({
    id: "memorydb-no-written-password",
    title: "MemoryDB users authenticate with IAM instead of passwords in the Pulumi program",
    remedy: 'Set authenticationMode: { type: "iam" }.',
    properties: [
      secretProperty("aws:memorydb/user:User", "authenticationMode.passwords", {
        passing: { authenticationMode: { type: "iam" } },
        failing: { authenticationMode: { type: "password", passwords: ["…"] } },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "elasticache-no-written-password",
    title: "ElastiCache users do not set passwords in the Pulumi program",
    remedy:
      'Set authenticationMode: { type: "iam" }, or set passwordsWo and passwordsWoVersion instead of passwords. passwordsWo is not stored in the state.',
    properties: [
      secretProperty("aws:elasticache/user:User", "passwords", {
        passing: { passwordsWo: "…", passwordsWoVersion: 1 },
        failing: { passwords: ["…"] },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "elasticache-authentication-mode-iam",
    title: "ElastiCache users do not set passwords in the authentication mode",
    remedy:
      'Set authenticationMode: { type: "iam" }. If you must provide a password, use passwordsWo, which is not stored in the state.',
    properties: [
      secretProperty("aws:elasticache/user:User", "authenticationMode.passwords", {
        passing: { authenticationMode: { type: "iam" } },
        failing: { authenticationMode: { type: "password", passwords: ["…"] } },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "dms-no-written-password",
    title: "DMS endpoints do not set the database password in the Pulumi program",
    remedy: "Set secretsManagerArn and secretsManagerAccessRoleArn instead of username and password.",
    properties: [
      secretProperty("aws:dms/endpoint:Endpoint", "password", {
        passing: { secretsManagerArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders" },
        failing: { username: "dms", password: "…" },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "firehose-no-written-secrets",
    title: "Firehose streams do not set the destination's credentials in the Pulumi program",
    remedy: "Set secretsManagerConfiguration: { enabled: true, secretArn: secret.arn, roleArn: role.arn }.",
    properties: [
      secretProperty("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "redshiftConfiguration.password", {
        passing: { redshiftConfiguration: { secretsManagerConfiguration: { enabled: true, secretArn: "arn" } } },
        failing: { redshiftConfiguration: { username: "firehose", password: "…" } },
      }),
      secretProperty("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "snowflakeConfiguration.privateKey", {
        passing: { snowflakeConfiguration: { secretsManagerConfiguration: { enabled: true, secretArn: "arn" } } },
        failing: { snowflakeConfiguration: { user: "firehose", privateKey: "…" } },
      }),
      secretProperty(
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        "httpEndpointConfiguration.accessKey",
        {
          passing: { httpEndpointConfiguration: { secretsManagerConfiguration: { enabled: true, secretArn: "arn" } } },
          failing: { httpEndpointConfiguration: { url: "https://logs.example.com", accessKey: "…" } },
        },
      ),
    ],
  }),
  writtenSecretsRule({
    id: "codepipeline-webhook-no-token",
    title: "CodePipeline webhooks do not authenticate with a token in the Pulumi program",
    remedy: "Remove the webhook, and start the pipeline with an aws.codeconnections.Connection as its source.",
    properties: [
      secretProperty("aws:codepipeline/webhook:Webhook", "authenticationConfiguration.secretToken", {
        passing: { authentication: "IP", authenticationConfiguration: { allowedIpRange: "203.0.113.0/24" } },
        failing: { authentication: "GITHUB_HMAC", authenticationConfiguration: { secretToken: "…" } },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "quicksight-no-written-password",
    title: "QuickSight data sources do not set the database password in the Pulumi program",
    remedy: "Set credentials: { secretArn: secret.arn }.",
    properties: [
      secretProperty("aws:quicksight/dataSource:DataSource", "credentials.credentialPair.password", {
        passing: { credentials: { secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders" } },
        failing: { credentials: { credentialPair: { username: "quicksight", password: "…" } } },
      }),
    ],
  }),
  writtenSecretsRule({
    id: "vpn-no-written-key",
    title: "Site-to-Site VPN connections do not set pre-shared keys in the Pulumi program",
    remedy:
      'Remove tunnel1PresharedKey and tunnel2PresharedKey, and set presharedKeyStorage: "SecretsManager", so that AWS generates the keys.',
    properties: [
      secretProperty("aws:ec2/vpnConnection:VpnConnection", "tunnel1PresharedKey", {
        passing: { presharedKeyStorage: "SecretsManager" },
        failing: { tunnel1PresharedKey: "…" },
      }),
      secretProperty("aws:ec2/vpnConnection:VpnConnection", "tunnel2PresharedKey", {
        passing: {},
        failing: { tunnel2PresharedKey: "…" },
      }),
    ],
  }),
];
