import * as pulumi from "@pulumi/pulumi";
import { EcrRepository } from "@roadbed/components/aws";

const config = new pulumi.Config();
const shared = {
  // Deployments run in other accounts of the organization and pull from this account.
  pullOrganizationId: config.require("organizationId"),
  tags: { team: "orders", "managed-by": "pulumi" },
};

/** The images of a service. Releases are kept, images of pull requests are deleted, and unused images are archived. */
const service = new EcrRepository("orders", {
  ...shared,
  // Every build moves the tag of the build cache, which is never deployed.
  imageTagMutability: { mutableTags: ["buildcache"] },
  lifecycleRules: [
    { expireUntaggedAfterDays: 7 },
    { expireAfterDays: 14, tagPrefixes: ["pr-"] },
    { keepLast: 100, tags: ["release-*"] },
    { archiveIfNotPulledForDays: 180 },
    { expireArchivedAfterDays: 365 },
  ],
});

/** The images of database migrations, with the default arguments. */
const migrations = new EcrRepository("orders-migrations", shared);

export const repositoryUrl = service.repositoryUrl;
export const repositoryArn = service.repositoryArn;
export const migrationsUrl = migrations.repositoryUrl;
/** The image that a deployment of release 1.4.2 runs. */
export const releaseImage = service.imageUri("release-1.4.2");
