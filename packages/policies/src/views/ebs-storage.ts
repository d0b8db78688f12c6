import { isNotEmpty, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** An EBS volume, snapshot, or AMI that a program creates, or a volume that is created with an EC2 instance. */
export interface EbsStorage {
  /** The path of the setting, or the object that describes the volume. */
  readonly at: object | string;
  /** Whether the storage is encrypted. Launch templates use strings. */
  readonly encrypted: boolean | string | undefined;
  /** Whether the volume is created from a snapshot, which then determines its encryption. */
  readonly isFromSnapshot: boolean;
}

interface EncryptionSettings {
  readonly encrypted?: boolean | string;
  readonly snapshotId?: string;
}

const separateStorage = (holder: EncryptionSettings): EbsStorage => ({
  at: "encrypted",
  get encrypted() {
    return holder.encrypted;
  },
  isFromSnapshot: false,
});

/** A block device of an EC2 instance: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html */
const blockDevice = (holder: EncryptionSettings, at: object | string = holder): EbsStorage => ({
  at,
  get encrypted() {
    return holder.encrypted;
  },
  get isFromSnapshot() {
    return "snapshotId" in holder;
  },
});

interface BlockDevices {
  readonly rootBlockDevice?: EncryptionSettings;
  readonly ebsBlockDevices?: readonly EncryptionSettings[];
  readonly launchTemplate?: object;
}

/** Returns the root volume, unless its settings may come from a launch template. */
const rootVolume = (instance: BlockDevices): readonly EbsStorage[] => {
  const { rootBlockDevice } = instance;
  if (rootBlockDevice === undefined && "launchTemplate" in instance) return [];
  return [blockDevice(rootBlockDevice ?? {}, "rootBlockDevice")];
};

const additionalVolumes = (instance: Pick<BlockDevices, "ebsBlockDevices">): readonly EbsStorage[] =>
  listOf(instance.ebsBlockDevices).map((device) => blockDevice(device));

const instanceVolumes = (instance: BlockDevices): readonly EbsStorage[] =>
  listOf<EbsStorage>(
    () => rootVolume(instance),
    () => additionalVolumes(instance),
  );

/** The block devices of a launch specification, which declares its root volume in an array. */
interface FleetBlockDevices {
  readonly rootBlockDevices?: readonly EncryptionSettings[];
}

const fleetRootVolumes = (specification: FleetBlockDevices): readonly EbsStorage[] =>
  isNotEmpty(specification.rootBlockDevices)
    ? listOf(specification.rootBlockDevices).map((device) => blockDevice(device))
    : [blockDevice({}, specification)];

interface ImageDevice {
  readonly ebs?: EncryptionSettings;
}

/** Returns the volumes that EC2 Image Builder adds to an image. */
const imageVolumes = (devices: readonly ImageDevice[] | undefined): readonly EbsStorage[] =>
  listOf(devices)
    .flatMap(({ ebs }) => listOf(ebs))
    .map((volume) => blockDevice(volume));

/** All EBS volumes, snapshots, and AMIs. */
export const ebsStorage = defineView<EbsStorage>()({
  "aws:ebs/volume:Volume": (volume) => [separateStorage(volume)],
  "aws:ebs/snapshotCopy:SnapshotCopy": (copy) => [separateStorage(copy)],
  "aws:ebs/snapshotImport:SnapshotImport": (imported) => [separateStorage(imported)],
  // A lifecycle policy creates these snapshot copies in other Regions.
  "aws:dlm/lifecyclePolicy:LifecyclePolicy": ({ policyDetails }) =>
    listOf(policyDetails?.schedules)
      .flatMap((schedule) => listOf(schedule.crossRegionCopyRules))
      .map((copy) => blockDevice(copy)),
  "aws:ec2/amiCopy:AmiCopy": (copy) => [separateStorage(copy)],
  "aws:ec2/ami:Ami": additionalVolumes,
  "aws:ec2/instance:Instance": instanceVolumes,
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": instanceVolumes,
  "aws:ec2/launchConfiguration:LaunchConfiguration": instanceVolumes,
  "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
    listOf(template.blockDeviceMappings).flatMap(({ ebs }) => (ebs === undefined ? [] : [blockDevice(ebs)])),
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) =>
    listOf(fleet.launchSpecifications).flatMap((specification) =>
      listOf<EbsStorage>(
        () => fleetRootVolumes(specification),
        () => additionalVolumes(specification),
      ),
    ),
  "aws:imagebuilder/imageRecipe:ImageRecipe": ({ blockDeviceMappings }) => imageVolumes(blockDeviceMappings),
  "aws:imagebuilder/containerRecipe:ContainerRecipe": ({ instanceConfiguration }) =>
    imageVolumes(instanceConfiguration?.blockDeviceMappings),
  // Amazon ECS encrypts the volumes of services by default.
  "aws:ecs/service:Service": ({ volumeConfiguration }) =>
    listOf(volumeConfiguration?.managedEbsVolume)
      .filter((volume) => "encrypted" in volume)
      .map((volume) => blockDevice(volume)),
});

/** EBS storage that can be encrypted with a customer managed key. */
export interface EncryptedStorage {
  readonly kmsKeyId?: string;
}

/** EBS volumes, snapshots, and AMI copies whose KMS key the program can choose. */
export const encryptedStorage = defineView<EncryptedStorage>()({
  "aws:ebs/volume:Volume": (volume) => [volume],
  "aws:ebs/snapshotCopy:SnapshotCopy": (copy) => [copy],
  "aws:ebs/snapshotImport:SnapshotImport": (imported) => [imported],
  "aws:ec2/amiCopy:AmiCopy": (copy) => [copy],
});
