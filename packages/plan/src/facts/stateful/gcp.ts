import type { StatefulClasses } from "./loss-kind";

/** The stateful classes of @pulumi/gcp by module. The type token is `gcp:MODULE/class:Class`. */
export const GCP: StatefulClasses = {
  data: {
    alloydb: ["Backup", "Cluster", "Instance"],
    // Analytics and developers belong to the organization.
    apigee: ["Organization", "Developer", "DeveloperApp"],
    // The instances of an application share its Datastore database, and an application cannot be deleted and created again.
    appengine: ["Application"],
    artifactregistry: ["Repository"],
    backupdisasterrecovery: ["BackupVault", "ManagementServer"],
    biglake: ["Catalog", "Database", "IcebergCatalog", "IcebergNamespace", "IcebergTable", "Table"],
    bigquery: ["Dataset", "Table"],
    bigtable: ["Instance", "MaterializedView", "Table"],
    chronicle: ["DataTable", "ReferenceList"],
    // Environments have a database and a bucket.
    composer: ["Environment"],
    // The boot disk and the attached disks with `autoDelete` are deleted with the instance.
    compute: [
      "Disk",
      "Image",
      "Instance",
      "InstanceFromTemplate",
      "InstantSnapshot",
      "RegionDisk",
      "RegionInstantSnapshot",
      "Snapshot",
      "StoragePool",
    ],
    container: ["AttachedCluster", "AwsCluster", "AzureCluster", "Cluster", "Registry"],
    databasemigrationservice: ["MigrationJob"],
    datacatalog: ["Entry", "EntryGroup", "Tag", "Taxonomy"],
    dataform: ["Repository"],
    dataplex: ["Entry", "EntryGroup", "Glossary", "Lake", "Zone"],
    // Clusters store data in HDFS.
    dataproc: ["Cluster", "MetastoreService"],
    // Streams store their position in the source.
    datastream: ["Stream"],
    deploymentmanager: ["Deployment"],
    diagflow: ["Agent", "CxAgent"],
    discoveryengine: ["DataStore", "UserStore"],
    edgecontainer: ["Cluster"],
    filestore: ["Backup", "Instance", "Snapshot"],
    firebase: ["DataConnectService"],
    firestore: ["Database", "Document", "Field"],
    gkebackup: ["BackupPlan"],
    healthcare: ["ConsentStore", "Dataset", "DicomStore", "FhirStore", "Hl7Store"],
    // Tenants contain users.
    identityplatform: ["Config", "Tenant"],
    logging: [
      "BillingAccountBucketConfig",
      "FolderBucketConfig",
      "LinkedDataset",
      "OrganizationBucketConfig",
      "ProjectBucketConfig",
    ],
    looker: ["Instance"],
    lustre: ["Instance"],
    managedkafka: ["Cluster", "Topic"],
    memcache: ["Instance"],
    memorystore: ["Instance"],
    netapp: ["Backup", "BackupVault", "StoragePool", "Volume", "VolumeSnapshot"],
    oracledatabase: [
      "AutonomousDatabase",
      "CloudExadataInfrastructure",
      "CloudVmCluster",
      "DbSystem",
      "ExadbVmCluster",
      "ExascaleDbStorageVault",
    ],
    // Deleting a project or a folder deletes everything in it.
    organizations: ["Folder", "Project"],
    parallelstore: ["Instance"],
    parametermanager: ["Parameter", "ParameterVersion", "RegionalParameter", "RegionalParameterVersion"],
    // Subscriptions contain undelivered messages.
    pubsub: ["LiteSubscription", "LiteTopic", "Schema", "Subscription", "Topic"],
    redis: ["Cluster", "Instance"],
    secretmanager: ["RegionalSecret", "RegionalSecretVersion", "Secret", "SecretVersion"],
    securesourcemanager: ["Instance", "Repository"],
    sourcerepo: ["Repository"],
    spanner: ["Database", "Instance", "InstancePartition"],
    sql: ["Database", "DatabaseInstance"],
    storage: ["Bucket", "BucketObject", "Folder", "ManagedFolder"],
    vertex: [
      "AiDataset",
      "AiFeatureGroup",
      "AiFeatureOnlineStore",
      "AiFeatureStore",
      "AiFeatureStoreEntityType",
      "AiIndex",
      "AiTensorboard",
    ],
    vmwareengine: ["Cluster", "Datastore", "PrivateCloud"],
    workbench: ["Instance"],
    // Workstations have a persistent home directory.
    workstations: ["Workstation", "WorkstationCluster"],
  },
  keys: {
    apigee: ["EnvKeystore"],
    certificateauthority: ["Authority", "CaPool"],
    // Destroyed versions make everything unreadable that they encrypted. A key ring is never deleted, and its name stays used.
    kms: ["CryptoKey", "CryptoKeyVersion", "KeyHandle", "KeyRing"],
    serviceaccount: ["Key"],
    storage: ["HmacKey"],
  },
  identity: {
    // Allow lists, DNS records, and firewalls contain IP addresses. Tunnels use pre-shared keys.
    compute: [
      "Address",
      "ExternalVpnGateway",
      "GlobalAddress",
      "HaVpnGateway",
      "Interconnect",
      "PublicAdvertisedPrefix",
      "ServiceAttachment",
      "VPNGateway",
      "VPNTunnel",
    ],
    // The URL of a service contains a hash.
    cloudrun: ["Service"],
    cloudrunv2: ["Service"],
    // A recreated zone can have different name servers.
    dns: ["ManagedZone"],
    endpoints: ["Service"],
    firebase: ["AppHostingBackend"],
    // A deleted pool keeps its name for 30 days.
    iam: ["OauthClient", "WorkforcePool", "WorkloadIdentityPool", "WorkloadIdentityPoolProvider"],
    projects: ["ApiKey"],
    // Members of policies refer to an account by its unique ID. A recreated account has none of the permissions.
    serviceaccount: ["Account"],
  },
};
