import { cidrIssue } from "./cidr-issues";

describe("cidrIssue", () => {
  it.each(["0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/32", "10.1.128.0/17", "::/0", "2001:db8::/32", "2001:db8::1/128"])(
    "accepts %s",
    (range) => expect(cidrIssue(range)).toBeUndefined(),
  );

  it.each([
    "10.0.0.1/8",
    "10.1.192.0/17",
    "1.2.3.4/0",
    "2001:db8::1/64",
    "2001:db8:0:1::/63",
    "::1/0",
    "2001:DB8::1/64",
  ])("reports the host bits of %s", (range) => expect(cidrIssue(range)).toBe("host bits"));

  it.each(["2001:DB8::/32", "2001:0db8::/32", "2001:db8:0:0::/64"])("reports the spelling of %s", (range) =>
    expect(cidrIssue(range)).toBe("spelling"),
  );

  it.each(["", "/", "10.0.0.1", "10.0.0.1/", "10.0.0.1/8/9", "300.0.0.1/8", "fe80::1%eth0/64", "pl-1234", "vpc/24"])(
    "ignores %j, which is not a CIDR block",
    (range) => expect(cidrIssue(range)).toBeUndefined(),
  );
});
