import { defineRule } from "../../authoring/define-rule";

const server = "aws:transfer/server:Server";

export const transferNotPublic = defineRule({
  id: "transfer-not-public",
  title: "Transfer Family servers do not have a public endpoint",
  severity: "medium",
  on: server,
  why: "A public endpoint has no security group, so anyone can try to log in.",
  remedy: 'Set endpointType: "VPC" and endpointDetails: { vpcId, subnetIds, securityGroupIds }.',
  check: ({ endpointType = "PUBLIC" }) => endpointType === "PUBLIC" && "the server has a public endpoint",
  examples: {
    pass: [{ endpointType: "VPC" }, { endpointType: "VPC_ENDPOINT" }],
    fail: [{}, { endpointType: "PUBLIC" }],
  },
});

export const transferNoFtp = defineRule({
  id: "transfer-no-ftp",
  title: "Transfer Family servers do not allow FTP",
  severity: "high",
  controls: { "aws-fsbp": ["Transfer.2"] },
  on: server,
  why: "FTP sends passwords and files in plaintext.",
  remedy: 'Set protocols: ["SFTP"], ["FTPS"], or ["AS2"].',
  check: ({ protocols = ["SFTP"] }) => protocols.includes("FTP") && "FTP is allowed",
  examples: { pass: [{}, { protocols: ["SFTP", "FTPS"] }], fail: [{ protocols: ["SFTP", "FTP"] }] },
});

export const transferSecurityPolicy = defineRule({
  id: "transfer-security-policy",
  title: "Transfer Family servers do not use an outdated security policy",
  severity: "medium",
  on: server,
  // https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
  why: "The policies from 2018 and 2020 accept key exchange algorithms and ciphers that are no longer considered secure.",
  remedy: 'Set securityPolicyName: "TransferSecurityPolicy-2024-01". The default is the policy from 2018.',
  check: ({ securityPolicyName = "TransferSecurityPolicy-2018-11" }) =>
    /-(2018|2020)-\d\d$|Experimental/.test(securityPolicyName) && "the security policy accepts outdated ciphers",
  fix: { securityPolicyName: "TransferSecurityPolicy-2024-01" },
  examples: {
    pass: [
      { securityPolicyName: "TransferSecurityPolicy-2024-01" },
      { securityPolicyName: "TransferSecurityPolicy-FIPS-2024-05" },
    ],
    fail: [{}, { securityPolicyName: "TransferSecurityPolicy-2020-06" }],
  },
});

export const transferConnectorLogs = defineRule({
  id: "transfer-connector-logs",
  title: "Transfer Family connectors have logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Transfer.3"] },
  on: "aws:transfer/connector:Connector",
  why: "Without logs, there is no record of which files were sent or which transfers failed.",
  remedy: "Set loggingRole to the ARN of an IAM role that can write to CloudWatch Logs.",
  check: (props) => !("loggingRole" in props) && "logging is not enabled",
  examples: { pass: [{ loggingRole: "arn" }], fail: [{}] },
});
