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
    "shop:dbPassword",
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
    "token.actions.githubusercontent.com:sub",
    "token.actions.githubusercontent.com/acme:aud",
    "aws:TokenIssueTime",
  ])("is false for %s", (name) => expect(isSecretPropertyName(name)).toBe(false));
});
