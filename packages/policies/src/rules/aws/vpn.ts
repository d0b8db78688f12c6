import { anyOf, renameProperties } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const vpn = "aws:ec2/vpnConnection:VpnConnection";
const logging = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: "arn:aws:logs:eu-west-1:1:log-group:vpn" } };

interface Tunnel {
  readonly logOptions: { readonly cloudwatchLogOptions?: { readonly logEnabled?: boolean } } | undefined;
  readonly ikeVersions: readonly string[] | undefined;
}

/** The two tunnels of each VPN connection. */
const tunnels = defineView<Tunnel>()({
  "aws:ec2/vpnConnection:VpnConnection": (connection) => [
    renameProperties(connection, { logOptions: "tunnel1LogOptions", ikeVersions: "tunnel1IkeVersions" }),
    renameProperties(connection, { logOptions: "tunnel2LogOptions", ikeVersions: "tunnel2IkeVersions" }),
  ],
});

export const vpnTunnelLogs = defineViewRule({
  id: "vpn-tunnel-logs",
  title: "Site-to-Site VPN connections have logging enabled for both tunnels",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.171"] },
  on: tunnels,
  why: "Without logs, tunnel failures and connection attempts cannot be investigated.",
  remedy:
    "Set tunnel1LogOptions and tunnel2LogOptions to { cloudwatchLogOptions: { logEnabled: true, logGroupArn: logs.arn } }.",
  check: ({ logOptions }) => logOptions?.cloudwatchLogOptions?.logEnabled !== true && "tunnel logging is not enabled",
  examples: {
    pass: [[vpn, { tunnel1LogOptions: logging, tunnel2LogOptions: logging }]],
    fail: [
      [vpn, { tunnel1LogOptions: logging }],
      [vpn, { tunnel1LogOptions: logging, tunnel2LogOptions: { cloudwatchLogOptions: { logEnabled: false } } }],
    ],
  },
});

export const vpnIkeV2 = defineViewRule({
  id: "vpn-ikev2",
  title: "Site-to-Site VPN tunnels allow only IKEv2",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.183"] },
  on: tunnels,
  why: "IKEv1 is deprecated and vulnerable to denial-of-service attacks, and pre-shared keys used in its aggressive mode can be guessed offline.",
  remedy: 'Set tunnel1IkeVersions and tunnel2IkeVersions to ["ikev2"] once the customer gateway supports IKEv2.',
  check: ({ ikeVersions = [] }) =>
    anyOf(
      () => ikeVersions.some((version) => version !== "ikev2"),
      () => ikeVersions.length === 0,
    ) && "the tunnel allows IKEv1",
  examples: {
    pass: [[vpn, { tunnel1IkeVersions: ["ikev2"], tunnel2IkeVersions: ["ikev2"] }]],
    fail: [
      [vpn, { tunnel1IkeVersions: ["ikev2"] }],
      [vpn, { tunnel1IkeVersions: ["ikev2"], tunnel2IkeVersions: ["ikev2", "ikev1"] }],
    ],
  },
});

export const clientVpnConnectionLogs = defineRule({
  id: "client-vpn-connection-logs",
  title: "Client VPN endpoints have connection logging enabled",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.51"] },
  on: "aws:ec2clientvpn/endpoint:Endpoint",
  why: "If a certificate is stolen, the log is the only record of who connected to the network and when.",
  remedy: "Set connectionLogOptions: { enabled: true, cloudwatchLogGroup: logs.name }.",
  check: ({ connectionLogOptions }) => connectionLogOptions?.enabled !== true && "connection logging is not enabled",
  examples: {
    pass: [{ connectionLogOptions: { enabled: true, cloudwatchLogGroup: "vpn" } }],
    fail: [{}, { connectionLogOptions: { enabled: false } }],
  },
});

export const tgwNoAutoAccept = defineRule({
  id: "tgw-no-auto-accept",
  title: "Transit gateways do not automatically accept attachments from other accounts",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.23"] },
  on: "aws:ec2transitgateway/transitGateway:TransitGateway",
  why: "Any account that the transit gateway is shared with can attach its VPC to the network without approval.",
  remedy:
    'Remove autoAcceptSharedAttachments: "enable", and accept attachments with aws.ec2transitgateway.VpcAttachmentAccepter.',
  check: ({ autoAcceptSharedAttachments = "disable" }) =>
    autoAcceptSharedAttachments === "enable" && "attachments from other accounts are accepted automatically",
  examples: {
    pass: [{}, { autoAcceptSharedAttachments: "disable" }],
    fail: [{ autoAcceptSharedAttachments: "enable" }],
  },
});
