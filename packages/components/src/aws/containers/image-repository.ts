import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import type { ArnScope } from "../shared/arn";

/** Matches an image in a private ECR repository, in any partition. */
const ECR_IMAGE = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.[a-z.-]+\/([^:@]+)/;

/** Whether an image can be in ECR. The image is not known yet if it is an output. */
export const canBeInEcr = (image: pulumi.Input<string>): boolean => !isPlainValue(image) || ECR_IMAGE.test(image);

/**
 * Returns the ARN of the ECR repository that contains an image.
 *
 * @remarks
 * An output can turn out to be the image of another registry, which requires no permission. The returned ARN is then that of
 * a repository of the same name in the account of the task.
 */
export function repositoryArnOf(image: pulumi.Input<string>, scope: ArnScope): pulumi.Output<string> {
  const { partition, region, accountId } = scope;
  return pulumi.all([image, partition, region, accountId]).apply(([uri, ...own]) => {
    const [ownPartition, ownRegion, ownAccount] = own;
    const [, account = ownAccount, imageRegion = ownRegion, name = repositoryName(uri)] = ECR_IMAGE.exec(uri) ?? [];
    return `arn:${ownPartition}:ecr:${imageRegion}:${account}:repository/${name}`;
  });
}

/** Returns the name of an image without its registry, tag, and digest. */
const repositoryName = (image: string): string => image.replace(/^[^/]*[.:][^/]*\//, "").replace(/[:@].*$/, "");
