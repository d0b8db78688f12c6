import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { isBottlerocket, type EksAmiType } from "./ami-types";

/** The number of minor versions by which nodes can be older than the cluster. */
const MAX_SKEW = 3;

const amazonLinuxRelease = matching(
  /^1\.\d+\.\d+-\d{8}$/,
  "a release of Amazon Linux",
  'Example: "1.35.0-20260120". Get the newest with `aws ssm get-parameter --name /aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/release_version`.',
);
const bottlerocketRelease = matching(
  /^\d+\.\d+\.\d+-[0-9a-f]{8}$/,
  "a release of Bottlerocket",
  'Example: "1.52.0-0ab4fab4". Get the newest with `aws ssm get-parameter --name /aws/service/bottlerocket/aws-k8s-1.35/x86_64/latest/image_version`.',
);
const kubernetesVersion = matching(/^1\.\d+$/, "a Kubernetes version", 'Example: "1.35".');

/** The versions of nodes. */
export interface NodeVersionArgs {
  readonly releaseVersion: pulumi.Input<string>;
  readonly version?: pulumi.Input<string> | undefined;
}

/** The checked versions of nodes. */
export interface NodeVersions {
  readonly releaseVersion: pulumi.Input<string>;
  /** The Kubernetes version; `undefined` if it is not known, so that EKS chooses the version of the cluster. */
  readonly version: pulumi.Input<string> | undefined;
}

const minorVersion = (version: string): number => Number(version.split(".")[1]);
const versionOfRelease = (release: string): string => release.split(".").slice(0, 2).join(".");
const plainString = (input: pulumi.Input<string> | undefined): string | undefined =>
  typeof input === "string" ? input : undefined;

/**
 * Checks `releaseVersion` and `version`, and returns them with their defaults.
 *
 * @param clusterVersion - the Kubernetes version of the cluster
 */
export function checkNodeVersions(
  issues: ArgumentIssues,
  args: NodeVersionArgs,
  amiType: EksAmiType,
  clusterVersion: pulumi.Input<string> | undefined,
): NodeVersions {
  const isAmazonLinux = !isBottlerocket(amiType);
  const checkRelease = isAmazonLinux ? amazonLinuxRelease : bottlerocketRelease;
  const releaseVersion = issues.checkInput("releaseVersion", args.releaseVersion, checkRelease);
  const ownVersion = issues.checkOptionalInput("version", args.version, kubernetesVersion);
  if (isAmazonLinux) checkRelatedVersions(issues, plainString(releaseVersion), plainString(ownVersion));
  const version = ownVersion ?? (isAmazonLinux ? versionOf(releaseVersion) : clusterVersion);
  if (version === undefined || clusterVersion === undefined) return { releaseVersion, version };
  const path = ownVersion === undefined ? "releaseVersion" : "version";
  return { releaseVersion, version: checkSkew(issues, path, version, clusterVersion) };
}

/** Returns the Kubernetes version of a release; `undefined` if the release has the wrong type, which is reported elsewhere. */
function versionOf(release: pulumi.Input<string>): pulumi.Input<string> | undefined {
  if (!isPlainValue(release)) return pulumi.output(release).apply(versionOfRelease);
  return typeof (release as unknown) === "string" ? versionOfRelease(release) : undefined;
}

function checkRelatedVersions(issues: ArgumentIssues, release: string | undefined, version: string | undefined): void {
  if (release === undefined || version === undefined || version === versionOfRelease(release)) return;
  if (amazonLinuxRelease(release) !== undefined || kubernetesVersion(version) !== undefined) return;
  const statement = `the release "${release}" contains Kubernetes ${versionOfRelease(release)}`;
  issues.add("version", version, { code: "conflict", statement, remedy: "Remove version." });
}

/** Checks that nodes are neither newer nor much older than the cluster, and returns their version. */
function checkSkew(
  issues: ArgumentIssues,
  path: string,
  version: pulumi.Input<string>,
  clusterVersion: pulumi.Input<string>,
): pulumi.Input<string> {
  if (typeof version === "string" && typeof clusterVersion === "string") {
    const versions: readonly [string, string] = [version, clusterVersion];
    issues.check(path, versions, compatibleVersions);
    return version;
  }
  const versions = issues.checkInput(path, pulumi.all([version, clusterVersion]), compatibleVersions);
  return pulumi.output(versions).apply(([own]) => own);
}

const compatibleVersions: Check<readonly [version: string, clusterVersion: string]> = ([version, clusterVersion]) => {
  // Malformed versions are reported elsewhere.
  if (kubernetesVersion(version) !== undefined || kubernetesVersion(clusterVersion) !== undefined) return undefined;
  const skew = minorVersion(clusterVersion) - minorVersion(version);
  if (skew < 0) {
    const statement = `nodes with Kubernetes ${version} are newer than the cluster, which has ${clusterVersion}`;
    return { code: "conflict", statement, remedy: "Update the cluster first." };
  }
  if (skew <= MAX_SKEW) return undefined;
  const statement = `nodes with Kubernetes ${version} are more than ${MAX_SKEW} minor versions older than the cluster, which has ${clusterVersion}`;
  return { code: "conflict", statement, remedy: "Update the nodes before the cluster." };
};
