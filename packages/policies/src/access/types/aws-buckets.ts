import type { Properties, Value } from "@roadbed/plan";
import { joinPath } from "../../kernel/input-path";
import { booleanSetting, grants, memberOf, valueAt, type Facet } from "../facet";
import type { Grant } from "../grants";
import { sharedPolicy } from "../iam/policy-facets";
import { elementsOf } from "../values";

const EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers";
const AUTHENTICATED = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const LOGS = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/**
 * The grants of canned ACLs beside those of the owner.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl
 */
const CANNED_GRANTS: Readonly<Record<string, readonly (readonly [grantee: string, permission: string])[]>> = {
  private: [],
  "bucket-owner-full-control": [],
  "bucket-owner-read": [],
  "public-read": [[EVERYONE, "READ"]],
  "public-read-write": [
    [EVERYONE, "READ"],
    [EVERYONE, "WRITE"],
  ],
  "authenticated-read": [[AUTHENTICATED, "READ"]],
  "aws-exec-read": [["ec2.amazonaws.com", "READ"]],
  "log-delivery-write": [
    [LOGS, "WRITE"],
    [LOGS, "READ_ACP"],
  ],
};

function cannedGrants(acl: Value | undefined, at: string): readonly Grant[] {
  if (typeof acl === "string" && Object.hasOwn(CANNED_GRANTS, acl))
    return (CANNED_GRANTS[acl] ?? []).map(([grantee, permission]) => aclGrant(at, grantee, permission));
  // An ACL that is not known may allow anything.
  return elementsOf(acl).map((value) => ({ at, values: [{ subject: "ACL", value }] }));
}

function listedGrants(
  list: Value | undefined,
  path: string,
  read: (grant: Value) => readonly Value[],
): readonly Grant[] {
  return elementsOf(list).flatMap((grant, index) =>
    read(grant).map((grantee) => {
      const permissions = memberOf(grant, "permissions") ?? memberOf(grant, "permission");
      return aclGrant(joinPath(path, index), grantee, permissions);
    }),
  );
}

/** `FULL_CONTROL` contains all other permissions. */
const aclGrant = (at: string, grantee: Value, permission: Value | undefined): Grant => {
  const isFull = elementsOf(permission).includes("FULL_CONTROL");
  return {
    at,
    values: [
      { subject: "principal", value: grantee },
      { subject: "action", value: isFull ? undefined : permission },
    ],
  };
};

const idOrUri = (grantee: Value | undefined): readonly Value[] =>
  ["id", "uri", "emailAddress"].flatMap((name) => elementsOf(memberOf(grantee, name)));

const bucketAcl = grants(
  ({ acl, grants: list }) => [...cannedGrants(acl, "acl"), ...listedGrants(list, "grants", idOrUri)],
  { at: "acl" },
);

const separateAcl = grants(
  (inputs: Properties) => {
    const path = "accessControlPolicy.grants";
    const granteeOf = (grant: Value) => idOrUri(memberOf(grant, "grantee"));
    return [...cannedGrants(inputs.acl, "acl"), ...listedGrants(valueAt(inputs, path), path, granteeOf)];
  },
  { at: "acl" },
);

const objectAcl = grants(({ acl }) => cannedGrants(acl, "acl"), { at: "acl" });

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

const blocksPublicAccess = (prefix: string, ifAbsent: boolean, openWithoutResource: boolean): readonly Facet[] =>
  BLOCKS.map((name) =>
    booleanSetting({
      path: `${prefix}${name}`,
      openIf: false,
      ifAbsent,
      openWithoutResource,
      message: "no longer blocks public access",
    }),
  );

const publicAccessBlock = blocksPublicAccess("", false, true);

/** The access control of S3 buckets and objects. */
export const AWS_BUCKETS: Readonly<Record<string, readonly Facet[]>> = {
  "aws:s3/bucket:Bucket": [sharedPolicy(), bucketAcl],
  "aws:s3/bucketAcl:BucketAcl": [separateAcl],
  "aws:s3/bucketObject:BucketObject": [objectAcl],
  "aws:s3/bucketObjectv2:BucketObjectv2": [objectAcl],
  "aws:s3/objectCopy:ObjectCopy": [objectAcl],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": publicAccessBlock,
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": publicAccessBlock,
  "aws:s3/accessPoint:AccessPoint": [
    sharedPolicy(),
    // Access points block public access by default.
    ...blocksPublicAccess("publicAccessBlockConfiguration.", true, false),
  ],
};
