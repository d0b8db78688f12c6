import { valueFromData } from "../documents/plain-data";
import { propertyMap, secretValue, type Properties } from "../model/value";
import { restoreProviderDefaults, stripProviderMetadata } from "./provider-defaults";

const given = (data: object) => valueFromData(data) as Properties;

describe("inputs that a provider fills in again", () => {
  it("are those it chose itself, at every level", () => {
    const old = given({
      bucket: "logs-1a2b3c",
      forceDestroy: false,
      rules: [{ id: "x", enabled: true, __defaults: ["enabled"] }],
      __defaults: ["bucket", "forceDestroy"],
    });
    const carried = restoreProviderDefaults("aws:s3/bucket:Bucket", old, given({ rules: [{ id: "x" }] }));
    expect(carried).toEqual(given({ rules: [{ id: "x", enabled: true }], bucket: "logs-1a2b3c", forceDestroy: false }));
  });

  it("are not those that the program gives, or gave", () => {
    const old = given({ bucket: "auto", acl: "private", __defaults: ["bucket"] });
    expect(restoreProviderDefaults("aws:s3/bucket:Bucket", old, given({ bucket: "mine" }))).toEqual(
      given({ bucket: "mine" }),
    );
  });

  it("are found in what is secret as a whole, and stay in it", () => {
    const held = (inner: object) => propertyMap([["environment", secretValue(given(inner))]]);
    const old = held({ variables: { a: "1" }, mode: "auto", __defaults: ["mode"] });
    const carried = restoreProviderDefaults("aws:lambda/function:Function", old, held({ variables: { a: "1" } }));
    expect(carried).toEqual(held({ variables: { a: "1" }, mode: "auto" }));
    expect(stripProviderMetadata(old)).toEqual(carried);
  });

  it("do not come out of a secret into what is none", () => {
    const old = propertyMap([["settings", secretValue(given({ key: "k", pin: "1234", __defaults: ["pin"] }))]]);
    const carried = restoreProviderDefaults("aws:lambda/function:Function", old, given({ settings: { key: "k" } }));
    expect(carried).toEqual(
      propertyMap([
        [
          "settings",
          propertyMap([
            ["key", "k"],
            ["pin", secretValue("1234")],
          ]),
        ],
      ]),
    );
  });

  it("are the merged tags of AWS", () => {
    const old = given({ tags: { a: "1" }, tagsAll: { a: "1", b: "2" } });
    expect(restoreProviderDefaults("aws:sqs/queue:Queue", old, given({ tags: { a: "1" } }))).toEqual(old);
  });

  it("are the names that Kubernetes objects were given", () => {
    const old = given({
      metadata: { name: "web-x1", namespace: "default", annotations: { "pulumi.com/autonamed": "true" } },
    });
    expect(
      restoreProviderDefaults("kubernetes:apps/v1:Deployment", old, given({ metadata: { labels: { a: "b" } } })),
    ).toEqual(
      given({
        metadata: {
          labels: { a: "b" },
          name: "web-x1",
          annotations: { "pulumi.com/autonamed": "true" },
          namespace: "default",
        },
      }),
    );
  });

  it("are no name or namespace that the program gave", () => {
    const old = given({ metadata: { name: "web", namespace: "shop" } });
    expect(restoreProviderDefaults("kubernetes:apps/v1:Deployment", old, given({ metadata: {} }))).toEqual(
      given({ metadata: {} }),
    );
  });
});

it("does not show what a provider keeps for itself", () => {
  const old = given({ version: "7", __internal: {}, nested: [{ a: 1, __defaults: [] }], __defaults: [] });
  expect(stripProviderMetadata(old)).toEqual(given({ version: "7", nested: [{ a: 1 }] }));
});
