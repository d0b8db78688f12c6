import { defineViewRule } from "../../authoring/define-rule";
import { networkInterfaces, packetChecking } from "../../views/network-interfaces";

const instance = "aws:ec2/instance:Instance";

export const ec2SourceDestCheck = defineViewRule({
  id: "ec2-source-dest-check",
  title: "EC2 instances and network interfaces keep the source/destination check enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.180"] },
  on: packetChecking,
  why: "Without the check, an instance can spoof other addresses and forward traffic past the intended routes and security groups.",
  remedy: "Remove sourceDestCheck: false, or exempt the instance if it is a router, a firewall, or a NAT instance.",
  check: ({ sourceDestCheck = true }) => !sourceDestCheck && "the source/destination check is disabled",
  examples: {
    pass: [
      [instance, {}],
      [instance, { sourceDestCheck: true }],
    ],
    fail: [
      [instance, { sourceDestCheck: false }],
      ["aws:ec2/networkInterface:NetworkInterface", { sourceDestCheck: false }],
    ],
  },
});

const [first, second] = [
  { deviceIndex: 0, networkInterfaceId: "eni-1" },
  { deviceIndex: 1, networkInterfaceId: "eni-2" },
] as const;
const third = { deviceIndex: 2, networkInterfaceId: "eni-3" };

export const ec2OneNetworkInterface = defineViewRule({
  id: "ec2-one-network-interface",
  title: "EC2 instances use a single network interface",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.17"] },
  on: networkInterfaces,
  why: "An instance with network interfaces in two subnets connects networks that are meant to be separate, bypassing their routes and network ACLs.",
  remedy:
    "Keep one network interface and route traffic between the subnets, or exempt the instance if it is a firewall.",
  check: (interfaces) => interfaces.count > 1 && "the instance has more than one network interface",
  examples: {
    pass: [
      [instance, {}],
      [instance, { networkInterfaces: [first] }],
      ["aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment", first],
    ],
    fail: [
      [instance, { networkInterfaces: [first, second, third] }],
      ["aws:ec2/launchTemplate:LaunchTemplate", { networkInterfaces: [first, second, third] }],
      ["aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment", second],
    ],
  },
});
