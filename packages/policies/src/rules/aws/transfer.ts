import { defineRule } from "../../authoring/define-rule";

const server = "aws:transfer/server:Server";

export const transferNotPublic = defineRule({
  id: "transfer-not-public",
  title: "Transfer servers stand in a network of one's own",
  severity: "medium",
  on: server,
  why: "A public server has no security group: everybody can try passwords.",
  remedy: 'Set endpointType: "VPC" and endpointDetails with subnets and security groups.',
  check: ({ endpointType = "PUBLIC" }) => endpointType === "PUBLIC" && "everybody can reach the server",
  examples: {
    pass: [{ endpointType: "VPC" }, { endpointType: "VPC_ENDPOINT" }],
    fail: [{}, { endpointType: "PUBLIC" }],
  },
});

export const transferNoFtp = defineRule({
  id: "transfer-no-ftp",
  title: "Transfer servers do not speak FTP",
  severity: "high",
  controls: { "aws-fsbp": ["Transfer.2"] },
  on: server,
  why: "FTP sends passwords and files in clear text.",
  remedy: 'Set protocols: ["SFTP"], or "FTPS", or "AS2".',
  check: ({ protocols = ["SFTP"] }) => protocols.includes("FTP") && "passwords and files are sent in clear text",
  examples: { pass: [{}, { protocols: ["SFTP", "FTPS"] }], fail: [{ protocols: ["SFTP", "FTP"] }] },
});

export const transferSecurityPolicy = defineRule({
  id: "transfer-security-policy",
  title: "Transfer servers use a security policy of today",
  severity: "medium",
  on: server,
  // https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html
  why: "The policies of 2018 and 2020 accept key exchanges and ciphers that were given up since.",
  remedy: 'Set securityPolicyName: "TransferSecurityPolicy-2024-01"; left out, it is the one of 2018.',
  check: ({ securityPolicyName = "TransferSecurityPolicy-2018-11" }) =>
    /-(2018|2020)-\d\d$|Experimental/.test(securityPolicyName) && "ciphers that were given up are accepted",
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
  title: "Transfer connectors log what they send",
  severity: "medium",
  controls: { "aws-fsbp": ["Transfer.3"] },
  on: "aws:transfer/connector:Connector",
  why: "Without logs nobody can say which files went to whom, and which did not arrive.",
  remedy: "Set loggingRole: role.arn.",
  check: (props) => !("loggingRole" in props) && "nothing is logged",
  examples: { pass: [{ loggingRole: "arn" }], fail: [{}] },
});
