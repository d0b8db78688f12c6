import { toProperties } from "../../kernel/plain-values";
import { compareAccess } from "../compare-access";
import type { AccessVerdict } from "../comparison";

type Inputs = Readonly<Record<string, unknown>>;
type Case = readonly [change: string, before: Inputs | undefined, after: Inputs | undefined, AccessVerdict];

const verdictOf = (type: string, before: Inputs | undefined, after: Inputs | undefined) =>
  compareAccess(`kubernetes:${type}`, before && toProperties(before), after && toProperties(after))?.verdict;

const rules = (...list: readonly object[]) => ({ rules: list });
const pods = (rest: object = {}) => ({ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"], ...rest });

const ROLES: readonly Case[] = [
  ["another verb", rules(pods()), rules(pods({ verbs: ["get", "list", "watch"] })), "broader"],
  ["all verbs", rules(pods()), rules(pods({ verbs: ["*"] })), "broader"],
  ["fewer verbs", rules(pods({ verbs: ["*"] })), rules(pods()), "narrower"],
  ["a split rule", rules(pods()), rules(pods({ verbs: ["list"] }), pods({ verbs: ["get"] })), "same"],
  ["a subresource", rules(pods()), rules(pods({ resources: ["pods", "pods/exec"] })), "broader"],
  [
    "a subresource of all resources",
    rules(pods({ resources: ["*/log"] })),
    rules(pods({ resources: ["pods/log"] })),
    "narrower",
  ],
  ["another API group", rules(pods()), rules(pods({ apiGroups: ["", "apps"] })), "broader"],
  ["removed resource names", rules(pods({ resourceNames: ["a"] })), rules(pods({ resourceNames: [] })), "broader"],
  [
    "all URLs below a path",
    rules({ nonResourceURLs: ["/metrics"], verbs: ["get"] }),
    rules({ nonResourceURLs: ["/metrics*"], verbs: ["get"] }),
    "broader",
  ],
  ["a resource in place of a URL", rules({ nonResourceURLs: ["*"], verbs: ["*"] }), rules(pods()), "broader"],
  ["a rule without verbs", rules(), rules(pods({ verbs: [] })), "same"],
];

const binding = (subjects: readonly object[], role = "view") => ({
  roleRef: { kind: "ClusterRole", name: role, apiGroup: "rbac.authorization.k8s.io" },
  subjects,
});
const account = (name: string, namespace = "app") => ({ kind: "ServiceAccount", name, namespace });
const group = (name: string) => ({ kind: "Group", name });

const BINDINGS: readonly Case[] = [
  ["another subject", binding([account("a")]), binding([account("a"), account("b")]), "broader"],
  [
    "all service accounts of the namespace",
    binding([account("a")]),
    binding([group("system:serviceaccounts:app")]),
    "broader",
  ],
  ["a service account of the group", binding([group("system:serviceaccounts")]), binding([account("a")]), "narrower"],
  [
    "a user in place of all users",
    binding([group("system:authenticated")]),
    binding([{ kind: "User", name: "u" }]),
    "narrower",
  ],
  [
    "anonymous users in place of others",
    binding([group("system:authenticated")]),
    binding([group("system:unauthenticated")]),
    "broader",
  ],
  [
    "another spelling of a service account",
    binding([account("a")]),
    binding([{ kind: "User", name: "system:serviceaccount:app:a" }]),
    "same",
  ],
  ["the administrator role", binding([account("a")]), binding([account("a")], "cluster-admin"), "broader"],
  [
    "another role in place of the administrator role",
    binding([account("a")], "cluster-admin"),
    binding([account("a")]),
    "narrower",
  ],
  ["a deleted binding", binding([account("a")]), undefined, "narrower"],
];

const policy = (spec: object) => ({ spec: { podSelector: {}, policyTypes: ["Ingress"], ...spec } });
const from = (...peers: readonly object[]) => policy({ ingress: [{ from: peers }] });
const app = (labels: object) => ({ podSelector: { matchLabels: labels } });

const NETWORK_POLICIES: readonly Case[] = [
  ["a deleted policy", from(app({ a: "b" })), undefined, "broader"],
  ["a new policy that denies all traffic", undefined, policy({}), "narrower"],
  ["a new policy that allows traffic", undefined, from(app({ a: "b" })), "undecided"],
  ["another peer", from(app({ a: "b" })), from(app({ a: "b" }), app({ a: "c" })), "broader"],
  ["another label of a peer", from(app({ a: "b" })), from(app({ a: "b", c: "d" })), "narrower"],
  ["all peers", from(app({ a: "b" })), policy({ ingress: [{}] }), "broader"],
  ["all namespaces", from(app({ a: "b" })), from({ ...app({ a: "b" }), namespaceSelector: {} }), "broader"],
  [
    "a smaller exception",
    from({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/9"] } }),
    from({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/10"] } }),
    "broader",
  ],
  ["a removed port", policy({ ingress: [{ ports: [{ port: 80 }] }] }), policy({ ingress: [{}] }), "broader"],
  [
    "a port in a range",
    policy({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
    policy({ ingress: [{ ports: [{ protocol: "TCP", port: 85 }] }] }),
    "narrower",
  ],
  ["fewer selected pods", policy({}), policy({ podSelector: { matchLabels: { a: "b" } } }), "broader"],
  ["more isolated directions", policy({}), policy({ policyTypes: ["Ingress", "Egress"] }), "narrower"],
  [
    "the same values of a label",
    policy({ podSelector: { matchLabels: { a: "b" } } }),
    policy({ podSelector: { matchExpressions: [{ key: "a", operator: "In", values: ["b"] }] } }),
    "same",
  ],
];

describe("compareAccess of Kubernetes objects", () => {
  it.each(ROLES)("compares roles: %s", (_, before, after, verdict) => {
    expect(verdictOf("rbac.authorization.k8s.io/v1:ClusterRole", before, after)).toBe(verdict);
  });

  it.each(BINDINGS)("compares role bindings: %s", (_, before, after, verdict) => {
    expect(verdictOf("rbac.authorization.k8s.io/v1:ClusterRoleBinding", before, after)).toBe(verdict);
  });

  it.each(NETWORK_POLICIES)("compares network policies: %s", (_, before, after, verdict) => {
    expect(verdictOf("networking.k8s.io/v1:NetworkPolicy", before, after)).toBe(verdict);
  });

  it("compares the types of services", () => {
    expect(verdictOf("core/v1:Service", { spec: {} }, { spec: { type: "LoadBalancer" } })).toBe("broader");
  });
});
