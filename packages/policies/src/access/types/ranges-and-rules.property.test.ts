import { BlockList } from "node:net";
import * as fc from "fast-check";
import { toProperties } from "../../kernel/plain-values";
import { compareAccess } from "../compare-access";

const numRuns = Number(process.env.ROADBED_FUZZ_RUNS ?? 60);

/** Asserts that the comparison finds exactly the changes that allow a request that was not allowed before. */
function agreesWith<Inputs extends object, Request>(
  type: string,
  inputs: fc.Arbitrary<Inputs>,
  requests: readonly Request[],
  isAllowed: (inputs: Inputs, request: Request) => boolean,
): void {
  let broadened = 0;
  fc.assert(
    fc.property(inputs, inputs, (before, after) => {
      const verdict = compareAccess(type, toProperties(before), toProperties(after))?.verdict;
      const isBroader = requests.some((request) => isAllowed(after, request) && !isAllowed(before, request));
      if (isBroader) broadened++;
      expect(verdict === "broader").toBe(isBroader);
    }),
    { numRuns },
  );
  expect(broadened).toBeGreaterThan(numRuns / 10);
}

const sublist = <T>(...values: readonly T[]) => fc.subarray([...values], { minLength: 1, maxLength: 3 });

interface GroupRule {
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlocks: readonly string[];
}

const groupRules = fc.record({
  protocol: fc.constantFrom("tcp", "6", "udp", "-1"),
  fromPort: fc.integer({ min: 0, max: 3 }),
  toPort: fc.integer({ min: 2, max: 5 }),
  cidrBlocks: sublist(
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/8",
    "10.0.0.0/9",
    "10.128.0.0/9",
    "10.0.0.1/32",
  ),
});
const groups = fc.record({ ingress: fc.array(groupRules, { maxLength: 3 }) });

const connections = ["tcp", "udp", "esp"].flatMap((protocol) =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((port) =>
    ["10.0.0.1", "10.0.0.2", "10.200.0.1", "1.1.1.1", "200.1.1.1"].map((source) => ({ protocol, port, source })),
  ),
);

function allowsConnection(
  { protocol, fromPort, toPort, cidrBlocks }: GroupRule,
  connection: (typeof connections)[number],
): boolean {
  const sources = new BlockList();
  for (const [address = "", prefix] of cidrBlocks.map((block) => block.split("/")))
    sources.addSubnet(address, Number(prefix));
  if (!sources.check(connection.source)) return false;
  if (protocol === "-1") return true;
  const name = protocol === "6" ? "tcp" : protocol;
  return name === connection.protocol && fromPort <= connection.port && connection.port <= toPort;
}

interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames: readonly string[];
}

const roleRules = fc.record({
  apiGroups: sublist("", "apps", "*"),
  resources: sublist("pods", "pods/log", "deployments", "*", "*/log"),
  verbs: sublist("get", "list", "*"),
  resourceNames: fc.subarray(["a", "b"]),
});
const roles = fc.record({ rules: fc.array(roleRules, { maxLength: 3 }) });

const calls = ["", "apps", "batch"].flatMap((group) =>
  ["pods", "pods/log", "deployments", "jobs", "jobs/log"].flatMap((resource) =>
    ["get", "list", "watch"].flatMap((verb) => ["a", "b", "c"].map((name) => ({ group, resource, verb, name }))),
  ),
);

const allowsCall = (rule: RoleRule, { group, resource, verb, name }: (typeof calls)[number]) =>
  rule.apiGroups.some((value) => value === "*" || value === group) &&
  rule.resources.some(
    (value) => value === "*" || value === resource || (value === "*/log" && resource.endsWith("/log")),
  ) &&
  rule.verbs.some((value) => value === "*" || value === verb) &&
  (rule.resourceNames.length === 0 || rule.resourceNames.includes(name));

interface Entry extends Omit<GroupRule, "cidrBlocks"> {
  readonly ruleNo: number;
  readonly action: string;
  readonly cidrBlock: string;
}

const entries = fc.uniqueArray(
  fc.record({
    ruleNo: fc.integer({ min: 1, max: 9 }),
    action: fc.constantFrom("allow", "allow", "deny"),
    protocol: fc.constantFrom("tcp", "6", "udp", "-1"),
    fromPort: fc.integer({ min: 0, max: 3 }),
    toPort: fc.integer({ min: 2, max: 5 }),
    cidrBlock: fc.constantFrom("0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.0.0.1/32"),
  }),
  { maxLength: 4, selector: ({ ruleNo }) => ruleNo },
);
const networkAcls = fc.record({ ingress: entries });

const firstEntry = (list: readonly Entry[], connection: (typeof connections)[number]) =>
  list
    .toSorted((a, b) => a.ruleNo - b.ruleNo)
    .find(({ cidrBlock, ...rule }) => allowsConnection({ ...rule, cidrBlocks: [cidrBlock] }, connection));

describe("compareAccess on generated pairs of resources", () => {
  it("calls security groups broader exactly if they allow more connections", () => {
    agreesWith("aws:ec2/securityGroup:SecurityGroup", groups, connections, ({ ingress }, connection) =>
      ingress.some((rule) => allowsConnection(rule, connection)),
    );
  });

  it("calls network ACLs broader exactly if they allow more connections", () => {
    agreesWith("aws:ec2/networkAcl:NetworkAcl", networkAcls, connections, ({ ingress }, connection) => {
      return firstEntry(ingress, connection)?.action === "allow";
    });
  });

  it("calls roles broader exactly if they allow more calls", () => {
    agreesWith("kubernetes:rbac.authorization.k8s.io/v1:Role", roles, calls, ({ rules }, call) =>
      rules.some((rule) => allowsCall(rule, call)),
    );
  });
});
