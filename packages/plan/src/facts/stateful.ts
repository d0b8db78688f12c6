/** What is lost permanently when a resource is deleted or replaced. */
export type LossKind =
  /** Stored data, such as rows, objects, messages, logs, images, users, or history. */
  | "data"
  /** Key material. Everything that is encrypted or signed with the key becomes unusable. */
  | "keys"
  /** A name, number, or address that AWS assigned and that others use. AWS cannot assign it again. */
  | "identity";

type Classes = Readonly<Record<string, readonly string[]>>;

/** The stateful classes of @pulumi/aws by module. The type token is `aws:MODULE/class:Class`. */
const AWS: Readonly<Record<LossKind, Classes>> = {
  data: {
    agentregistry: ["Registry"],
    amp: ["Workspace"],
    appstream: ["ImageBuilder"],
    athena: ["Database", "Workgroup"],
    auditmanager: ["Assessment"],
    backup: ["LogicallyAirGappedVault", "Vault"],
    // Job queues contain waiting jobs.
    batch: ["JobQueue"],
    bedrock: ["AgentcoreMemory", "AgentcoreRegistry", "CustomModel"],
    // Environments have a volume.
    cloud9: ["EnvironmentEC2"],
    // The content of a Cloud Control resource is not known, so it counts as stateful.
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
    // Replications store their progress.
    dms: ["ReplicationConfig", "ReplicationTask"],
    docdb: ["Cluster", "ClusterSnapshot", "ElasticCluster", "GlobalCluster"],
    dsql: ["Cluster"],
    dynamodb: ["Table", "TableReplica"],
    ebs: ["Snapshot", "SnapshotCopy", "SnapshotImport", "Volume", "VolumeCopy"],
    // The root volume and the instance store volumes are deleted with the instance.
    ec2: ["Ami", "AmiCopy", "AmiFromInstance", "Instance"],
    ecr: ["Repository"],
    ecrpublic: ["Repository"],
    efs: ["FileSystem"],
    eks: ["Cluster"],
    elasticache: ["Cluster", "GlobalReplicationGroup", "ReplicationGroup", "ServerlessCache"],
    // An environment can contain a database.
    elasticbeanstalk: ["Application", "Environment"],
    elasticsearch: ["Domain"],
    // Clusters store data in HDFS.
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
    // A delivery stream contains undelivered records.
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
    // Devices receive the private key only once, when the certificate is created.
    iot: ["CaCertificate", "Certificate"],
    kms: ["CustomKeyStore", "ExternalKey", "Key", "ReplicaExternalKey", "ReplicaKey"],
    paymentcryptography: ["Key"],
    signer: ["SigningProfile"],
  },
  identity: {
    amplify: ["App"],
    // The ID of the API is part of its invoke URL, and clients use the API keys.
    apigateway: ["ApiKey", "RestApi"],
    apigatewayv2: ["Api"],
    apprunner: ["Service"],
    appsync: ["Api", "GraphQLApi"],
    chime: ["VoiceConnector"],
    // Other accounts join a collaboration by its ID.
    cleanrooms: ["Collaboration", "Membership"],
    cloudfront: ["AnycastIpList", "ConnectionGroup", "Distribution", "MultitenantDistribution"],
    cloudwatch: ["EventBus"],
    // Applications contain client IDs and secrets.
    cognito: ["IdentityPool", "ManagedUserPoolClient", "UserPoolClient", "UserPoolDomain"],
    connect: ["PhoneNumber"],
    controltower: ["LandingZone"],
    directconnect: ["Connection", "Gateway", "LinkAggregationGroup"],
    // The data is in the cluster, but the endpoint belongs to the instance.
    docdb: ["ClusterInstance"],
    // Allow lists contain IP addresses, tunnels use pre-shared keys, and consumers use endpoint service names.
    ec2: ["Eip", "VpcEndpointService", "VpnConnection"],
    ec2clientvpn: ["Endpoint"],
    // Other accounts attach VPCs to a transit gateway by its ID.
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
    // A recreated zone has different name servers.
    route53: ["DelegationSet", "Zone"],
    route53domains: ["Domain", "RegisteredDomain"],
    route53recoverycontrol: ["Cluster"],
    // Monitored pages contain the ID of the app monitor.
    rum: ["AppMonitor"],
    s3control: ["MultiRegionAccessPoint"],
    servicediscovery: ["HttpNamespace", "PrivateDnsNamespace", "PublicDnsNamespace"],
    // Other accounts subscribe to a topic by its ARN.
    sns: ["Topic"],
    // Clients pin the server's host keys.
    transfer: ["Server"],
    workspacesweb: ["Portal"],
  },
};

const KUBERNETES: readonly string[] = [
  // Deleting a custom resource definition deletes every object of that kind.
  "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
  "kubernetes:apiextensions.k8s.io/v1beta1:CustomResourceDefinition",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1beta1:StatefulSet",
  "kubernetes:apps/v1beta2:StatefulSet",
  // Deleting a namespace deletes everything in it.
  "kubernetes:core/v1:Namespace",
  "kubernetes:core/v1:PersistentVolume",
  "kubernetes:core/v1:PersistentVolumeClaim",
  // The content of a chart is not known, so it counts as stateful.
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

/** Returns what is lost when a resource of a type is deleted. Supports current type tokens only. */
export const lossForType = (type: string): LossKind | undefined => LOSSES.get(type);

/** All stateful types. */
export const STATEFUL_TYPES: readonly string[] = ENTRIES.map(([type]) => type);
