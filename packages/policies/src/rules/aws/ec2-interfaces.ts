import { defineViewRule } from "../../authoring/define-rule";
import { networkInterfaces, packetChecking } from "../../views/network-interfaces";

const instance = "aws:ec2/instance:Instance";

export const ec2SourceDestCheck = defineViewRule({
  id: "ec2-source-dest-check",
  title: "Network interfaces drop packets that are not for them",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.180"] },
  on: packetChecking,
  why: "Without the check a machine can pose as another one and pass on traffic, past what routes and security groups intend.",
  remedy: "Drop sourceDestCheck: false, or exempt the machine if it is a router, a firewall or a NAT instance.",
  check: ({ sourceDestCheck = true }) => !sourceDestCheck && "packets from and for other addresses are let through",
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
  title: "Instances have one network interface",
  severity: "low",
  controls: { "aws-fsbp": ["EC2.17"] },
  on: networkInterfaces,
  why: "A machine in two subnets joins networks that were parted on purpose, around their routes and network ACLs.",
  remedy: "Keep one network interface and route between the subnets, or exempt the machine if it is a firewall.",
  check: (machine) => machine.count > 1 && "the instance has several network interfaces",
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
