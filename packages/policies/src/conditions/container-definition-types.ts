import type { JsonObjectType } from "./json-types";

const NAME_AND_VALUE = { name: "string", value: "string" } as const;
const SECRET = { name: "string", valueFrom: "string" } as const;
const STRINGS = ["string"] as const;
const STRING_MAP = { "*": "string" } as const;

/**
 * The types of the fields of an ECS container definition.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export const CONTAINER_DEFINITION = {
  name: "string",
  image: "string",
  repositoryCredentials: { credentialsParameter: "string" },
  cpu: "integer",
  memory: "integer",
  memoryReservation: "integer",
  links: STRINGS,
  portMappings: [
    {
      containerPort: "integer",
      hostPort: "integer",
      protocol: "string",
      name: "string",
      appProtocol: "string",
      containerPortRange: "string",
    },
  ],
  essential: "boolean",
  restartPolicy: { enabled: "boolean", ignoredExitCodes: ["integer"], restartAttemptPeriod: "integer" },
  entryPoint: STRINGS,
  command: STRINGS,
  environment: [NAME_AND_VALUE],
  environmentFiles: [{ value: "string", type: "string" }],
  mountPoints: [{ sourceVolume: "string", containerPath: "string", readOnly: "boolean" }],
  volumesFrom: [{ sourceContainer: "string", readOnly: "boolean" }],
  linuxParameters: {
    capabilities: { add: STRINGS, drop: STRINGS },
    devices: [{ hostPath: "string", containerPath: "string", permissions: STRINGS }],
    initProcessEnabled: "boolean",
    sharedMemorySize: "integer",
    tmpfs: [{ containerPath: "string", size: "integer", mountOptions: STRINGS }],
    maxSwap: "integer",
    swappiness: "integer",
  },
  secrets: [SECRET],
  dependsOn: [{ containerName: "string", condition: "string" }],
  startTimeout: "integer",
  stopTimeout: "integer",
  versionConsistency: "string",
  hostname: "string",
  user: "string",
  workingDirectory: "string",
  disableNetworking: "boolean",
  privileged: "boolean",
  readonlyRootFilesystem: "boolean",
  dnsServers: STRINGS,
  dnsSearchDomains: STRINGS,
  extraHosts: [{ hostname: "string", ipAddress: "string" }],
  dockerSecurityOptions: STRINGS,
  interactive: "boolean",
  pseudoTerminal: "boolean",
  dockerLabels: STRING_MAP,
  ulimits: [{ name: "string", softLimit: "integer", hardLimit: "integer" }],
  logConfiguration: { logDriver: "string", options: STRING_MAP, secretOptions: [SECRET] },
  healthCheck: {
    command: STRINGS,
    interval: "integer",
    timeout: "integer",
    retries: "integer",
    startPeriod: "integer",
  },
  systemControls: [{ namespace: "string", value: "string" }],
  resourceRequirements: [
    {
      value: "string",
      type: "string",
      sharingStrategy: { nvidiaMps: { memory: "integer", maxComputePercent: "integer" } },
    },
  ],
  firelensConfiguration: { type: "string", options: STRING_MAP },
  credentialSpecs: STRINGS,
} as const satisfies JsonObjectType;
