import { dnsLabel, dnsSubdomain, isInDomain, kubernetesLabelKey, kubernetesLabelValue } from "./kubernetes-labels";

describe("kubernetesLabelKey", () => {
  it.each(["team", "Team_1.x", "example.com/team", "a/b", "x".repeat(63), `${"a.".repeat(126)}a/b`])(
    "accepts %j",
    (key) => {
      expect(kubernetesLabelKey(key)).toBeUndefined();
    },
  );

  it.each(["", "/team", "example.com/", "-team", "team-", "Example.com/team", "a/b/c", "x".repeat(64), "a b", 1, null])(
    "rejects %j",
    (key) => {
      expect(kubernetesLabelKey(key)).toBeDefined();
    },
  );
});

describe("kubernetesLabelValue", () => {
  it.each(["", "platform", "1.2_3-x", "x".repeat(63)])("accepts %j", (value) => {
    expect(kubernetesLabelValue(value)).toBeUndefined();
  });

  it.each([" ", "-", "a/b", "x".repeat(64), true, undefined])("rejects %j", (value) => {
    expect(kubernetesLabelValue(value)).toBeDefined();
  });
});

describe("dnsLabel", () => {
  const check = dnsLabel("the name of a namespace", "orders");

  it.each(["orders", "o", "0", "x".repeat(63)])("accepts %j", (name) => {
    expect(check(name)).toBeUndefined();
  });

  it.each(["", "Orders", "orders.v1", "-orders", "orders-", "x".repeat(64), 7, ["orders"]])("rejects %j", (name) => {
    expect(check(name)).toBeDefined();
  });
});

describe("dnsSubdomain", () => {
  const check = dnsSubdomain("the name of a service account", "orders");

  it("accepts periods and up to 253 characters", () => {
    expect([check("orders.v1"), check("x".repeat(253))]).toEqual([undefined, undefined]);
  });

  it.each(["orders..v1", ".orders", "x".repeat(254), 7])("rejects %j", (name) => {
    expect(check(name)).toBeDefined();
  });
});

describe("isInDomain", () => {
  it("includes subdomains, but not domains that only end with the same characters", () => {
    expect(["k8s.io/a", "node.k8s.io/a", "myk8s.io/a", "k8s.io"].map((key) => isInDomain(key, "k8s.io"))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
