import { CREDENTIAL_SHAPES } from "../secrets";

/**
 * Names that open a cloud, a cluster or a pipeline although no pattern shows it. Withholding prevents accidents; it is
 * no sandbox: a program can still read the home directory of its user, and what /proc shows of its parent.
 */
const CREDENTIAL_NAMES: ReadonlySet<string> = new Set([
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_ROLE_ARN",
  "AWS_ROLE_SESSION_NAME",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  "AZURE_CLIENT_CERTIFICATE_PATH",
  "AZURE_FEDERATED_TOKEN_FILE",
  "AZURE_STORAGE_CONNECTION_STRING",
  "ARM_CLIENT_CERTIFICATE",
  "ARM_CLIENT_CERTIFICATE_PATH",
  "ARM_OIDC_REQUEST_URL",
  "ARM_OIDC_TOKEN_FILE_PATH",
  "GOOGLE_APPLICATION_CREDENTIALS",
  "GOOGLE_CREDENTIALS",
  "GOOGLE_CLOUD_KEYFILE_JSON",
  "GCLOUD_KEYFILE_JSON",
  "CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE",
  "KUBECONFIG",
  "KUBE_CONFIG_PATH",
  "KUBE_CONFIG_PATHS",
  "DOCKER_AUTH_CONFIG",
  "SSH_AUTH_SOCK",
  "PULUMI_CONFIG_PASSPHRASE",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "PULUMI_BACKEND_URL",
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  // Files through which a step of a GitHub workflow steers the steps after it.
  "GITHUB_ENV",
  "GITHUB_OUTPUT",
  "GITHUB_PATH",
  "GITHUB_STATE",
  "GITHUB_STEP_SUMMARY",
]);

/** `PWD` alone is the working directory. */
const CREDENTIAL_ENDINGS =
  /(?:^|_)(?:TOKEN|SECRET|PASS|PASSWD|PASSPHRASE|CREDENTIALS?)$|_(?:KEY|PWD|PAT|AUTH)$|(?:PASSWORD|APIKEY)$/;

/** Settings of Pulumi's own processes that would change how the program's run behaves; a program does not read them. */
const FOREIGN_SETTINGS =
  /^(?:TRACEPARENT|TRACESTATE|OTEL_.*|PULUMI_(?:NODEJS_.*|CONFIG|CONFIG_SECRET_KEYS|DEBUG_PROVIDERS|TEST_MODE))$/;

export interface ProgramEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Names that are set here and not handed on. */
  readonly withheld: readonly string[];
}

/**
 * The environment without what looks like a credential.
 *
 * @param pass names to hand on all the same
 */
export function withholdCredentials(environment: NodeJS.ProcessEnv, pass: readonly string[]): ProgramEnvironment {
  const passed = new Set(pass);
  const variables: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || FOREIGN_SETTINGS.test(name)) continue;
    if (!passed.has(name) && (isCredentialVariable(name) || hasCredentialShape(value))) withheld.push(name);
    else variables[name] = value;
  }
  return { variables, withheld: withheld.sort() };
}

const hasCredentialShape = (value: string): boolean => CREDENTIAL_SHAPES.some((shape) => value.search(shape) >= 0);

/** Whether a variable is withheld by its name. */
export function isCredentialVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return CREDENTIAL_NAMES.has(upper) || CREDENTIAL_ENDINGS.test(upper);
}
