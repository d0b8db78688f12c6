import { isSecretPropertyName } from "./secret-property-names";

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
  ])("is true for %s", (name) => expect(isSecretPropertyName(name)).toBe(true));

  it.each([
    "passwordLength",
    "secretArn",
    "secretName",
    "tokenTtl",
    "kmsKeyId",
    "keyName",
    "accessKeyId",
    "bypassPolicy",
    "[secret-abf409]",
    "[secret]",
  ])("is false for %s", (name) => expect(isSecretPropertyName(name)).toBe(false));
});
