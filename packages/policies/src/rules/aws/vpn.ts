import { anyOf, renameProperties } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const vpn = "aws:ec2/vpnConnection:VpnConnection";
const logging = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: "arn:aws:logs:eu-west-1:1:log-group:vpn" } };

interface Tunnel {
  readonly logOptions: { readonly cloudwatchLogOptions?: { readonly logEnabled?: boolean } } | undefined;
  readonly ikeVersions: readonly string[] | undefined;
}

/** Both tunnels of a connection. */
const tunnels = defineView<Tunnel>()({
  "aws:ec2/vpnConnection:VpnConnection": (connection) => [
    renameProperties(connection, { logOptions: "tunnel1LogOptions", ikeVersions: "tunnel1IkeVersions" }),
    renameProperties(connection, { logOptions: "tunnel2LogOptions", ikeVersions: "tunnel2IkeVersions" }),
  ],
});

export const vpnTunnelLogs = defineViewRule({
  id: "vpn-tunnel-logs",
  title: "VPN connections log both of their tunnels",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.171"] },
  on: tunnels,
  why: "Without logs nobody can say why a tunnel went down, or what was tried against it.",
  remedy: "Set tunnel1LogOptions and tunnel2LogOptions: { cloudwatchLogOptions: { logEnabled: true, logGroupArn } }.",
  check: ({ logOptions }) => logOptions?.cloudwatchLogOptions?.logEnabled !== true && "a tunnel writes no log",
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
  title: "VPN tunnels accept no other protocol than IKEv2",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.183"] },
  on: tunnels,
  why: "IKEv1 is deprecated: it can be flooded, and keys of its aggressive mode can be guessed offline.",
  remedy: 'Set tunnel1IkeVersions and tunnel2IkeVersions: ["ikev2"], once the other side speaks it.',
  check: ({ ikeVersions = [] }) =>
    anyOf(
      () => ikeVersions.some((version) => version !== "ikev2"),
      () => ikeVersions.length === 0,
    ) && "a tunnel accepts IKEv1",
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
  title: "Client VPN endpoints log who connects",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.51"] },
  on: "aws:ec2clientvpn/endpoint:Endpoint",
  why: "After a stolen certificate the log is the only record of who was in the network, and when.",
  remedy: "Set connectionLogOptions: { enabled: true, cloudwatchLogGroup }.",
  check: ({ connectionLogOptions }) => connectionLogOptions?.enabled !== true && "connections are not logged",
  examples: {
    pass: [{ connectionLogOptions: { enabled: true, cloudwatchLogGroup: "vpn" } }],
    fail: [{}, { connectionLogOptions: { enabled: false } }],
  },
});

export const tgwNoAutoAccept = defineRule({
  id: "tgw-no-auto-accept",
  title: "Transit gateways do not accept attachments of other accounts by themselves",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.23"] },
  on: "aws:ec2transitgateway/transitGateway:TransitGateway",
  why: "Any account that the gateway is shared with joins its VPC to the network, and nobody is asked.",
  remedy: 'Drop autoAcceptSharedAttachments: "enable", and accept by aws.ec2transitgateway.VpcAttachmentAccepter.',
  check: ({ autoAcceptSharedAttachments = "disable" }) =>
    autoAcceptSharedAttachments === "enable" && "attachments of other accounts are accepted without being asked",
  examples: {
    pass: [{}, { autoAcceptSharedAttachments: "disable" }],
    fail: [{ autoAcceptSharedAttachments: "enable" }],
  },
});
