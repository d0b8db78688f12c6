import { CONTAINER_DEFINITION } from "./container-definition-types";
import type { JsonObjectType } from "./json-types";

const RUNTIME_PLATFORM = { operatingSystemFamily: "string", cpuArchitecture: "string" } as const;
const NETWORK_CONFIGURATION = { assignPublicIp: "string" } as const;
const EPHEMERAL_STORAGE = { sizeInGiB: "integer" } as const;
const VOLUMES = [
  {
    name: "string",
    host: { sourcePath: "string" },
    efsVolumeConfiguration: {
      fileSystemId: "string",
      rootDirectory: "string",
      transitEncryption: "string",
      transitEncryptionPort: "integer",
      authorizationConfig: { accessPointId: "string", iam: "string" },
    },
  },
] as const;

const { linuxParameters, logConfiguration, ulimits, mountPoints, secrets, environment, repositoryCredentials } =
  CONTAINER_DEFINITION;

/** The fields that containers of single-container jobs and of ECS tasks have in common. */
const CONTAINER: JsonObjectType = {
  command: ["string"],
  image: "string",
  privileged: "boolean",
  readonlyRootFilesystem: "boolean",
  user: "string",
  resourceRequirements: [{ type: "string", value: "string" }],
  ...{ linuxParameters, logConfiguration, ulimits, mountPoints, secrets, environment, repositoryCredentials },
};

/**
 * The types of the fields of `containerProperties`.
 *
 * @see https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html
 */
export const CONTAINER_PROPERTIES: JsonObjectType = {
  ...CONTAINER,
  vcpus: "integer",
  memory: "integer",
  jobRoleArn: "string",
  executionRoleArn: "string",
  instanceType: "string",
  volumes: VOLUMES,
  networkConfiguration: NETWORK_CONFIGURATION,
  fargatePlatformConfiguration: { platformVersion: "string" },
  enableExecuteCommand: "boolean",
  ephemeralStorage: EPHEMERAL_STORAGE,
  runtimePlatform: RUNTIME_PLATFORM,
};

/**
 * The types of the fields of `ecsProperties`.
 *
 * @see https://docs.aws.amazon.com/batch/latest/APIReference/API_EcsTaskProperties.html
 */
export const ECS_PROPERTIES: JsonObjectType = {
  taskProperties: [
    {
      containers: [
        {
          ...CONTAINER,
          name: "string",
          essential: "boolean",
          dependsOn: [{ containerName: "string", condition: "string" }],
          firelensConfiguration: { type: "string", options: { "*": "string" } },
        },
      ],
      ephemeralStorage: EPHEMERAL_STORAGE,
      executionRoleArn: "string",
      taskRoleArn: "string",
      platformVersion: "string",
      ipcMode: "string",
      pidMode: "string",
      networkConfiguration: NETWORK_CONFIGURATION,
      runtimePlatform: RUNTIME_PLATFORM,
      volumes: VOLUMES,
      enableExecuteCommand: "boolean",
    },
  ],
};

const EKS_CONTAINERS = [
  {
    name: "string",
    image: "string",
    imagePullPolicy: "string",
    command: ["string"],
    args: ["string"],
    env: [{ name: "string", value: "string" }],
    resources: { limits: { "*": "string" }, requests: { "*": "string" } },
    securityContext: {
      allowPrivilegeEscalation: "boolean",
      privileged: "boolean",
      readOnlyRootFilesystem: "boolean",
      runAsGroup: "integer",
      runAsNonRoot: "boolean",
      runAsUser: "integer",
    },
    volumeMounts: [{ name: "string", mountPath: "string", readOnly: "boolean", subPath: "string" }],
  },
] as const;

/**
 * The types of the fields of the `eksProperties` of multi-node jobs. Other jobs declare them as inputs of the resource.
 *
 * @see https://docs.aws.amazon.com/batch/latest/APIReference/API_EksPodProperties.html
 */
const EKS_PROPERTIES: JsonObjectType = {
  podProperties: {
    containers: EKS_CONTAINERS,
    initContainers: EKS_CONTAINERS,
    dnsPolicy: "string",
    hostNetwork: "boolean",
    imagePullSecrets: [{ name: "string" }],
    metadata: { labels: { "*": "string" }, annotations: { "*": "string" }, namespace: "string" },
    serviceAccountName: "string",
    shareProcessNamespace: "boolean",
    volumes: [
      {
        name: "string",
        emptyDir: { medium: "string", sizeLimit: "string" },
        hostPath: { path: "string" },
        persistentVolumeClaim: { claimName: "string", readOnly: "boolean" },
        secret: { secretName: "string", optional: "boolean" },
      },
    ],
  },
};

/**
 * The types of the fields of `nodeProperties`.
 *
 * @see https://docs.aws.amazon.com/batch/latest/APIReference/API_NodeProperties.html
 */
export const NODE_PROPERTIES: JsonObjectType = {
  numNodes: "integer",
  mainNode: "integer",
  nodeRangeProperties: [
    {
      targetNodes: "string",
      instanceTypes: ["string"],
      container: CONTAINER_PROPERTIES,
      ecsProperties: ECS_PROPERTIES,
      eksProperties: EKS_PROPERTIES,
    },
  ],
};
