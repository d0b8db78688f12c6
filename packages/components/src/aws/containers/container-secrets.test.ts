import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { deployed } from "../../../test/network";
import { REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, type EcsSecret } from "./index";

const secretArn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:login-a1b2c3";
const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
const login = { secretArn, kmsKeyArn };

const program = (secrets: Readonly<Record<string, EcsSecret>>) => () =>
  new EcsService("orders", { ...REQUIRED_ARGUMENTS, secrets });

describe("the secrets of a container", () => {
  it("can be an entire secret, a member of a secret, or an ARN", async () => {
    const secrets = { LOGIN: login, PASSWORD: { secret: login, key: "password" }, KEY: `${secretArn}:key::` };
    const { inputs } = (await deployed(program(secrets))).get("aws:ecs/taskDefinition:TaskDefinition");
    const [container] = JSON.parse(inputs.containerDefinitions as string) as [{ readonly secrets: unknown }];
    expect(container.secrets).toEqual([
      { name: "KEY", valueFrom: `${secretArn}:key::` },
      { name: "LOGIN", valueFrom: secretArn },
      { name: "PASSWORD", valueFrom: `${secretArn}:password::` },
    ]);
  });

  it("can be read by the execution role, together with their keys", async () => {
    const stack = await deployed(program({ LOGIN: login, PASSWORD: { secret: login, key: "password" } }));
    const { inputs } = stack.get("aws:iam/rolePolicy:RolePolicy", "orders-execution-role-policy");
    expect(inputs.policy).toMatchObject({
      Statement: expect.arrayContaining([
        { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: [secretArn] },
        expect.objectContaining({ Sid: "DecryptSecrets", Action: "kms:Decrypt", Resource: [kmsKeyArn] }),
      ]) as unknown,
    });
  });

  it("are checked", () => {
    const secrets = {
      LOGIN: { secretArn: "login" },
      PASSWORD: { secret: login, key: "a:b", name: "password" },
    };
    const issues = issuesThrownBy(program(secrets));
    expect(codesOf(issues)).toEqual([
      "invalid-format secrets.LOGIN.secretArn",
      "unknown-argument secrets.PASSWORD.name",
      "invalid-format secrets.PASSWORD.key",
    ]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});
