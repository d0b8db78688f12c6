import { listOf } from "../kernel/connectives";
import type { Document } from "../kernel/document";
import { patch, type Patch } from "../kernel/patch";
import { defineView, deriveView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { policyIn } from "./data-policies";
import type { Policy, Statement } from "./policy-documents";

/** The inline settings of a bucket. Before version 7 of the provider, some of them were arrays. */
export interface InlineSettings {
  readonly acl?: string;
  readonly grants?: InlineAcl["grants"];
  readonly policy?: string | object;
  readonly lifecycleRules?: readonly { readonly enabled?: boolean; readonly expiration?: object }[];
  readonly versioning?: Versioning;
  readonly versionings?: readonly Versioning[];
  readonly logging?: { readonly targetBucket?: string };
  readonly loggings?: readonly { readonly targetBucket?: string }[];
  readonly serverSideEncryptionConfiguration?: { readonly rule?: Encryption };
  readonly serverSideEncryptionConfigurations?: readonly { readonly rules?: readonly ArrayEncryption[] }[];
}

interface Versioning {
  readonly enabled?: boolean;
}

interface Encryption {
  readonly applyServerSideEncryptionByDefault?: { readonly sseAlgorithm?: string };
}

interface ArrayEncryption {
  readonly applyServerSideEncryptionByDefaults?: readonly { readonly sseAlgorithm?: string }[];
}

/** Returns inline bucket settings, which the SDK marks as deprecated, for use in an example. */
export const inBucket = (settings: InlineSettings): object => settings;

/** Returns the inline versioning settings of a bucket. */
export const inlineVersioning = (bucket: InlineSettings) =>
  listOf(
    () => bucket.versioning,
    () => bucket.versionings,
  );

/** Returns the inline lifecycle rules of a bucket. */
export const inlineLifecycle = (bucket: InlineSettings) => listOf(bucket.lifecycleRules);

/** Returns the inline server access logging settings of a bucket. */
export const inlineLogging = (bucket: InlineSettings) =>
  listOf(
    () => bucket.logging,
    () => bucket.loggings,
  );

const algorithmIn = (rule: Encryption | undefined) => rule?.applyServerSideEncryptionByDefault?.sseAlgorithm;

/** Returns the default encryption algorithms in the inline settings of a bucket. */
export const inlineAlgorithms = (bucket: InlineSettings) =>
  listOf<string>(
    () => algorithmIn(bucket.serverSideEncryptionConfiguration?.rule),
    () =>
      listOf(bucket.serverSideEncryptionConfigurations)
        .flatMap(({ rules }) => listOf(rules))
        .flatMap(({ applyServerSideEncryptionByDefaults: defaults }) => listOf(defaults))
        .flatMap(({ sseAlgorithm }) => listOf(sseAlgorithm)),
  );

/** Returns the default encryption algorithms of a separate encryption configuration. */
export const separateAlgorithms = (
  configuration: InputsOf<"aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration">,
) => listOf(configuration.rules).flatMap((rule) => listOf(algorithmIn(rule)));

const policies = defineView<Document<Policy>>()({
  "aws:s3/bucket:Bucket": (bucket) => [policyIn(bucket)],
  "aws:s3/bucketPolicy:BucketPolicy": (resource) => [policyIn(resource)],
  "aws:s3/accessPoint:AccessPoint": (point) => [policyIn(point)],
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": (resource) => [policyIn(resource)],
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": (resource) => [policyIn(resource)],
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": (resource) => [
    policyIn(resource),
  ],
  "aws:s3control/accessPointPolicy:AccessPointPolicy": (resource) => [policyIn(resource)],
  "aws:s3control/bucketPolicy:BucketPolicy": (resource) => [policyIn(resource)],
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": ({ details }) =>
    details === undefined ? [] : [policyIn(details)],
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": (resource) => [policyIn(resource)],
});

/** The policy statements of all kinds of S3 buckets, file systems, and access points. */
export const bucketStatements = deriveView(policies, (document): readonly Statement[] =>
  listOf(document.content?.Statement),
);

/** An access control list: a canned ACL, a list of grants, or both. */
export interface AccessControlList {
  readonly acl: string | undefined;
  readonly grants: readonly Grant[];
  /** Returns the patch that sets the canned ACL to `private`. It does not change the grants. */
  readonly makePrivate: () => Patch;
}

/** The permissions that an access control list grants to one grantee. */
export interface Grant {
  /** The URI of the group, if the grantee is a predefined group. */
  readonly uri: string | undefined;
  readonly permissions: readonly string[];
}

interface InlineAcl {
  readonly acl?: string;
  readonly grants?: readonly { readonly uri?: string; readonly permissions?: readonly string[] }[];
}

const fromInlineAcl = (resource: InlineAcl): AccessControlList => ({
  makePrivate: () => patch(resource, { acl: "private" }),
  get acl() {
    return resource.acl;
  },
  get grants() {
    return listOf(resource.grants).map((grant): Grant => ({
      get uri() {
        return grant.uri;
      },
      get permissions() {
        return listOf(grant.permissions);
      },
    }));
  },
});

const fromBucketAcl = (resource: InputsOf<"aws:s3/bucketAcl:BucketAcl">): AccessControlList => ({
  makePrivate: () => patch(resource, { acl: "private" }),
  get acl() {
    return resource.acl;
  },
  get grants() {
    return listOf(resource.accessControlPolicy?.grants).map((grant): Grant => ({
      get uri() {
        return grant.grantee?.uri;
      },
      get permissions() {
        return listOf(grant.permission);
      },
    }));
  },
});

/** The access control lists of S3 buckets and objects. */
export const accessControlLists = defineView<AccessControlList>()({
  "aws:s3/bucket:Bucket": (bucket) => [fromInlineAcl(bucket)],
  "aws:s3/bucketAcl:BucketAcl": (resource) => [fromBucketAcl(resource)],
  "aws:s3/bucketObject:BucketObject": (object) => [fromInlineAcl(object)],
  "aws:s3/bucketObjectv2:BucketObjectv2": (object) => [fromInlineAcl(object)],
  "aws:s3/objectCopy:ObjectCopy": (object) => [fromInlineAcl(object)],
});
