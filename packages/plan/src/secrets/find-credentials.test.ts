import { containsCredential, findCredentials } from "./find-credentials";

describe("containsCredential", () => {
  it.each([
    "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
    'export DATABASE_PASSWORD="SomeSortOfPassword"',
    "DB_PASSWORD='correct-horse'",
    "users:\n  - name: app\n    password: correct-horse\n",
    '{"apiKey": "0123456789abcdef"}',
    "mysql_secret=hunter2hunter2; start",
  ])("finds a credential in %j", (script) => expect(containsCredential(script)).toBe(true));

  it.each([
    "#!/bin/sh\napt-get update\n",
    "export AWS_ACCESS_KEY_ID=FOO\nexport AWS_SECRET_ACCESS_KEY=bar",
    'TOKEN=$(curl -X PUT "http://169.254.169.254/latest/api/token")',
    'TOKEN="`curl -X PUT http://169.254.169.254/latest/api/token`"',
    "export DB_PASSWORD=$PASSWORD_FROM_SSM",
    "password: {{ vault_password }}",
    "DB_SECRET=prod/orders/database",
    "SECRET_ARN=arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
    "PASSWORD_FILE=/run/secrets/password",
    "secretName: orders-database",
    "password_length=12345678",
    "chpasswd:\n  list: |\n",
  ])("finds no credential in %j", (script) => expect(containsCredential(script)).toBe(false));
});

describe("findCredentials", () => {
  const secretsIn = (text: string) => findCredentials(text).map((span) => text.slice(...span));

  it("finds a token, but not the token of a provider function", () => {
    expect(secretsIn('{"token":"a1b2:c3d4","x":1}')).toEqual(["a1b2:c3d4"]);
    expect(secretsIn('{"token":"aws:ec2/getVpc:getVpc","x":1}')).toEqual([]);
    expect(secretsIn('{"token":"pulumi:pulumi:StackReference","x":1}')).toEqual([]);
    expect(secretsIn('{"apiToken":"aws:ec2/getVpc:getVpc","x":1}')).toEqual(["aws:ec2/getVpc:getVpc"]);
  });

  it("finds the value that a message quotes, but not the words of the message", () => {
    const message = 'answers[0].token: expected a function such as "aws:ec2/getVpc:getVpc", got "hunter2".';
    expect(secretsIn(message)).toEqual(["hunter2"]);
    expect(secretsIn("answers[0].token: expected a string, got a number.")).toEqual([]);
    expect(secretsIn('rules["db-password"].password: expected a date, got "unexpected".')).toEqual(["unexpected"]);
  });
});
