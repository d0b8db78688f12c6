import { isSecretName } from "./secret-names";

describe("names that look secret", () => {
  it.each([
    "password",
    "masterPassword",
    "DB_PASSWORD",
    "apiKey",
    "secretString",
    "clientSecret",
    "authToken",
    "token",
  ])("%s", (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    "passwordLength",
    "secretArn",
    "secretName",
    "tokenTtl",
    "kmsKeyId",
    "keyName",
    "accessKeyId",
    "bypassPolicy",
  ])("%s does not", (name) => expect(isSecretName(name)).toBe(false));
});
