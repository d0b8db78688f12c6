import { listOf } from "../kernel/connectives";
import type { Document } from "../kernel/document";
import { patch, type Patch } from "../kernel/patch";
import { defineView, deriveView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { policyIn } from "./data-policies";
import type { Policy, Statement } from "./policy-documents";

/** What a bucket itself says, and before version 7 of the provider partly said in lists. */
export interface InlineSettings {
  readonly acl?: string;
  readonly grants?: WithGrants["grants"];
  readonly policy?: string | object;
  readonly lifecycleRules?: readonly { readonly enabled?: boolean; readonly expiration?: object }[];
  readonly versioning?: Versioning;
  readonly versionings?: readonly Versioning[];
  readonly logging?: { readonly targetBucket?: string };
  readonly loggings?: readonly { readonly targetBucket?: string }[];
  readonly serverSideEncryptionConfiguration?: { readonly rule?: Encryption };
  readonly serverSideEncryptionConfigurations?: readonly { readonly rules?: readonly OlderEncryption[] }[];
}

interface Versioning {
  readonly enabled?: boolean;
}

interface Encryption {
  readonly applyServerSideEncryptionByDefault?: { readonly sseAlgorithm?: string };
}

interface OlderEncryption {
  readonly applyServerSideEncryptionByDefaults?: readonly { readonly sseAlgorithm?: string }[];
}

/** In an example: settings in the bucket itself, which the SDK calls deprecated. */
export const inBucket = (settings: InlineSettings): object => settings;

export const inlineVersioning = (bucket: InlineSettings) =>
  listOf(
    () => bucket.versioning,
    () => bucket.versionings,
  );

export const inlineLifecycle = (bucket: InlineSettings) => listOf(bucket.lifecycleRules);

export const inlineLogging = (bucket: InlineSettings) =>
  listOf(
    () => bucket.logging,
    () => bucket.loggings,
  );

const algorithmIn = (rule: Encryption | undefined) => rule?.applyServerSideEncryptionByDefault?.sseAlgorithm;

/** The algorithms that a bucket names for what is stored without one. */
export const inlineAlgorithms = (bucket: InlineSettings) =>
  listOf<string>(
    () => algorithmIn(bucket.serverSideEncryptionConfiguration?.rule),
    () =>
      listOf(bucket.serverSideEncryptionConfigurations)
        .flatMap(({ rules }) => listOf(rules))
        .flatMap(({ applyServerSideEncryptionByDefaults: defaults }) => listOf(defaults))
        .flatMap(({ sseAlgorithm }) => listOf(sseAlgorithm)),
  );

/** The same of the separate resource. */
export const separateAlgorithms = (
  configuration: InputsOf<"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration">,
) => listOf(configuration.rules).flatMap((rule) => listOf(algorithmIn(rule)));

const policies = defineView<Document<Policy>>()({
  "aws:s3/bucket:Bucket": (bucket) => [policyIn(bucket)],
  "aws:s3/bucketPolicy:BucketPolicy": (separate) => [policyIn(separate)],
  "aws:s3/accessPoint:AccessPoint": (point) => [policyIn(point)],
  "aws:s3control/accessPointPolicy:AccessPointPolicy": (separate) => [policyIn(separate)],
});

/** Who may use buckets, directly or by access points. */
export const bucketStatements = deriveView(policies, (document): readonly Statement[] =>
  listOf(document.content?.Statement),
);

/** An access control list: by its short name, or written out. */
export interface AccessControlList {
  readonly acl: string | undefined;
  readonly grants: readonly Grant[];
  /** What leaves access to the owner, apart from grants. */
  readonly closed: () => Patch;
}

export interface Grant {
  readonly uri: string | undefined;
  readonly permissions: readonly string[];
}

interface WithGrants {
  readonly acl?: string;
  readonly grants?: readonly { readonly uri?: string; readonly permissions?: readonly string[] }[];
}

const inlineList = (holder: WithGrants): AccessControlList => ({
  closed: () => patch(holder, { acl: "private" }),
  get acl() {
    return holder.acl;
  },
  get grants() {
    return listOf(holder.grants).map((grant): Grant => ({
      get uri() {
        return grant.uri;
      },
      get permissions() {
        return listOf(grant.permissions);
      },
    }));
  },
});

const separateList = (holder: InputsOf<"aws:s3/bucketAcl:BucketAcl">): AccessControlList => ({
  closed: () => patch(holder, { acl: "private" }),
  get acl() {
    return holder.acl;
  },
  get grants() {
    return listOf(holder.accessControlPolicy?.grants).map((grant): Grant => ({
      get uri() {
        return grant.grantee?.uri;
      },
      get permissions() {
        return listOf(grant.permission);
      },
    }));
  },
});

/** The access control lists of buckets and objects. */
export const accessControlLists = defineView<AccessControlList>()({
  "aws:s3/bucket:Bucket": (bucket) => [inlineList(bucket)],
  "aws:s3/bucketAcl:BucketAcl": (separate) => [separateList(separate)],
  "aws:s3/bucketObject:BucketObject": (object) => [inlineList(object)],
  "aws:s3/bucketObjectv2:BucketObjectv2": (object) => [inlineList(object)],
  "aws:s3/objectCopy:ObjectCopy": (object) => [inlineList(object)],
});
