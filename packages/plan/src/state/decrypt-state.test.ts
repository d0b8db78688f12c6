import { SIGNATURE, SIGNATURES } from "../model/pulumi-markers";
import { isUnknown, unwrapSecret } from "../model/value";
import { decryptState } from "./decrypt-state";
import { encrypt, encryptionSalt, PASSPHRASE } from "../../test/passphrase";

const secretOf = (members: object) => ({ [SIGNATURE]: SIGNATURES.secret, ...members });

const state = (password: object, salt?: string) =>
  JSON.stringify({
    version: 3,
    deployment: {
      ...(salt === undefined ? {} : { secrets_providers: { type: "passphrase", state: { salt } } }),
      resources: [{ urn: "urn:pulumi:dev::shop::a:b:C::db", type: "a:b:C", inputs: { password } }],
    },
  });

const encrypted = secretOf({ ciphertext: encrypt('"hunter2"') });

async function passwordOf(content: string, environment: NodeJS.ProcessEnv) {
  const { state, note } = await decryptState(content, "state.json", environment);
  return { password: unwrapSecret(state.resources[0]?.inputs.password ?? null), note };
}

describe("decryptState", () => {
  it("decrypts secrets with the passphrase", async () => {
    const decrypted = await passwordOf(state(encrypted, encryptionSalt), { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE });
    expect(decrypted).toEqual({ password: "hunter2", note: undefined });
  });

  it.each<[string, object, string | undefined, NodeJS.ProcessEnv, RegExp | undefined]>([
    ["without a passphrase", encrypted, encryptionSalt, {}, /PULUMI_CONFIG_PASSPHRASE is not set/],
    ["without a salt", encrypted, undefined, {}, /not encrypted with a passphrase/],
    [
      "that are damaged",
      secretOf({ ciphertext: "v1:AA==:AA==" }),
      encryptionSalt,
      { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE },
      undefined,
    ],
    ["that are masked", secretOf({ ciphertext: "[secret]" }), encryptionSalt, {}, undefined],
  ])("leaves secrets unknown %s", async (_, password, salt, environment, note) => {
    const decrypted = await passwordOf(state(password, salt), environment);
    expect(isUnknown(decrypted.password)).toBe(true);
    expect(decrypted.note).toEqual(note === undefined ? undefined : expect.stringMatching(note));
  });

  it("reads plaintext secrets without a passphrase", async () => {
    expect(await passwordOf(state(secretOf({ plaintext: '"hunter2"' }), encryptionSalt), {})).toEqual({
      password: "hunter2",
      note: undefined,
    });
  });

  it("does not search for secrets more deeply than values are read", async () => {
    const deep = (depth: number): string => `{"a":`.repeat(depth) + "1" + "}".repeat(depth);
    const content = state(encrypted, encryptionSalt).replace('"deployment":', `"more":${deep(20_000)},"deployment":`);
    expect((await passwordOf(content, { PULUMI_CONFIG_PASSPHRASE: PASSPHRASE })).password).toBe("hunter2");
    const tooDeep = state({}, encryptionSalt).replace('"password":{}', `"password":${deep(20_000)}`);
    await expect(decryptState(tooDeep, "state.json", {})).rejects.toThrow(
      /^state\.json: deployment.*…: the value is nested deeper than 500 levels\.$/,
    );
  });
});
