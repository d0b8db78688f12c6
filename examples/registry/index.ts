import * as pulumi from "@pulumi/pulumi";
import { EcrRepository } from "@roadbed/components/aws";

const config = new pulumi.Config();
const shared = {
  // Deployments run in accounts of their own and pull from this one.
  pullOrganizationId: config.require("organizationId"),
  tags: { team: "orders", "managed-by": "pulumi" },
};

/** A service: releases are kept, pull requests are not, and what nobody runs any more costs less in the archive. */
const service = new EcrRepository("orders", {
  ...shared,
  // The cache of the image build moves with every build; nothing is ever deployed from it.
  tagMutability: { mutableTags: ["buildcache"] },
  lifecycle: [
    { expireUntaggedAfterDays: 7 },
    { expireAfterDays: 14, tagPrefixes: ["pr-"] },
    { keepLast: 100, tags: ["release-*"] },
    { archiveIfNotPulledForDays: 180 },
    { expireArchivedAfterDays: 365 },
  ],
});

/** Database migrations, at the defaults. */
const migrations = new EcrRepository("orders-migrations", shared);

export const repositoryUrl = service.repositoryUrl;
export const repositoryArn = service.repositoryArn;
export const migrationsUrl = migrations.repositoryUrl;
/** What a deployment of release 1.4.2 runs. */
export const releaseImage = service.imageUri("release-1.4.2");
