import { containsRange, isInternetRange, isPublicSource } from "./cidr-blocks";

describe("isInternetRange", () => {
  it.each(["0.0.0.0/0", " ::/0 ", "1.2.3.4/0", "0.0.0.0/1", "128.0.0.0/1", "52.0.0.0/7", "2000::/3", "2a00::/12"])(
    "is true for %s",
    (range) => expect(isInternetRange(range)).toBe(true),
  );

  it.each(["10.0.0.0/8", "52.0.0.0/8", "240.0.0.0/4", "fd00::/8", "fc00::/7", "2600:1f00::/24", "2a06:98c0::/29"])(
    "is false for %s",
    (range) => expect(isInternetRange(range)).toBe(false),
  );

  it.each(["", "pl-1234", "arn:aws:iam::123456789012:role/0", "0.0.0.0", "300.0.0.0/0"])(
    "is false for %j, which is not a CIDR block",
    (range) => expect(isInternetRange(range)).toBe(false),
  );
});

describe("isPublicSource", () => {
  it.each(["0.0.0.0/0", "0.0.0.0/1", "52.0.0.0/7", "::/0", "2000::/3", "2a06:98c0::/29"])("is true for %s", (range) =>
    expect(isPublicSource(range)).toBe(true),
  );

  it.each(["52.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "2001:db8::/32", "vpce-1", "o-1/r-1/0"])(
    "is false for %s",
    (range) => expect(isPublicSource(range)).toBe(false),
  );
});

describe("containsRange", () => {
  it.each([
    ["0.0.0.0/0", "10.0.0.0/8"],
    ["10.0.0.0/8", "10.1.0.0/16"],
    ["128.0.0.0/1", "192.0.2.0/24"],
    ["2001:db8::/32", "2001:db8:1::/48"],
    ["::/0", "::/0"],
  ])("reports that %s contains %s", (outer, inner) => expect(containsRange(outer, inner)).toBe(true));

  it.each([
    ["0.0.0.0/1", "0.0.0.0/0"],
    ["0.0.0.0/1", "192.0.2.0/24"],
    ["0.0.0.0/0", "::/0"],
    ["10.0.0.0/9", "10.128.0.0/16"],
    ["all", "10.0.0.0/8"],
  ])("reports that %s does not contain %s", (outer, inner) => expect(containsRange(outer, inner)).toBe(false));
});
