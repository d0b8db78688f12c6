import { CREDENTIAL_PATTERNS } from "../secrets";

/**
 * Variables that give access to a cloud, a cluster, or a pipeline although their names match no pattern.
 *
 * @remarks Withholding credentials prevents accidents, but is not a sandbox. A program can still read the user's home
 * directory and its parent process's environment in /proc.
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
  // These variables contain paths of files with which a step in a GitHub workflow controls later steps.
  "GITHUB_ENV",
  "GITHUB_OUTPUT",
  "GITHUB_PATH",
  "GITHUB_STATE",
  "GITHUB_STEP_SUMMARY",
]);

/** Matches the endings of credential names. Does not match `PWD`, which contains the working directory. */
const CREDENTIAL_ENDINGS =
  /(?:^|_)(?:TOKEN|SECRET|PASS|PASSWD|PASSPHRASE|CREDENTIALS?)$|_(?:KEY|PWD|PAT|AUTH)$|(?:PASSWORD|APIKEY)$/;

/** Matches variables for Pulumi's own processes. They would change how the SDK runs, and programs do not read them. */
const FOREIGN_SETTINGS =
  /^(?:TRACEPARENT|TRACESTATE|OTEL_.*|PULUMI_(?:NODEJS_.*|CONFIG|CONFIG_SECRET_KEYS|DEBUG_PROVIDERS|TEST_MODE))$/;

/** A program's environment. */
export interface ProgramEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** The names of the variables that were removed. */
  readonly withheld: readonly string[];
}

/**
 * Returns an environment without the variables that look like credentials.
 *
 * @param keep - the names of variables to keep although they look like credentials
 */
export function withholdCredentials(environment: NodeJS.ProcessEnv, keep: readonly string[]): ProgramEnvironment {
  const kept = new Set(keep);
  const variables: Record<string, string> = {};
  const withheld: string[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || FOREIGN_SETTINGS.test(name)) continue;
    if (!kept.has(name) && (isCredentialVariable(name) || hasCredentialShape(value))) withheld.push(name);
    else variables[name] = value;
  }
  return { variables, withheld: withheld.sort() };
}

const hasCredentialShape = (value: string): boolean => CREDENTIAL_PATTERNS.some((shape) => value.search(shape) >= 0);

/** Whether a variable name looks like the name of a credential. */
export function isCredentialVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return CREDENTIAL_NAMES.has(upper) || CREDENTIAL_ENDINGS.test(upper);
}
