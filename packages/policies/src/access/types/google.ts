import { joinPath } from "../../kernel/input-path";
import { accessSets, booleanSetting, grants, memberOf, setting, valueAt, type Facet } from "../facet";
import { firewall } from "../google/firewalls";
import { grantAccess } from "../grants";
import { addressAlternatives } from "../network/traffic";
import { elementsOf } from "../values";

/** A list of networks that can reach an endpoint. */
const networks = (path: string, member: string): Facet =>
  accessSets(
    (inputs, context) =>
      grantAccess(
        elementsOf(valueAt(inputs, path)).map((network, index) => {
          const at = joinPath(path, index);
          const addresses = addressAlternatives(memberOf(network, member) ?? network, at, context.holes);
          return { at, values: [], constraints: [addresses] };
        }),
        context,
      ),
    { at: path },
  );

/** An entity, such as `allUsers`, with a role on a bucket or an object. */
const accessControl: readonly Facet[] = [
  grants(
    (inputs) => [
      {
        at: "entity",
        values: [
          { subject: "principal", value: inputs.entity === "allUsers" ? undefined : inputs.entity },
          { subject: "role", value: inputs.role === "OWNER" ? undefined : inputs.role },
          { subject: "resource", value: inputs.bucket },
          { subject: "object", value: inputs.object },
        ],
      },
    ],
    { at: "entity" },
  ),
];

const accessControlList: readonly Facet[] = [
  grants(
    (inputs) => [
      ...elementsOf(inputs.roleEntities).map((value, index) => ({
        at: joinPath("roleEntities", index),
        values: [{ subject: "principal", value }],
      })),
      ...elementsOf(inputs.predefinedAcl)
        .filter((acl) => acl !== "private")
        .map((value) => ({ at: "predefinedAcl", values: [{ subject: "ACL", value }] })),
    ],
    { at: "roleEntities" },
  ),
];

/** The Google Cloud resources that decide who can access what, except IAM bindings. */
export const GOOGLE: Readonly<Record<string, readonly Facet[]>> = {
  "gcp:compute/firewall:Firewall": firewall,
  "gcp:storage/bucket:Bucket": [
    setting({
      path: "publicAccessPrevention",
      message: "no longer prevents public access",
      openness: (value = "inherited") => (value === "inherited" ? 1 : value === "enforced" ? 0 : undefined),
    }),
    booleanSetting({ path: "uniformBucketLevelAccess", openIf: false, message: "applies the ACLs of objects again" }),
  ],
  "gcp:storage/bucketACL:BucketACL": accessControlList,
  "gcp:storage/defaultObjectACL:DefaultObjectACL": accessControlList,
  "gcp:storage/objectACL:ObjectACL": accessControlList,
  "gcp:storage/bucketAccessControl:BucketAccessControl": accessControl,
  "gcp:storage/defaultObjectAccessControl:DefaultObjectAccessControl": accessControl,
  "gcp:storage/objectAccessControl:ObjectAccessControl": accessControl,
  "gcp:sql/databaseInstance:DatabaseInstance": [
    booleanSetting({
      path: "settings.ipConfiguration.ipv4Enabled",
      openIf: true,
      ifAbsent: true,
      message: "gets a public IP address",
    }),
    networks("settings.ipConfiguration.authorizedNetworks", "value"),
  ],
};
