/** An AWS partition. */
export interface AwsPartition {
  readonly id: string;
  readonly dnsSuffix: string;
  readonly reverseDnsPrefix: string;
}

const reversed = (dnsSuffix: string) => dnsSuffix.split(".").reverse().join(".");

/**
 * The partitions, with patterns and suffixes from the AWS SDKs' partition metadata. The most specific pattern comes
 * first.
 */
const PARTITIONS: readonly { readonly id: string; readonly dnsSuffix: string; readonly regions: RegExp }[] = [
  { id: "aws-us-gov", dnsSuffix: "amazonaws.com", regions: /^us-gov-\w+-\d+$/ },
  { id: "aws-iso", dnsSuffix: "c2s.ic.gov", regions: /^us-iso-\w+-\d+$/ },
  { id: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov", regions: /^us-isob-\w+-\d+$/ },
  { id: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk", regions: /^eu-isoe-\w+-\d+$/ },
  { id: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov", regions: /^us-isof-\w+-\d+$/ },
  { id: "aws-eusc", dnsSuffix: "amazonaws.eu", regions: /^eusc-\w+-\w+-\d+$/ },
  { id: "aws-cn", dnsSuffix: "amazonaws.com.cn", regions: /^cn-\w+-\d+$/ },
  { id: "aws", dnsSuffix: "amazonaws.com", regions: /^(?:us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/ },
];

/** Returns the partition that contains a Region, or undefined if the Region name matches no known pattern. */
export function partitionOf(region: string): AwsPartition | undefined {
  const found = PARTITIONS.find(({ regions }) => regions.test(region));
  return found && { id: found.id, dnsSuffix: found.dnsSuffix, reverseDnsPrefix: reversed(found.dnsSuffix) };
}

/**
 * The services whose principals end with the partition's DNS suffix, by partition. All other service principals end
 * with `amazonaws.com` in every partition.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const PARTITION_SUFFIX: Readonly<Record<string, readonly string[]>> = {
  "aws-cn": ["codedeploy", "elasticmapreduce", "logs"],
  "aws-iso": ["cloudhsm", "config", "logs", "workspaces"],
  "aws-iso-b": ["dms", "logs"],
};

/** Returns the DNS suffix of a service principal. */
export function servicePrincipalSuffix(service: string, partition: AwsPartition): string {
  return PARTITION_SUFFIX[partition.id]?.includes(service) === true ? partition.dnsSuffix : "amazonaws.com";
}
