import { off, on, type ProtectionRule } from "./protection";

/** The protections of resources of other packages. The defaults come from their documentation. */
export const OTHER_PROTECTIONS: readonly ProtectionRule[] = [
  {
    property: "terminationProtectionEnabled",
    effect: "blocks-deletion",
    when: on,
    default: false,
    only: [
      "mongodbatlas:index/advancedCluster:AdvancedCluster",
      "mongodbatlas:index/cluster:Cluster",
      "mongodbatlas:index/flexCluster:FlexCluster",
    ],
  },
  {
    property: "backupEnabled",
    effect: "keeps-history",
    when: on,
    only: ["mongodbatlas:index/advancedCluster:AdvancedCluster"],
  },
  {
    property: "pitEnabled",
    effect: "keeps-history",
    when: on,
    only: ["mongodbatlas:index/advancedCluster:AdvancedCluster"],
  },
  {
    property: "deleteProtection",
    effect: "blocks-deletion",
    when: on,
    default: false,
    only: ["hcloud:index/server:Server", "hcloud:index/volume:Volume", "hcloud:index/primaryIp:PrimaryIp"],
  },
  {
    property: "archiveOnDestroy",
    effect: "retains-resource",
    when: on,
    default: false,
    only: ["github:index/repository:Repository"],
  },
  {
    property: "forceDestroy",
    effect: "blocks-deletion-unless-empty",
    when: off,
    default: false,
    only: ["digitalocean:index/spacesBucket:SpacesBucket"],
  },
  {
    property: "deletionAllowed",
    effect: "blocks-deletion",
    when: off,
    default: false,
    only: ["vault:transit/secretBackendKey:SecretBackendKey"],
  },
  {
    property: "dataRetentionTimeInDays",
    effect: "keeps-history",
    when: "increased",
    default: 1,
    only: ["snowflake:index/database:Database", "snowflake:index/schema:Schema", "snowflake:index/table:Table"],
  },
];
