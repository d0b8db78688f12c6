import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, oneOf } from "../../shared/checks";
import { instanceType, isArmInstanceType } from "../shared/instance-types";

/** An image that EKS provides for Linux nodes, by operating system, architecture, and drivers. */
export type EksAmiType =
  | "AL2023_x86_64_STANDARD"
  | "AL2023_ARM_64_STANDARD"
  | "AL2023_x86_64_NVIDIA"
  | "AL2023_ARM_64_NVIDIA"
  | "AL2023_x86_64_NEURON"
  | "BOTTLEROCKET_x86_64"
  | "BOTTLEROCKET_ARM_64"
  | "BOTTLEROCKET_x86_64_FIPS"
  | "BOTTLEROCKET_ARM_64_FIPS"
  | "BOTTLEROCKET_x86_64_NVIDIA"
  | "BOTTLEROCKET_ARM_64_NVIDIA"
  | "BOTTLEROCKET_x86_64_NVIDIA_FIPS"
  | "BOTTLEROCKET_ARM_64_NVIDIA_FIPS";

const AMI_TYPES: Readonly<Record<EksAmiType, true>> = {
  AL2023_x86_64_STANDARD: true,
  AL2023_ARM_64_STANDARD: true,
  AL2023_x86_64_NVIDIA: true,
  AL2023_ARM_64_NVIDIA: true,
  AL2023_x86_64_NEURON: true,
  BOTTLEROCKET_x86_64: true,
  BOTTLEROCKET_ARM_64: true,
  BOTTLEROCKET_x86_64_FIPS: true,
  BOTTLEROCKET_ARM_64_FIPS: true,
  BOTTLEROCKET_x86_64_NVIDIA: true,
  BOTTLEROCKET_ARM_64_NVIDIA: true,
  BOTTLEROCKET_x86_64_NVIDIA_FIPS: true,
  BOTTLEROCKET_ARM_64_NVIDIA_FIPS: true,
};

/** The number of instance types that EKS allows for a node group. */
const MAX_INSTANCE_TYPES = 20;
/** With a single instance type, all Spot nodes can disappear at the same time. */
const MIN_SPOT_INSTANCE_TYPES = 2;

/** Whether the nodes run Bottlerocket rather than Amazon Linux. */
export const isBottlerocket = (amiType: EksAmiType): boolean => amiType.startsWith("BOTTLEROCKET_");

const isArmAmiType = (amiType: EksAmiType): boolean => amiType.includes("_ARM_64");

const amiTypeName: Check<unknown> = (value) => {
  if (typeof value !== "string") return oneOf(Object.keys(AMI_TYPES))(value);
  if (/^windows/i.test(value)) {
    return {
      code: "not-allowed",
      statement: "Windows nodes are not supported",
      remedy:
        "EKS Pod Identity, network policies, and the storage settings of the component apply only to Linux nodes. Use an aws.eks.NodeGroup.",
    };
  }
  if (value.startsWith("AL2_")) {
    const statement = "EKS no longer publishes images with Amazon Linux 2";
    return {
      code: "not-allowed",
      statement,
      remedy: `Use "${value.replace(/^AL2_(x86_64|ARM_64).*/, "AL2023_$1_STANDARD")}".`,
    };
  }
  if (value === "CUSTOM") {
    const statement = "custom images are not supported, because EKS neither updates them nor adds its bootstrap script";
    return { code: "not-allowed", statement, remedy: "Use an image of EKS, or an aws.eks.NodeGroup." };
  }
  return oneOf(Object.keys(AMI_TYPES))(value);
};

/** The instance types and the image of nodes. */
export interface NodeImageArgs {
  readonly instanceTypes: readonly string[];
  readonly amiType?: EksAmiType;
  readonly capacityType: "on-demand" | "spot";
}

/** Checks `instanceTypes` and `amiType`, and returns the image of the nodes. */
export function checkNodeImage(
  issues: ArgumentIssues,
  { instanceTypes, amiType, capacityType }: NodeImageArgs,
): EksAmiType {
  const hasValidImage = amiType === undefined || issues.check("amiType", amiType, amiTypeName);
  const ownImage = hasValidImage ? amiType : undefined;
  if (!hasValidInstanceTypes(issues, instanceTypes)) return ownImage ?? "AL2023_x86_64_STANDARD";
  const image = ownImage ?? (isArmInstanceType(instanceTypes[0]) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD");
  if (capacityType === "spot" && instanceTypes.length < MIN_SPOT_INSTANCE_TYPES) {
    const statement = "Spot nodes with a single instance type can all be reclaimed at the same time";
    const remedy = 'List several types of the same size, such as ["m7i.large", "m6i.large", "m5.large"].';
    issues.add("instanceTypes", instanceTypes, { code: "conflict", statement, remedy });
  }
  if (!hasValidImage) return image;
  instanceTypes.forEach((type, index) => {
    const detail = architectureIssue(type, image) ?? (amiType === undefined ? driverIssue(type) : undefined);
    if (detail !== undefined) issues.add(`instanceTypes[${index}]`, type, detail);
  });
  return image;
}

function hasValidInstanceTypes(issues: ArgumentIssues, instanceTypes: readonly string[]): boolean {
  const path = "instanceTypes";
  const remedy = 'Example: ["m7i.large", "m6i.large"].';
  if (!Array.isArray(instanceTypes) || instanceTypes.length === 0) {
    issues.add(path, instanceTypes, expected("wrong-type", "a non-empty array of instance types", remedy));
    return false;
  }
  if (instanceTypes.length > MAX_INSTANCE_TYPES) {
    const statement = `expected at most ${MAX_INSTANCE_TYPES} instance types, got ${instanceTypes.length}`;
    issues.add(path, instanceTypes, { code: "out-of-range", statement });
  }
  const results = instanceTypes.map((type: string, index) => {
    const itemPath = `${path}[${index}]`;
    if (!issues.check(itemPath, type, instanceType)) return false;
    if (instanceTypes.indexOf(type) === index) return true;
    issues.add(itemPath, type, { code: "duplicate", statement: "occurs twice", remedy: "Remove it." });
    return false;
  });
  return results.every(Boolean);
}

function architectureIssue(type: string, image: EksAmiType) {
  if (isArmInstanceType(type) === isArmAmiType(image)) return undefined;
  const [processor, required] = isArmAmiType(image) ? ["x86", "ARM"] : ["ARM", "x86"];
  return {
    code: "conflict",
    statement: `an instance type with ${processor} processors cannot run ${image}`,
    remedy: `Use only types with ${required} processors, and another EksNodeGroup for the others.`,
  } as const;
}

/** Rejects instances with accelerators if the program does not choose an image, because the default images lack drivers. */
function driverIssue(type: string) {
  const drivers = /^(?:inf|trn)\d/.test(type) ? "NEURON" : /^(?:g|gr|p)\d/.test(type) ? "NVIDIA" : undefined;
  if (drivers === undefined) return undefined;
  return {
    code: "conflict",
    statement: "the default image has no drivers for the accelerators of this instance type",
    remedy: `Set amiType, for example to "AL2023_x86_64_${drivers}".`,
  } as const;
}
