import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { EKS_CLUSTER } from "../../../test/eks";
import { IrsaRole, PodIdentity } from "./index";

const required = { cluster: EKS_CLUSTER, namespace: "shop", serviceAccount: "orders" };

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const identityIssues = (args: object, name = "orders") => issuesThrownBy(() => new PodIdentity(name, args as never));
const irsaIssues = (args: object, name = "orders") => issuesThrownBy(() => new IrsaRole(name, args as never));

type Case = [args: object, codes: string[], name?: string];

const shared: Case[] = [
  [{}, ["missing cluster", "missing namespace", "missing serviceAccount"]],
  [{ ...required, cluster: "shop" }, ["wrong-type cluster"]],
  [
    { ...required, cluster: { ...EKS_CLUSTER, clusterName: "my shop", clusterArn: "shop" } },
    ["invalid-format cluster.clusterName", "invalid-format cluster.clusterArn"],
  ],
  [
    { ...required, namespace: "*", serviceAccount: "orders-*" },
    ["not-allowed namespace", "not-allowed serviceAccount"],
  ],
  [
    { ...required, namespace: "shop.eu", serviceAccount: "Orders" },
    ["invalid-format namespace", "invalid-format serviceAccount"],
  ],
  [{ ...required, permissions: "s3:*" }, ["wrong-type permissions"]],
  [{ ...required, permissions: ["s3:GetObject", 5] }, ["wrong-type permissions[0]", "wrong-type permissions[1]"]],
  [{ ...required, policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }, ["wrong-type policies"]],
  [
    {
      ...required,
      policies: { policy: "arn:aws:iam::aws:policy/ReadOnlyAccess", "a b": "arn:aws:iam::aws:policy/x", logs: "Logs" },
    },
    ["duplicate policies.policy", "invalid-format policies.a b", "invalid-format policies.logs"],
  ],
  [required, ["out-of-range name"], "x".repeat(52)],
  [required, ["invalid-format name"], "my orders"],
  [
    { ...required, region: "Ireland", tags: [], roleName: "x", adopt: { roles: {} } },
    ["unknown-argument roleName", "invalid-format region", "wrong-type tags", "unknown-argument adopt.roles"],
  ],
];

const podIdentity: Case[] = [...shared, [{ ...required, targetRoleArn: "reports" }, ["invalid-format targetRoleArn"]]];

const irsa: Case[] = [
  ...shared,
  [
    { ...required, cluster: { clusterName: "shop", clusterArn: EKS_CLUSTER.clusterArn } },
    ["missing cluster.oidcProviderArn", "missing cluster.oidcIssuerUrl"],
  ],
  [
    { ...required, cluster: { ...EKS_CLUSTER, oidcProviderArn: "shop", oidcIssuerUrl: "oidc.eks.amazonaws.com/" } },
    ["invalid-format cluster.oidcProviderArn", "invalid-format cluster.oidcIssuerUrl"],
  ],
  [
    { ...required, cluster: { ...EKS_CLUSTER, oidcIssuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/OTHER" } },
    ["conflict cluster.oidcIssuerUrl"],
  ],
];

describe.each([
  ["PodIdentity", identityIssues, podIdentity],
  ["IrsaRole", irsaIssues, irsa],
] as const)("the check of %s arguments", (_, issuesOf, cases) => {
  it.each(cases.map(([args, codes, name = "orders"]) => [args, codes, name] as const))(
    "reports the issues of %j: %j",
    (args, codes, name) => {
      expect(codesOf(issuesOf(args, name))).toEqual(codes);
    },
  );

  it("explains each issue", () => {
    expect(cases.map(([args, , name]) => wordingOf(issuesOf(args, name))).join("\n")).toMatchSnapshot();
  });

  it("accepts the longest name", () => {
    expect(issuesOf(required, "x".repeat(51))).toEqual([]);
  });
});
