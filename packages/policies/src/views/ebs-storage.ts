import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** A volume, snapshot or image that a program makes, or that is made with a machine. */
export interface EbsStorage {
  /** Where it is described. */
  readonly at: object | string;
  /** Templates say it in a text. */
  readonly encrypted: boolean | string | undefined;
  /** It is a copy of a snapshot, is as encrypted as that, and cannot be told to be otherwise. */
  readonly isFixed: boolean;
}

interface Described {
  readonly encrypted?: boolean | string;
  readonly snapshotId?: string;
}

const own = (holder: Described): EbsStorage => ({
  at: "encrypted",
  get encrypted() {
    return holder.encrypted;
  },
  isFixed: false,
});

/** A device of a machine: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html */
const device = (holder: Described, at: object | string = holder): EbsStorage => ({
  at,
  get encrypted() {
    return holder.encrypted;
  },
  get isFixed() {
    return "snapshotId" in holder;
  },
});

interface Machine {
  readonly rootBlockDevice?: Described;
  readonly ebsBlockDevices?: readonly Described[];
  readonly launchTemplate?: object;
}

/** The disk that every machine starts from. What an instance leaves out its template may say. */
const root = (machine: Machine): readonly EbsStorage[] => {
  const { rootBlockDevice } = machine;
  if (rootBlockDevice === undefined && "launchTemplate" in machine) return [];
  return [device(rootBlockDevice ?? {}, "rootBlockDevice")];
};

const further = (machine: Pick<Machine, "ebsBlockDevices">): readonly EbsStorage[] =>
  listOf(machine.ebsBlockDevices).map((one) => device(one));

const ofMachine = (machine: Machine): readonly EbsStorage[] =>
  listOf<EbsStorage>(
    () => root(machine),
    () => further(machine),
  );

/** Everything that holds data on EBS. */
export const ebsStorage = defineView<EbsStorage>()({
  "aws:ebs/volume:Volume": (volume) => [own(volume)],
  "aws:ebs/snapshotCopy:SnapshotCopy": (copy) => [own(copy)],
  "aws:ebs/snapshotImport:SnapshotImport": (imported) => [own(imported)],
  // The copies that a lifecycle policy makes in other regions.
  "aws:dlm/lifecyclePolicy:LifecyclePolicy": ({ policyDetails }) =>
    listOf(policyDetails?.schedules)
      .flatMap((schedule) => listOf(schedule.crossRegionCopyRules))
      .map((copy) => device(copy)),
  "aws:ec2/amiCopy:AmiCopy": (copy) => [own(copy)],
  "aws:ec2/ami:Ami": further,
  "aws:ec2/instance:Instance": ofMachine,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": ofMachine,
  "aws:ec2/launchConfiguration:LaunchConfiguration": ofMachine,
  "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
    listOf(template.blockDeviceMappings).flatMap(({ ebs }) => (ebs === undefined ? [] : [device(ebs)])),
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) => listOf(fleet.launchSpecifications).flatMap(ofMachine),
});

/** What is, or is not, encrypted with a key that the program chooses. */
export interface EncryptedStorage {
  readonly kmsKeyId?: string;
}

/** Everything on EBS of which a program chooses the key. */
export const encryptedStorage = defineView<EncryptedStorage>()({
  "aws:ebs/volume:Volume": (volume) => [volume],
  "aws:ebs/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:ebs/snapshotImport:SnapshotImport": (imported) => [imported],
  "aws:ec2/amiCopy:AmiCopy": (copy) => [copy],
});
