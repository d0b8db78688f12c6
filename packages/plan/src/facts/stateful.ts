/** What is gone for good when a resource is deleted or replaced. */
export type LossKind =
  /** What others put into it: rows, objects, messages, logs, images, users, history. */
  | "data"
  /** Key material: everything encrypted or signed with it is lost along with it. */
  | "keys"
  /** A name, number or address that AWS gave and others hold: it cannot be had again. */
  | "identity";

type Classes = Readonly<Record<string, readonly string[]>>;

/** By module of @pulumi/aws. `aws:MODULE/class:Class` is the type. */
const AWS: Readonly<Record<LossKind, Classes>> = {
  data: {
    agentregistry: ["Registry"],
    amp: ["Workspace"],
    appstream: ["ImageBuilder"],
    athena: ["Database", "Workgroup"],
    auditmanager: ["Assessment"],
    backup: ["LogicallyAirGappedVault", "Vault"],
    // Jobs that wait in it.
    batch: ["JobQueue"],
    bedrock: ["AgentcoreMemory", "AgentcoreRegistry", "CustomModel"],
    // The environment's volume.
    cloud9: ["EnvironmentEC2"],
    // What a type made by name, a stack or a product holds is unknown here: it counts as the worst.
    cloudcontrol: ["Resource"],
    cloudformation: ["Stack", "StackInstances", "StackSet", "StackSetInstance"],
    cloudfront: ["KeyValueStore"],
    cloudsearch: ["Domain"],
    cloudtrail: ["EventDataStore"],
    cloudwatch: ["EventArchive", "LogGroup", "LogStream"],
    codeartifact: ["Domain", "Repository"],
    codecatalyst: ["DevEnvironment", "Project", "SourceRepository"],
    codecommit: ["Repository"],
    codeguruprofiler: ["ProfilingGroup"],
    cognito: ["User", "UserPool"],
    comprehend: ["DocumentClassifier", "EntityRecognizer"],
    connect: ["Instance"],
    customerprofiles: ["Domain", "Profile"],
    dataexchange: ["DataSet", "Revision"],
    datazone: ["Domain", "Project"],
    dax: ["Cluster"],
    detective: ["Graph"],
    directoryservice: ["Directory"],
    // How far a replication has come.
    dms: ["ReplicationConfig", "ReplicationTask"],
    docdb: ["Cluster", "ClusterSnapshot", "ElasticCluster", "GlobalCluster"],
    dsql: ["Cluster"],
    dynamodb: ["Table", "TableReplica"],
    ebs: ["Snapshot", "SnapshotCopy", "SnapshotImport", "Volume", "VolumeCopy"],
    // An instance's root and instance-store volumes go with it.
    ec2: ["Ami", "AmiCopy", "AmiFromInstance", "Instance"],
    ecr: ["Repository"],
    ecrpublic: ["Repository"],
    efs: ["FileSystem"],
    eks: ["Cluster"],
    elasticache: ["Cluster", "GlobalReplicationGroup", "ReplicationGroup", "ServerlessCache"],
    // An environment may hold a database of its own.
    elasticbeanstalk: ["Application", "Environment"],
    elasticsearch: ["Domain"],
    // HDFS.
    emr: ["Cluster"],
    finspace: ["KxCluster", "KxDatabase", "KxEnvironment", "KxVolume"],
    fsx: [
      "Backup",
      "FileCache",
      "LustreFileSystem",
      "OntapFileSystem",
      "OntapStorageVirtualMachine",
      "OntapVolume",
      "OpenZfsFileSystem",
      "OpenZfsSnapshot",
      "OpenZfsVolume",
      "WindowsFileSystem",
    ],
    glacier: ["Vault"],
    glue: ["Catalog", "CatalogDatabase", "CatalogTable", "Registry", "Schema"],
    grafana: ["Workspace"],
    guardduty: ["Detector"],
    kendra: ["Index"],
    keyspaces: ["Keyspace", "Table"],
    // A delivery stream holds what it has not delivered yet.
    kinesis: ["FirehoseDeliveryStream", "Stream", "VideoStream"],
    kinesisanalyticsv2: ["Application", "ApplicationSnapshot"],
    lightsail: ["Bucket", "Database", "Disk", "Instance"],
    location: ["GeofenceCollection", "Tracker"],
    macie2: ["Account"],
    mailmanager: ["Archive"],
    mediaconvert: ["Queue"],
    mediastore: ["Container"],
    memorydb: ["Cluster", "MultiRegionCluster", "Snapshot"],
    mq: ["Broker"],
    msk: ["Cluster", "ServerlessCluster", "Topic"],
    mwaa: ["Environment"],
    neptune: ["Cluster", "ClusterSnapshot", "GlobalCluster"],
    neptunegraph: ["Graph"],
    odb: ["CloudAutonomousVmCluster", "CloudExadataInfrastructure", "CloudVmCluster"],
    opensearch: ["Domain", "ServerlessCollection"],
    organizations: ["Account", "Organization"],
    pinpoint: ["App"],
    qbusiness: ["Application"],
    qldb: ["Ledger"],
    quicksight: ["Namespace"],
    rds: [
      "Cluster",
      "ClusterSnapshot",
      "ClusterSnapshotCopy",
      "CustomDbEngineVersion",
      "GlobalCluster",
      "Instance",
      "InstanceAutomatedBackupsReplication",
      "ShardGroup",
      "Snapshot",
      "SnapshotCopy",
    ],
    redshift: ["Cluster", "ClusterSnapshot"],
    redshiftserverless: ["Namespace", "Snapshot"],
    rekognition: ["Collection", "Project"],
    s3: ["Bucket", "BucketV2", "DirectoryBucket", "FilesFileSystem", "VectorsIndex", "VectorsVectorBucket"],
    s3control: ["Bucket"],
    s3tables: ["Namespace", "Table", "TableBucket"],
    sagemaker: [
      "Domain",
      "FeatureGroup",
      "Hub",
      "MlflowApp",
      "MlflowTrackingServer",
      "ModelPackageGroup",
      "NotebookInstance",
      "Space",
      "UserProfile",
    ],
    schemas: ["Registry", "Schema"],
    secretsmanager: ["Secret"],
    securityhub: ["Account", "AccountV2"],
    securitylake: ["DataLake"],
    serverlessrepository: ["CloudFormationStack"],
    servicecatalog: ["ProvisionedProduct"],
    sesv2: ["ContactList"],
    sqs: ["Queue"],
    ssm: ["Parameter"],
    ssmincidents: ["ReplicationSet"],
    storagegateway: ["CachesIscsiVolume", "Gateway", "StoredIscsiVolume"],
    swf: ["Domain"],
    timestreaminfluxdb: ["DbCluster", "DbInstance"],
    timestreamwrite: ["Database", "Table"],
    transcribe: ["LanguageModel"],
    verifiedpermissions: ["PolicyStore"],
    workmail: ["Organization", "User"],
    workspaces: ["Directory", "Workspace"],
  },
  keys: {
    acmpca: ["CertificateAuthority"],
    cloudhsmv2: ["Cluster", "Hsm"],
    // Devices were given the private key once, when it was made.
    iot: ["CaCertificate", "Certificate"],
    kms: ["CustomKeyStore", "ExternalKey", "Key", "ReplicaExternalKey", "ReplicaKey"],
    paymentcryptography: ["Key"],
    signer: ["SigningProfile"],
  },
  identity: {
    amplify: ["App"],
    // The id is part of the invoke URL; keys were handed out.
    apigateway: ["ApiKey", "RestApi"],
    apigatewayv2: ["Api"],
    apprunner: ["Service"],
    appsync: ["Api", "GraphQLApi"],
    chime: ["VoiceConnector"],
    // Other accounts have joined.
    cleanrooms: ["Collaboration", "Membership"],
    cloudfront: ["AnycastIpList", "ConnectionGroup", "Distribution", "MultitenantDistribution"],
    cloudwatch: ["EventBus"],
    // Client ids and secrets are built into applications.
    cognito: ["IdentityPool", "ManagedUserPoolClient", "UserPoolClient", "UserPoolDomain"],
    connect: ["PhoneNumber"],
    controltower: ["LandingZone"],
    directconnect: ["Connection", "Gateway", "LinkAggregationGroup"],
    // The data is the cluster's, the endpoint the instance's.
    docdb: ["ClusterInstance"],
    // Addresses on allow lists; the pre-shared keys of a tunnel; the name consumers connect to.
    ec2: ["Eip", "VpcEndpointService", "VpnConnection"],
    ec2clientvpn: ["Endpoint"],
    // Attachments of other accounts.
    ec2transitgateway: ["TransitGateway"],
    ecs: ["Cluster"],
    globalaccelerator: ["Accelerator", "CustomRoutingAccelerator"],
    identitystore: ["Group", "User"],
    iot: ["Thing"],
    ivs: ["Channel"],
    lambda: ["FunctionUrl"],
    lightsail: ["ContainerService", "Distribution", "Domain", "StaticIp"],
    medialive: ["Input"],
    mediapackage: ["Channel"],
    mediapackagev2: ["ChannelGroup"],
    neptune: ["ClusterInstance"],
    opensearchingest: ["Pipeline"],
    pinpoint: ["Smsvoicev2PhoneNumber"],
    rds: ["ClusterInstance"],
    redshiftserverless: ["Workgroup"],
    // A new zone gets other name servers.
    route53: ["DelegationSet", "Zone"],
    route53domains: ["Domain", "RegisteredDomain"],
    route53recoverycontrol: ["Cluster"],
    // The id is built into the pages that are watched.
    rum: ["AppMonitor"],
    s3control: ["MultiRegionAccessPoint"],
    servicediscovery: ["HttpNamespace", "PrivateDnsNamespace", "PublicDnsNamespace"],
    // Subscriptions made elsewhere.
    sns: ["Topic"],
    // Host keys that clients have pinned.
    transfer: ["Server"],
    workspacesweb: ["Portal"],
  },
};

const KUBERNETES: readonly string[] = [
  // Deleting a definition deletes every object of its kind.
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
  "kubernetes:apiextensions.k8s.io/v1beta1:CustomResourceDefinition",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1beta1:StatefulSet",
  "kubernetes:apps/v1beta2:StatefulSet",
  // Deleting a namespace deletes everything in it.
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:PersistentVolume",
  "kubernetes:core/v1:PersistentVolumeClaim",
  // What a chart holds is unknown here: it counts as the worst.
  "kubernetes:helm.sh/v3:Release",
];

function awsTypes(classes: Classes): string[] {
  return Object.entries(classes).flatMap(([module, names]) =>
    names.map((name) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
  );
}

const ENTRIES: readonly (readonly [type: string, loss: LossKind])[] = [
  ...(["data", "keys", "identity"] as const).flatMap((loss) =>
    awsTypes(AWS[loss]).map((type) => [type, loss] as const),
  ),
  ...KUBERNETES.map((type) => [type, "data"] as const),
];
const LOSSES: ReadonlyMap<string, LossKind> = new Map(ENTRIES);

/** What deleting or replacing a resource of this type loses, if anything. Knows current type tokens only. */
export const lossForType = (type: string): LossKind | undefined => LOSSES.get(type);

/** Every type whose deletion or replacement loses something. */
export const STATEFUL_TYPES: readonly string[] = ENTRIES.map(([type]) => type);
