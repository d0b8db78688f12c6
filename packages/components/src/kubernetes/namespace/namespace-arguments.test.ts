import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { checkNamespaceArgs } from "./namespace-checks";

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "shop") => issuesThrownBy(() => checkNamespaceArgs(name, args));

const invalid: [args: object, codes: string[]][] = [
  [{ namespaceName: "Shop" }, ["invalid-format namespaceName"]],
  [
    { podSecurityLevel: "strict", podSecurityVersion: "1.34" },
    ["not-allowed podSecurityLevel", "invalid-format podSecurityVersion"],
  ],
  [
    { denyIngress: "yes", egress: "none", mountDefaultToken: 0 },
    ["wrong-type denyIngress", "not-allowed egress", "wrong-type mountDefaultToken"],
  ],
  [{ quota: [] }, ["wrong-type quota"]],
  [
    { quota: { "requests.memory": "64 GB", "-": 1, pods: -1 } },
    ['invalid-format quota["requests.memory"]', 'invalid-format quota["-"]', 'invalid-format quota["pods"]'],
  ],
  [{ containerLimits: 5 }, ["wrong-type containerLimits"]],
  [
    { containerLimits: { maximum: {}, max: { memory: "256m", disk: 1 }, min: 1 } },
    ["unknown-argument containerLimits.maximum"],
  ],
  [
    { containerLimits: { max: { memory: "256m" }, min: { cpu: "lots" } } },
    ["invalid-format containerLimits.min.cpu", "out-of-range containerLimits.max.memory"],
  ],
  [
    { containerLimits: { defaultRequests: { cpu: 2 }, defaultLimits: { cpu: "1500m" } } },
    ["conflict containerLimits.defaultLimits.cpu"],
  ],
  [
    {
      labels: {
        "pod-security.kubernetes.io/enforce": "privileged",
        "app.kubernetes.io/managed-by": "helm",
        "a b": "x",
        team: "my team",
      },
    },
    [
      'not-allowed labels["pod-security.kubernetes.io/enforce"]',
      'not-allowed labels["app.kubernetes.io/managed-by"]',
      'invalid-format labels["a b"]',
      'invalid-format labels["team"]',
    ],
  ],
  [
    { annotations: { replicas: 3 }, tags: {}, adopt: { quota: {} } },
    ["unknown-argument tags", 'wrong-type annotations["replicas"]', "unknown-argument adopt.quota"],
  ],
];

describe("the check of Namespace arguments", () => {
  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for namespaces or too long", () => {
    expect(codesOf(issuesOf({}, "my shop"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(64)))).toEqual(["out-of-range name"]);
  });

  it.each([{ quota: { pods: 0 } }, { containerLimits: {} }, { podSecurityVersion: "latest" }])("accepts %j", (args) => {
    expect(issuesOf(args)).toEqual([]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
