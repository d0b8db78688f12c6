import { valueFromData } from "../documents/plain-data";
import { propertyMap, makeSecret, type Properties } from "../model/value";
import { restoreProviderDefaults, stripProviderMetadata } from "./provider-defaults";

const given = (data: object) => valueFromData(data) as Properties;

describe("restoreProviderDefaults", () => {
  it("restores inputs that the provider set, at every level", () => {
    const old = given({
      bucket: "logs-1a2b3c",
      forceDestroy: false,
      rules: [{ id: "x", enabled: true, __defaults: ["enabled"] }],
      __defaults: ["bucket", "forceDestroy"],
    });
    const restored = restoreProviderDefaults(old, given({ rules: [{ id: "x" }] }));
    expect(restored).toEqual(
      given({ rules: [{ id: "x", enabled: true }], bucket: "logs-1a2b3c", forceDestroy: false }),
    );
  });

  it("does not restore inputs that the program sets or has set", () => {
    const old = given({ bucket: "auto", acl: "private", __defaults: ["bucket"] });
    expect(restoreProviderDefaults(old, given({ bucket: "mine" }))).toEqual(given({ bucket: "mine" }));
  });

  it("restores inputs inside a secret", () => {
    const environment = (members: object) => propertyMap([["environment", makeSecret(given(members))]]);
    const old = environment({ variables: { a: "1" }, mode: "auto", __defaults: ["mode"] });
    const restored = restoreProviderDefaults(old, environment({ variables: { a: "1" } }));
    expect(restored).toEqual(environment({ variables: { a: "1" }, mode: "auto" }));
    expect(stripProviderMetadata(old)).toEqual(restored);
  });

  it("returns restored values from a secret as secrets", () => {
    const old = propertyMap([["settings", makeSecret(given({ key: "k", pin: "1234", __defaults: ["pin"] }))]]);
    const restored = restoreProviderDefaults(old, given({ settings: { key: "k" } }));
    expect(restored).toEqual(
      propertyMap([
        [
          "settings",
          propertyMap([
            ["key", "k"],
            ["pin", makeSecret("1234")],
          ]),
        ],
      ]),
    );
  });
});

it("stripProviderMetadata removes the providers' and the engine's metadata", () => {
  const old = given({ version: "7", __internal: {}, nested: [{ a: 1, __defaults: [] }], __defaults: [] });
  expect(stripProviderMetadata(old)).toEqual(given({ version: "7", nested: [{ a: 1 }] }));
});
