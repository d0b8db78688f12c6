import type * as aws from "@pulumi/aws";
import type { EcrEncryption, EcrImageTagMutability } from "./ecr-repository-args";

/** Returns the inputs for `imageTagMutability` that repositories and repository creation templates share. */
export const tagMutabilityInputs = (
  imageTagMutability: EcrImageTagMutability,
): Pick<aws.ecr.RepositoryArgs, "imageTagMutability" | "imageTagMutabilityExclusionFilters"> =>
  imageTagMutability === "IMMUTABLE"
    ? { imageTagMutability: "IMMUTABLE" }
    : {
        imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters: imageTagMutability.mutableTags.map((filter) => ({
          filter,
          filterType: "WILDCARD",
        })),
      };

/** Returns the inputs for `encryption` that repositories and repository creation templates share. */
export const encryptionInputs = (encryption: EcrEncryption): aws.types.input.ecr.RepositoryEncryptionConfiguration =>
  encryption === "AES256" ? { encryptionType: "AES256" } : { encryptionType: "KMS", kmsKey: encryption.kmsKeyArn };
