import type * as kubernetes from "@pulumi/kubernetes";

/** The port of DNS servers. */
const DNS_PORT = 53;

/** The rule of a NetworkPolicy that allows DNS queries to any server. Large responses need TCP. */
export const DNS_EGRESS_RULE: kubernetes.types.input.networking.v1.NetworkPolicyEgressRule = {
  ports: [
    { port: DNS_PORT, protocol: "UDP" },
    { port: DNS_PORT, protocol: "TCP" },
  ],
};
