import { defineView } from "../authoring/define-view";

/** The setting that drops packets that are not addressed to or from the network interface. */
export interface PacketChecking {
  readonly sourceDestCheck?: boolean;
}

/** Network interfaces, declared separately or as part of EC2 instances. */
export const packetChecking = defineView<PacketChecking>()({
  "aws:ec2/instance:Instance": (instance) => [instance],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [request],
  "aws:ec2/networkInterface:NetworkInterface": (networkInterface) => [networkInterface],
});

/** The number of network interfaces of an EC2 instance. */
export interface NetworkInterfaces {
  readonly count: number;
}

interface WithNetworkInterfaces {
  readonly networkInterfaces?: readonly object[];
}

const countInterfaces = (instance: WithNetworkInterfaces): readonly NetworkInterfaces[] => [
  {
    get count() {
      return instance.networkInterfaces?.length ?? 1;
    },
  },
];

/** Resources that can attach more than one network interface to an EC2 instance. */
export const networkInterfaces = defineView<NetworkInterfaces>()({
  "aws:ec2/instance:Instance": countInterfaces,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": countInterfaces,
  "aws:ec2/launchTemplate:LaunchTemplate": countInterfaces,
  "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment": (attachment) => [
    {
      get count() {
        return Number(attachment.deviceIndex) + 1;
      },
    },
  ],
});
