import { isSecretName } from "./secret-names";

describe("isSecretName", () => {
  it.each([
    "password",
    "masterPassword",
    "DB_PASSWORD",
    "apiKey",
    "secretString",
    "clientSecret",
    "authToken",
    "token",
  ])("is true for %s", (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    "passwordLength",
    "secretArn",
    "secretName",
    "tokenTtl",
    "kmsKeyId",
    "keyName",
    "accessKeyId",
    "bypassPolicy",
  ])("is false for %s", (name) => expect(isSecretName(name)).toBe(false));
});
