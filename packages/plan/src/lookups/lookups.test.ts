import { thrownBy } from "../../test/thrown-by";
import { isUnknown, propertyMap, type Value } from "../model/value";
import { computeLookup, type LookupErrorCode } from ".";

const bag = (values: Record<string, Value>) => propertyMap(Object.entries(values));
const ask = (token: string, args: Record<string, Value> = {}, provider: Record<string, Value> = {}) =>
  computeLookup(token, bag(args), bag(provider));
const aws = (name: string, args: Record<string, Value>, provider: Record<string, Value>) =>
  ask(`aws:index/${name}:${name}`, args, provider);
const std = (name: string, args: Record<string, Value>) => ask(`std:index:${name}`, args)?.result;

describe("computed lookups of the AWS provider", () => {
  it.each([
    ["eu-west-1", "aws", "amazonaws.com", "com.amazonaws"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com", "com.amazonaws"],
    ["cn-north-1", "aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov", "gov.sgov.sc2s"],
    ["eusc-de-east-1", "aws-eusc", "amazonaws.eu", "eu.amazonaws"],
  ])("return the partition of %s", (region, partition, dnsSuffix, reverseDnsPrefix) => {
    expect(aws("getPartition", {}, { region })).toEqual(bag({ id: partition, partition, dnsSuffix, reverseDnsPrefix }));
  });

  it("prefer the call's Region to the provider's Region", () => {
    expect(aws("getRegion", { region: "eu-north-1" }, { region: "us-east-1" })).toMatchObject({
      region: "eu-north-1",
      endpoint: "ec2.eu-north-1.amazonaws.com",
    });
  });

  it("return nothing without a region or for an unknown region", () => {
    expect(aws("getRegion", {}, {})).toBeUndefined();
    expect(aws("getPartition", {}, { region: "moon-base-1" })).toBeUndefined();
  });

  it("return the account of a provider that allows a single account", () => {
    const identity = aws("getCallerIdentity", {}, { allowedAccountIds: '["123456789012"]' });
    expect(identity?.accountId).toBe("123456789012");
    expect(isUnknown(identity?.arn)).toBe(true);
    expect(aws("getCallerIdentity", {}, { allowedAccountIds: '["1","2"]' })).toBeUndefined();
  });

  it("return the account of the last role in a chain", () => {
    const role = (account: string) => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });
    const assumeRoles = JSON.stringify([role("111111111111"), role("222222222222")]);
    expect(aws("getCallerIdentity", {}, { assumeRoles })?.accountId).toBe("222222222222");
  });

  it("parse ARNs, including colons in the resource", () => {
    expect(aws("getArn", { arn: "arn:aws:logs:eu-west-1:123456789012:log-group:x:*" }, {})).toMatchObject({
      service: "logs",
      account: "123456789012",
      resource: "log-group:x:*",
    });
    expect(thrownBy(() => aws("getArn", { arn: "nonsense" }, {}))).toMatchObject({ code: "value" });
  });

  it("return service principals, including those that differ by partition", () => {
    const principal = (serviceName: string, region: string) =>
      aws("getServicePrincipal", { serviceName }, { region })?.name;
    expect(principal("logs", "eu-west-1")).toBe("logs.amazonaws.com");
    expect(principal("logs", "cn-north-1")).toBe("logs.amazonaws.com.cn");
    expect(principal("ecs-tasks", "cn-north-1")).toBe("ecs-tasks.amazonaws.com");
  });

  it("return the default tags of the provider", () => {
    const defaultTags = JSON.stringify({ tags: { team: "a" } });
    expect(aws("getDefaultTags", {}, { defaultTags })?.tags).toEqual(bag({ team: "a" }));
  });

  it("return nothing if the result depends on the account", () => {
    expect(ask("aws:ec2/getAmi:getAmi", {}, { region: "eu-west-1" })).toBeUndefined();
  });
});

describe("computed functions of the std provider", () => {
  it.each<[string, Record<string, Value>, Value]>([
    ["cidrhost", { input: "10.0.0.0/24", host: 5 }, "10.0.0.5"],
    ["cidrhost", { input: "10.0.0.0/24", host: -1 }, "10.0.0.255"],
    ["cidrnetmask", { input: "172.16.0.0/12" }, "255.240.0.0"],
    ["cidrsubnet", { input: "10.0.0.0/16", newbits: 4, netnum: 15 }, "10.0.240.0/20"],
    ["cidrsubnet", { input: "fd00::/56", newbits: 8, netnum: 2 }, "fd00:0:0:2::/64"],
    ["split", { text: "a,b", separator: "," }, ["a", "b"]],
    ["join", { input: ["a", "b"], separator: "-" }, "a-b"],
    ["replace", { text: "a.b.c", search: ".", replace: "$&" }, "a$&b$&c"],
    ["trimsuffix", { input: "a.txt", suffix: "" }, "a.txt"],
    ["base64encode", { input: "é" }, "w6k="],
    ["distinct", { input: [1, "1", 1] }, [1, "1"]],
    ["flatten", { input: [[1, [2]], 3] }, [1, 2, 3]],
    ["element", { input: ["a", "b"], index: 3 }, "b"],
    ["chunklist", { input: [1, 2, 3], size: 2 }, [[1, 2], [3]]],
    ["element", { input: ["a", "b"], index: -1 }, "b"],
    ["alltrue", { input: [true, "true"] }, true],
    ["alltrue", { input: [true, 1] }, false],
    ["anytrue", { input: ["false", "true"] }, true],
    ["contains", { input: [{ a: 1, b: 2 }], element: { b: 2, a: 1 } }, true],
    ["max", { input: [1, 3, 2] }, 3],
    ["min", { input: [2, 1, 3] }, 1],
    ["sort", { input: ["\uff61", "😀", "b", "a"] }, ["a", "b", "\uff61", "😀"]],
    ["split", { text: "a😀", separator: "" }, ["a", "😀"]],
    ["strrev", { input: "a😀b" }, "b😀a"],
    ["strrev", { input: "ae\u0301" }, "e\u0301a"],
    ["trimspace", { input: "\u0085\ufeff a\n" }, "\ufeff a"],
  ])("compute %s %j", (name, args, expected) => {
    expect(std(name, args)).toEqual(expected);
  });

  it("preserve a key named __proto__", () => {
    const decoded = std("jsondecode", { input: '{"__proto__":{"polluted":true}}' });
    expect(Object.keys(decoded as object)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each<[string, Record<string, Value>, LookupErrorCode, string]>([
    [
      "cidrsubnet",
      { input: "10.0.0.0/30", newbits: 4, netnum: 0 },
      "value",
      "cidrsubnet: /30 cannot be extended by 4 bits",
    ],
    ["cidrhost", { input: "10.0.0.0/30", host: 4 }, "value", "cidrhost: the CIDR block has no host number 4"],
    ["cidrhost", { input: "nonsense", host: 4 }, "value", '"nonsense" is not a CIDR block'],
    ["jsondecode", { input: "{" }, "syntax", "jsondecode: the input is not valid JSON"],
    ["upper", { input: 3 }, "type", "expected a string"],
    ["cidrhost", { input: "10.0.0.0/8", host: 1.5 }, "type", "expected an integer"],
    ["cidrsubnet", { input: "10.0.0.0/8", newbits: 0.5, netnum: 0 }, "type", "expected an integer"],
    ["cidrnetmask", { input: "nonsense" }, "value", '"nonsense" is not a CIDR block'],
    ["cidrnetmask", { input: "fd00::/8" }, "value", '"fd00::/8" is not an IPv4 CIDR block'],
    ["indent", { input: "a", spaces: -1 }, "value", "indent: expected spaces to be an integer from 0 to 1000"],
    ["element", { input: [], index: 0 }, "value", "expected a non-empty list"],
    ["max", { input: [] }, "value", "expected a non-empty list"],
    ["zipmap", { keys: ["a", "b"], values: [1] }, "value", "zipmap: expected as many values as keys"],
    ["compact", { input: ["a", 1] }, "type", "expected a string"],
    ["base64decode", { input: "!!!" }, "syntax", "base64decode: the input is not valid base64"],
  ])("reject %s %j", (name, args, code, message) => {
    expect(thrownBy(() => std(name, args))).toMatchObject({ name: "LookupError", code, message });
  });

  it("return nothing for a replacement with a pattern", () => {
    expect(std("replace", { text: "a/b/c", search: "/b+/", replace: "x" })).toBeUndefined();
    expect(std("replace", { text: "a/b/c", search: "/", replace: "." })).toBe("a.b.c");
  });

  it("return nothing for time, files, and names of Object.prototype members", () => {
    for (const name of ["timestamp", "file", "constructor", "toString"])
      expect(ask(`std:index:${name}`)).toBeUndefined();
  });
});

describe("kubernetes:yaml:decode", () => {
  const decode = (text: string, defaultNamespace?: string) =>
    ask("kubernetes:yaml:decode", { text, ...(defaultNamespace !== undefined && { defaultNamespace }) })?.result;

  it("returns one manifest per document, expands lists, and skips empty documents", () => {
    const text = "kind: A\n---\n---\nkind: AList\nitems: [{kind: B}, {kind: C}]\n";
    expect(decode(text)).toMatchObject([{ kind: "A" }, { kind: "B" }, { kind: "C" }]);
  });

  it("sets the default namespace, except for cluster-scoped kinds", () => {
    const text = "kind: Pod\n---\nkind: Pod\nmetadata: {namespace: own}\n---\nkind: Namespace\nmetadata: {name: n}\n";
    expect(decode(text, "apps")).toMatchObject([
      { metadata: { namespace: "apps" } },
      { metadata: { namespace: "own" } },
      { metadata: { name: "n" } },
    ]);
  });

  it("rejects invalid YAML, as the provider does", () => {
    expect(thrownBy(() => decode("a: ["))).toMatchObject({ code: "syntax" });
  });
});
