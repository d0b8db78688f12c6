/** A partition of AWS. */
export interface Partition {
  /** The name of the partition, with which ARNs begin: `arn:aws-cn:…`. */
  readonly name: string;
  /** The domain of the endpoints in the partition. */
  readonly dnsSuffix: string;
}

// The AWS SDKs derive partitions from the same prefixes, by the file partitions.json:
// https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
const PARTITIONS: readonly (Partition & { readonly prefix: string })[] = [
  { prefix: "cn-", name: "aws-cn", dnsSuffix: "amazonaws.com.cn" },
  { prefix: "us-gov-", name: "aws-us-gov", dnsSuffix: "amazonaws.com" },
  { prefix: "us-iso-", name: "aws-iso", dnsSuffix: "c2s.ic.gov" },
  { prefix: "us-isob-", name: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov" },
  { prefix: "eu-isoe-", name: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk" },
  { prefix: "us-isof-", name: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov" },
  { prefix: "eusc-", name: "aws-eusc", dnsSuffix: "amazonaws.eu" },
];

const COMMERCIAL: Partition = { name: "aws", dnsSuffix: "amazonaws.com" };

/** Returns the partition of a Region. Use it where no created resource has an ARN to read the partition from. */
export const partitionOf = (region: string): Partition =>
  PARTITIONS.find(({ prefix }) => region.startsWith(prefix)) ?? COMMERCIAL;
