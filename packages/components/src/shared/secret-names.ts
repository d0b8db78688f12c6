/** Matches names of variables that usually contain a secret. */
const SECRET_NAME =
  /(?:^|_)(?:PASSWORDS?|PASSWD|PWD|PASSPHRASE|SECRETS?|TOKENS?|CREDENTIALS?|API_?KEYS?|ACCESS_?KEYS?|PRIVATE_?KEYS?|ENCRYPTION_?KEYS?|SIGNING_?KEYS?|AUTH_?KEYS?|LICENSE_?KEYS?)(?:_|$)/;

/** Matches names of variables that refer to a secret or to a setting, such as `DB_PASSWORD_FILE`. */
const REFERENCE_NAME =
  /(?:_|^)(?:ARNS?|NAMES?|URLS?|URI|FILES?|PATHS?|DIR|ID|TTL|TIMEOUT|LENGTH|ENDPOINT|HEADER|ISSUER|AUDIENCE|ALGORITHM)$/;

/** Matches names of public keys, which are not secrets. */
const PUBLIC_NAME = /PUBLIC_?KEY/;

/** Matches values that refer to a secret: an ARN or a path. */
const REFERENCE_VALUE = /^(?:arn:|\/)/;

/** Whether the name of an environment variable looks like the name of a secret: `DB_PASSWORD`, `dbPassword`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[-.]/g, "_")
    .toUpperCase();
  return SECRET_NAME.test(words) && !REFERENCE_NAME.test(words) && !PUBLIC_NAME.test(words);
}

/** Whether the value of an environment variable refers to a secret instead of being one. */
export const isSecretReference = (value: unknown): boolean =>
  typeof value === "string" && (value === "" || REFERENCE_VALUE.test(value));
