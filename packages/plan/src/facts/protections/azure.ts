import { on, type ProtectionRule } from "./protection";

/** The protections of resources of the classic Azure provider. The defaults come from the Terraform provider's schemas. */
export const AZURE_PROTECTIONS: readonly ProtectionRule[] = [
  { property: "purgeProtectionEnabled", effect: "delays-deletion", when: on, default: false },
  {
    property: "softDeleteRetentionDays",
    effect: "delays-deletion",
    when: "increased",
    default: 90,
    except: { "azure:appconfiguration/configurationStore:ConfigurationStore": { default: 7 } },
  },
  { property: "softDelete", effect: "delays-deletion", when: { is: "On" }, default: "On" },
  { property: "blobProperties.versioningEnabled", effect: "keeps-history", when: on, default: false },
  { property: "blobProperties.deleteRetentionPolicy.days", effect: "keeps-history", when: "increased" },
  { property: "blobProperties.containerDeleteRetentionPolicy.days", effect: "keeps-history", when: "increased" },
  { property: "shareProperties.retentionPolicy.days", effect: "keeps-history", when: "increased" },
  { property: "backupRetentionDays", effect: "keeps-history", when: "increased", default: 7 },
  { property: "geoRedundantBackupEnabled", effect: "keeps-history", when: on, default: false },
  { property: "geoBackupEnabled", effect: "keeps-history", when: on, default: true },
  { property: "shortTermRetentionPolicy.retentionDays", effect: "keeps-history", when: "increased" },
  {
    property: "backup.type",
    effect: "keeps-history",
    when: { is: "Continuous" },
    only: ["azure:cosmosdb/account:Account"],
  },
  {
    property: "backup.retentionInHours",
    effect: "keeps-history",
    when: "increased",
    only: ["azure:cosmosdb/account:Account"],
  },
  {
    property: "retentionInDays",
    effect: "keeps-history",
    when: "increased",
    only: ["azure:operationalinsights/analyticsWorkspace:AnalyticsWorkspace", "azure:appinsights/insights:Insights"],
    except: { "azure:appinsights/insights:Insights": { default: 90 } },
  },
  {
    property: "messageRetention",
    effect: "keeps-history",
    when: "increased",
    only: ["azure:eventhub/eventHub:EventHub"],
  },
];

/** The protections of resources of the native Azure provider. The defaults are those of the services. */
export const AZURE_NATIVE_PROTECTIONS: readonly ProtectionRule[] = [
  {
    property: "properties.enablePurgeProtection",
    effect: "delays-deletion",
    when: on,
    default: false,
    only: ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"],
  },
  {
    property: "properties.softDeleteRetentionInDays",
    effect: "delays-deletion",
    when: "increased",
    default: 90,
    only: ["azure-native:keyvault:Vault", "azure-native:keyvault:ManagedHsm"],
  },
  {
    property: "properties.enableSoftDelete",
    effect: "delays-deletion",
    when: on,
    default: true,
    only: ["azure-native:keyvault:Vault"],
  },
  {
    property: "properties.securitySettings.softDeleteSettings.softDeleteState",
    effect: "delays-deletion",
    when: { is: "Enabled" },
    default: "Enabled",
    only: ["azure-native:recoveryservices:Vault"],
  },
  {
    property: "isVersioningEnabled",
    effect: "keeps-history",
    when: on,
    default: false,
    only: ["azure-native:storage:BlobServiceProperties"],
  },
  {
    property: "deleteRetentionPolicy.days",
    effect: "keeps-history",
    when: "increased",
    only: ["azure-native:storage:BlobServiceProperties"],
  },
  {
    property: "containerDeleteRetentionPolicy.days",
    effect: "keeps-history",
    when: "increased",
    only: ["azure-native:storage:BlobServiceProperties"],
  },
  {
    property: "shareDeleteRetentionPolicy.days",
    effect: "keeps-history",
    when: "increased",
    only: ["azure-native:storage:FileServiceProperties"],
  },
  {
    property: "backup.backupRetentionDays",
    effect: "keeps-history",
    when: "increased",
    default: 7,
    only: ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"],
  },
  {
    property: "backup.geoRedundantBackup",
    effect: "keeps-history",
    when: { is: "Enabled" },
    default: "Disabled",
    only: ["azure-native:dbforpostgresql:Server", "azure-native:dbformysql:Server"],
  },
  {
    property: "backupPolicy.type",
    effect: "keeps-history",
    when: { is: "Continuous" },
    only: ["azure-native:cosmosdb:DatabaseAccount"],
  },
  {
    property: "retentionInDays",
    effect: "keeps-history",
    when: "increased",
    default: 30,
    only: ["azure-native:operationalinsights:Workspace"],
  },
];
