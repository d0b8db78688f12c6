import { redactDebugMessage } from "./debug-message";

/** Returns the redacted message and the secrets that it contains. */
function redacted(message: string): readonly [string, readonly string[]] {
  const secrets: string[] = [];
  return [redactDebugMessage(message, (secret) => secrets.push(secret)), secrets];
}

describe("redactDebugMessage", () => {
  it("finds marked and named secrets in the request of a call", () => {
    const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "marked-secret" };
    const request = JSON.stringify({ region: "eu-west-1", token: marked, password: "named-secret-1" });
    expect(redacted(`Invoke RPC prepared: tok=a:b:c, obj=${request}`)[1]).toEqual(["marked-secret", "named-secret-1"]);
  });

  it.each([
    ["Serialize property [args.password]: primitive=hunter2", "Serialize property [args.password]: primitive=[secret]"],
    ["Serialize property [args.region]: primitive=eu-west-1", "Serialize property [args.region]: primitive=eu-west-1"],
    ["Registering resource: t=a:b:C, name=x", "Registering resource: t=a:b:C, name=x"],
    ["resp: , obj={not json}", "resp: , obj={not json}"],
  ])("returns a message without named secrets: %s", (message, expected) => {
    expect(redacted(message)).toEqual([expected, []]);
  });
});
