import { toProperties } from "../../kernel/plain-values";
import { compareAccess } from "../compare-access";
import type { AccessVerdict } from "../comparison";

type Inputs = Readonly<Record<string, unknown>>;
type Case = readonly [
  change: string,
  type: string,
  before: Inputs | undefined,
  after: Inputs | undefined,
  AccessVerdict,
];

const verdictOf = (type: string, before: Inputs | undefined, after: Inputs | undefined) =>
  compareAccess(type, before && toProperties(before), after && toProperties(after))?.verdict;

const binding = (members: readonly string[], rest: object = {}) => ({
  bucket: "b",
  role: "roles/viewer",
  members,
  ...rest,
});
const policy = (...bindings: readonly object[]) => ({ project: "p", policyData: JSON.stringify({ bindings }) });
const allow = (rest: object = {}) => ({
  network: "n",
  sourceRanges: ["10.0.0.0/8"],
  allows: [{ protocol: "tcp", ports: ["80-90"] }],
  ...rest,
});
const firewall = "gcp:compute/firewall:Firewall";
const bucketBinding = "gcp:storage/bucketIAMBinding:BucketIAMBinding";

const GOOGLE: readonly Case[] = [
  ["another member", bucketBinding, binding(["user:a@x"]), binding(["user:a@x", "user:b@x"]), "broader"],
  ["everyone", bucketBinding, binding(["allAuthenticatedUsers"]), binding(["allUsers"]), "broader"],
  ["a member in place of everyone", bucketBinding, binding(["allUsers"]), binding(["user:a@x"]), "narrower"],
  ["the case of a member", bucketBinding, binding(["user:A@x"]), binding(["user:a@x"]), "same"],
  [
    "a higher basic role",
    "gcp:projects/iAMMember:IAMMember",
    { project: "p", role: "roles/editor", member: "user:a@x" },
    { project: "p", role: "roles/owner", member: "user:a@x" },
    "broader",
  ],
  [
    "a removed condition",
    bucketBinding,
    binding(["user:a@x"], { condition: { expression: "e" } }),
    binding(["user:a@x"]),
    "broader",
  ],
  [
    "another condition",
    bucketBinding,
    binding(["user:a@x"], { condition: { expression: "e" } }),
    binding(["user:a@x"], { condition: { expression: "f" } }),
    "undecided",
  ],
  [
    "a policy with another binding",
    "gcp:projects/iAMPolicy:IAMPolicy",
    policy({ role: "r", members: ["a"] }),
    policy({ role: "r", members: ["a"] }, { role: "s", members: ["a"] }),
    "broader",
  ],
  ["a firewall with more ports", firewall, allow(), allow({ allows: [{ protocol: "tcp" }] }), "broader"],
  ["a firewall without sources", firewall, allow(), allow({ sourceRanges: undefined }), "broader"],
  ["a firewall with fewer targets", firewall, allow(), allow({ targetTags: ["web"] }), "narrower"],
  ["a firewall that is enabled", firewall, allow({ disabled: true }), allow(), "broader"],
  [
    "a deleted firewall that denies traffic",
    firewall,
    { ...allow({ allows: undefined }), denies: [{ protocol: "all" }] },
    undefined,
    "undecided",
  ],
  [
    "a bucket that allows public access",
    "gcp:storage/bucket:Bucket",
    { publicAccessPrevention: "enforced" },
    {},
    "broader",
  ],
];

const rule = (priority: number, access: string, rest: object = {}) => ({
  priority,
  access,
  direction: "Inbound",
  protocol: "Tcp",
  sourceAddressPrefix: "10.0.0.0/8",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "443",
  ...rest,
});
const group = (...securityRules: readonly object[]) => ({ securityRules });
const assignment = (rest: object = {}) => ({
  principalId: "p",
  roleDefinitionId: "r",
  scope: "/subscriptions/S",
  ...rest,
});

const AZURE: readonly Case[] = [
  [
    "a rule for everyone",
    "azure-native:network:NetworkSecurityGroup",
    group(rule(100, "Allow")),
    group(rule(100, "Allow", { sourceAddressPrefix: "*" })),
    "broader",
  ],
  [
    "a list in place of a single value",
    "azure:network/networkSecurityGroup:NetworkSecurityGroup",
    group(rule(100, "Allow")),
    group(rule(100, "Allow", { sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.0.0/8"] })),
    "same",
  ],
  [
    "a denying rule with a higher number",
    "azure-native:network/v20240101:NetworkSecurityGroup",
    group(rule(100, "Deny"), rule(200, "Allow")),
    group(rule(300, "Deny"), rule(200, "Allow")),
    "broader",
  ],
  [
    "a service tag",
    "azure-native:network:SecurityRule",
    rule(100, "Allow"),
    rule(100, "Allow", { sourceAddressPrefix: "Internet" }),
    "broader",
  ],
  [
    "another role",
    "azure-native:authorization:RoleAssignment",
    assignment(),
    assignment({ roleDefinitionId: "s" }),
    "broader",
  ],
  [
    "the case of the scope",
    "azure:authorization/assignment:Assignment",
    assignment(),
    assignment({ scope: "/SUBSCRIPTIONS/s" }),
    "same",
  ],
  [
    "a storage firewall that allows by default",
    "azure:storage/account:Account",
    { networkRules: { defaultAction: "Deny", ipRules: ["192.0.2.1"] } },
    {},
    "broader",
  ],
  [
    "a storage firewall with fewer addresses",
    "azure-native:storage:StorageAccount",
    { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "192.0.2.0/24" }] } },
    { networkRuleSet: { defaultAction: "Deny", ipRules: [{ iPAddressOrRange: "192.0.2.1" }] } },
    "narrower",
  ],
  ["public network access", "azure-native:search:Service", { publicNetworkAccess: "Disabled" }, {}, "broader"],
  ["a resource without the setting", "azure-native:search:Service", undefined, {}, "same"],
];

describe("compareAccess of Google Cloud and Azure resources", () => {
  it.each([...GOOGLE, ...AZURE])("compares %s", (_, type, before, after, verdict) => {
    expect(verdictOf(type, before, after)).toBe(verdict);
  });
});
