import { defineView } from "../authoring/define-view";

/** What decides whether packets that are not for the machine itself are dropped. */
export interface PacketChecking {
  readonly sourceDestCheck?: boolean;
}

/** Network interfaces, of their own or of instances. */
export const packetChecking = defineView<PacketChecking>()({
  "aws:ec2/instance:Instance": (instance) => [instance],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [request],
  "aws:ec2/networkInterface:NetworkInterface": (one) => [one],
});

/** How many network interfaces a machine is given. */
export interface NetworkInterfaces {
  readonly count: number;
}

interface Attached {
  readonly networkInterfaces?: readonly object[];
}

const attached = (machine: Attached): readonly NetworkInterfaces[] => [
  {
    get count() {
      return machine.networkInterfaces?.length ?? 1;
    },
  },
];

/** What gives machines network interfaces beside their first one. */
export const networkInterfaces = defineView<NetworkInterfaces>()({
  "aws:ec2/instance:Instance": attached,
  "aws:ec2/launchTemplate:LaunchTemplate": attached,
  "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment": (attachment) => [
    {
      get count() {
        return Number(attachment.deviceIndex) + 1;
      },
    },
  ],
});
