import type { StatefulClasses } from "./loss-kind";

/**
 * The stateful classes of other packages, by package. The type token is `PACKAGE:index/class:Class`, unless the module is part
 * of the name: `user/User` is `PACKAGE:user/user:User`. No data file describes these types.
 */
export const OTHER_PROVIDERS: StatefulClasses = {
  data: {
    // An application contains its grants, and a database connection contains the users.
    auth0: ["Connection", "Organization", "Tenant", "User"],
    azuread: ["User"],
    cloudflare: ["AiSearchInstance", "D1Database", "Queue", "R2Bucket", "WorkersKv", "WorkersKvNamespace"],
    confluentcloud: ["Environment", "KafkaCluster", "KafkaMirrorTopic", "KafkaTopic", "KsqlCluster", "Schema"],
    digitalocean: [
      "ContainerRegistry",
      "CustomImage",
      "DatabaseCluster",
      "DatabaseDb",
      "DatabaseKafkaTopic",
      "DatabaseReplica",
      "Droplet",
      "DropletSnapshot",
      "KubernetesCluster",
      "Nfs",
      "NfsSnapshot",
      "SpacesBucket",
      "SpacesBucketObject",
      "VectorDatabase",
      "Volume",
      "VolumeSnapshot",
    ],
    docker: ["Volume"],
    github: ["Issue", "Release", "Repository"],
    hcloud: ["Server", "Snapshot", "StorageBox", "StorageBoxSnapshot", "Volume"],
    mongodbatlas: [
      "AdvancedCluster",
      "CloudBackupSnapshot",
      "Cluster",
      "FlexCluster",
      "OnlineArchive",
      "Project",
      "SearchIndex",
      "ServerlessInstance",
    ],
    mysql: ["Database"],
    okta: ["user/User"],
    // A replication slot stores the position of its consumer. Deleting an extension deletes the columns of its types.
    postgresql: ["Database", "Extension", "PhysicalReplicationSlot", "ReplicationSlot", "Schema", "Subscription"],
    snowflake: [
      "Account",
      "Database",
      "DynamicTable",
      "FailoverGroup",
      "MaterializedView",
      "Schema",
      "SecondaryDatabase",
      "Stage",
      // Streams store the position of their consumer.
      "StreamOnTable",
      "StreamOnView",
      "Table",
    ],
    vault: ["generic/Secret", "kv/Secret", "kv/SecretV2", "Namespace"],
  },
  keys: {
    auth0: ["ClientCredentials", "EncryptionKeyManager"],
    azuread: ["ApplicationCertificate", "ApplicationPassword", "ServicePrincipalPassword"],
    confluentcloud: ["ByokKey", "SchemaRegistryDek", "SchemaRegistryKek"],
    digitalocean: ["SpacesKey"],
    // The only copy of the key is in the state.
    tls: ["PrivateKey"],
    // Disabling a secrets engine deletes all its secrets and keys.
    vault: ["Mount", "pkiSecret/SecretBackendIssuer", "pkiSecret/SecretBackendRootCert", "transit/SecretBackendKey"],
  },
  identity: {
    // Applications contain client IDs and secrets.
    auth0: ["Client", "CustomDomain", "ResourceServer"],
    azuread: ["Application", "ApplicationRegistration", "Group", "ServicePrincipal"],
    // A recreated zone has different name servers, and a tunnel has a different ID and secret.
    cloudflare: ["AccessApplication", "AccessServiceToken", "Zone", "ZeroTrustTunnelCloudflared"],
    confluentcloud: ["ApiKey", "ServiceAccount"],
    digitalocean: ["Domain", "FloatingIp", "ReservedIp", "ReservedIpv6"],
    hcloud: ["FloatingIp", "PrimaryIp", "Zone"],
    mongodbatlas: ["ApiKey", "ServiceAccount"],
    okta: ["app/OAuth", "app/Saml", "auth/Server", "group/Group", "idp/Oidc", "idp/Saml"],
    postgresql: ["Role"],
    vault: ["AuthBackend", "identity/Entity", "identity/Group", "identity/OidcClient", "identity/OidcKey"],
  },
};
