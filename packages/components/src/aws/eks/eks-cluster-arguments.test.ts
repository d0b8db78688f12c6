import { unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AUTO, FARGATE, IDENTITIES, MANAGED, NETWORK } from "../../../test/eks-cluster";
import { checkEksClusterArgs } from "./eks-cluster-checks";

type Case = [what: string, args: object, codes: string[], name?: string];

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "main") => issuesThrownBy(() => checkEksClusterArgs(name, args as never));

const platform = { principalArn: "arn:aws:iam::123456789012:role/platform", policy: "clusterAdmin" };
const DRIVER = "v1.55.0-eksbuild.1";

const general: Case[] = [
  [
    "missing arguments",
    {},
    ["missing version", "missing compute", "missing network", "missing addons", "missing access"],
  ],
  ["a version that is not a string", { ...AUTO, version: 1.35 }, ["wrong-type version"]],
  ["a patch version", { ...AUTO, version: "1.35.2" }, ["invalid-format version"]],
  ["an unknown compute", { ...AUTO, compute: "ec2" }, ["not-allowed compute"]],
  ["no network", { ...AUTO, network: "vpc-0a1b2c3d" }, ["wrong-type network"]],
  [
    "one subnet",
    { ...AUTO, network: { ...NETWORK, privateSubnetIds: ["subnet-0a1b2c3d"] } },
    ["out-of-range network.privateSubnetIds"],
  ],
  ["a public service block", { ...AUTO, serviceCidrBlock: "8.8.0.0/16" }, ["out-of-range serviceCidrBlock"]],
  ["a large service block", { ...AUTO, serviceCidrBlock: "10.0.0.0/8" }, ["out-of-range serviceCidrBlock"]],
  ["an invalid name", { ...AUTO, clusterName: "my shop" }, ["invalid-format clusterName"]],
  ["a long name", AUTO, ["out-of-range name"], "x".repeat(44)],
  ["a name that roles cannot have", AUTO, ["invalid-format name"], "my shop"],
  ["no logs", { ...AUTO, logTypes: [] }, ["out-of-range logTypes"]],
  [
    "wrong logs",
    { ...AUTO, logTypes: ["audit", "audit", "kubelet"], logRetentionDays: 91 },
    ["not-allowed logRetentionDays", "duplicate logTypes[1]", "not-allowed logTypes[2]"],
  ],
  ["logs that are no array", { ...AUTO, logTypes: "audit" }, ["wrong-type logTypes"]],
  [
    "wrong types",
    { ...AUTO, supportType: "premium", zonalShift: "yes", oidcProvider: 1, retainLogsOnDelete: 0 },
    ["wrong-type retainLogsOnDelete", "not-allowed supportType", "wrong-type zonalShift", "wrong-type oidcProvider"],
  ],
  [
    "wrong ARNs and a wrong Region",
    { ...AUTO, secretsKmsKeyArn: "alias/eks", logKmsKeyArn: "key", region: "Ireland", tags: [] },
    ["invalid-format secretsKmsKeyArn", "invalid-format logKmsKeyArn", "invalid-format region", "wrong-type tags"],
  ],
  ["a misspelled argument", { ...AUTO, addOns: {} }, ["unknown-argument addOns"]],
  [
    "a child that does not exist",
    { ...AUTO, adopt: { "addon-coredns": {} } },
    ["unknown-argument adopt.addon-coredns"],
  ],
  [
    "wrong credentials",
    { ...AUTO, kubeconfigOptions: { roleArn: "deploy", profile: "my profile" } },
    ["invalid-format kubeconfigOptions.roleArn", "invalid-format kubeconfigOptions.profile"],
  ],
];

const compute: Case[] = [
  ["node pools without Auto Mode", { ...MANAGED, nodePools: ["system"] }, ["conflict nodePools"]],
  ["unknown node pools", { ...AUTO, nodePools: ["spot"] }, ["not-allowed nodePools[0]"]],
  ["Fargate namespaces without Fargate", { ...AUTO, fargateNamespaces: ["orders"] }, ["conflict fargateNamespaces"]],
  [
    "wrong Fargate namespaces",
    { ...FARGATE, fargateNamespaces: ["Orders", "x", "x"] },
    ["invalid-format fargateNamespaces[0]", "duplicate fargateNamespaces[2]"],
  ],
  [
    "Fargate namespaces that are no array",
    { ...FARGATE, fargateNamespaces: "orders" },
    ["wrong-type fargateNamespaces"],
  ],
  ["nodes that are no function", { ...MANAGED, nodes: [] }, ["wrong-type nodes"]],
  ["nodes on Fargate", { ...FARGATE, nodes: () => [] }, ["conflict nodes"]],
];

const access: Case[] = [
  ["nobody with access", { ...AUTO, access: {} }, ["missing access"]],
  ["no administrator", { ...AUTO, access: { team: { ...platform, policy: "admin" } } }, ["missing access"]],
  [
    "an administrator of some namespaces",
    { ...AUTO, access: { team: { ...platform, namespaces: ["orders"] } } },
    ["conflict access.team.namespaces"],
  ],
  ["a principal twice", { ...AUTO, access: { a: platform, b: platform } }, ["duplicate access.b.principalArn"]],
  [
    "a session",
    {
      ...AUTO,
      access: { platform, me: { principalArn: "arn:aws:sts::123456789012:assumed-role/a/b", policy: "view" } },
    },
    ["invalid-format access.me.principalArn"],
  ],
  [
    "wrong principals",
    {
      ...AUTO,
      access: {
        platform,
        "a b": { ...platform, principalArn: "*" },
        team: { principalArn: "arn:aws:iam::123456789012:role/t", policy: "root", namespaces: ["Orders"] },
        none: null,
      },
    },
    [
      "wrong-type access.none",
      "invalid-format access.a b",
      "invalid-format access.a b.principalArn",
      "not-allowed access.team.policy",
      "invalid-format access.team.namespaces[0]",
    ],
  ],
];

const endpoint: Case[] = [
  ["an endpoint that the program cannot reach", { ...AUTO, apiAccessFrom: {} }, ["conflict kubernetesObjects"]],
  ["an endpoint for everyone", { ...AUTO, publicAccessCidrs: ["0.0.0.0/0"] }, ["conflict publicAccessCidrs[0]"]],
  [
    "wrong networks",
    { ...AUTO, publicAccessCidrs: ["203.0.113.1", "203.0.113.0/24", "203.0.113.0/24"] },
    ["invalid-format publicAccessCidrs[0]", "duplicate publicAccessCidrs[2]"],
  ],
  ["networks that are no array", { ...AUTO, publicAccessCidrs: "203.0.113.0/24" }, ["wrong-type publicAccessCidrs"]],
  [
    "many networks",
    { ...AUTO, publicAccessCidrs: Array.from({ length: 41 }, (_, index) => `203.0.${index}.0/24`) },
    ["out-of-range publicAccessCidrs"],
  ],
  ["wrong sources", { ...AUTO, apiAccessFrom: { ci: "10.0.0.1" } }, ["invalid-format apiAccessFrom.ci"]],
];

const addons: Case[] = [
  ["a missing add-on in Auto Mode", { ...AUTO, addons: {} }, ["missing addons"]],
  ["missing add-ons of managed nodes", { ...MANAGED, addons: { coredns: "v1.13.1-eksbuild.1" } }, ["missing addons"]],
  [
    "an add-on that Auto Mode includes",
    { ...AUTO, addons: { ...AUTO.addons, coredns: "v1.13.1-eksbuild.1" } },
    ["conflict addons.coredns"],
  ],
  [
    "an add-on that Fargate cannot run",
    { ...FARGATE, addons: { ...FARGATE.addons, "aws-ebs-csi-driver": DRIVER } },
    ["conflict addons.aws-ebs-csi-driver"],
  ],
  ["the latest version", { ...AUTO, addons: { "metrics-server": "latest" } }, ["invalid-format addons.metrics-server"]],
  [
    "wrong add-ons",
    {
      ...AUTO,
      addons: {
        "metrics-server": { version: 1, configuration: "{}", roleArns: ["x"], replicas: 2 },
        "My Addon": true,
      },
    },
    ["unknown-argument addons.metrics-server.replicas", "invalid-format addons.My Addon", "wrong-type addons.My Addon"],
  ],
  [
    "wrong settings of an add-on",
    { ...AUTO, addons: { "metrics-server": { version: "1", configuration: "{}", roleArns: { a: "driver" } } } },
    [
      "invalid-format addons.metrics-server.version",
      "wrong-type addons.metrics-server.configuration",
      "invalid-format addons.metrics-server.roleArns.a",
    ],
  ],
];

const networkPolicies: Case[] = [
  ["network policies on Fargate", { ...FARGATE, networkPolicy: true }, ["conflict networkPolicy"]],
  [
    "network policies of Auto Mode without objects",
    { ...AUTO, networkPolicy: true, kubernetesObjects: false },
    ["conflict networkPolicy"],
  ],
  [
    "network policies without their add-on",
    { ...MANAGED, networkPolicy: true, addons: { ...MANAGED.addons, "vpc-cni": false } },
    ["conflict networkPolicy"],
  ],
  [
    "two owners of a setting",
    {
      ...MANAGED,
      addons: {
        ...MANAGED.addons,
        "vpc-cni": { version: "v1.21.1-eksbuild.3", configuration: { enableNetworkPolicy: "false" } },
      },
    },
    ["conflict addons.vpc-cni.configuration.enableNetworkPolicy"],
  ],
];

const identities: Case[] = [
  [
    "controllers that Auto Mode includes",
    { ...AUTO, identities: { loadBalancerController: {}, karpenter: {} } },
    ["conflict identities.loadBalancerController", "conflict identities.karpenter"],
  ],
  ["identities on Fargate", { ...FARGATE, identities: { externalSecrets: {} } }, ["conflict identities"]],
  [
    "identities without the agent",
    { ...MANAGED, identities: IDENTITIES, addons: { ...MANAGED.addons, "eks-pod-identity-agent": false } },
    ["conflict identities"],
  ],
  ["no hosted zones", { ...AUTO, identities: { externalDns: {} } }, ["missing identities.externalDns.hostedZoneIds"]],
  [
    "wrong identities",
    {
      ...MANAGED,
      identities: {
        externalDns: { hostedZoneIds: ["example.com"], namespace: "*" },
        externalSecrets: { secretArns: ["*"], parameterArns: [], kmsKeyArns: ["alias/x"], serviceAccount: "A" },
        karpenter: { interruptionQueueArn: "queue" },
        argocd: {},
      },
    },
    [
      "unknown-argument identities.argocd",
      "invalid-format identities.externalDns.namespace",
      "invalid-format identities.externalDns.hostedZoneIds[0]",
      "invalid-format identities.externalSecrets.serviceAccount",
      "invalid-format identities.externalSecrets.secretArns[0]",
      "wrong-type identities.externalSecrets.parameterArns",
      "invalid-format identities.externalSecrets.kmsKeyArns[0]",
      "invalid-format identities.karpenter.interruptionQueueArn",
    ],
  ],
];

const CASES = [general, compute, access, endpoint, addons, networkPolicies, identities]
  .flat()
  .map(([what, args, codes, name = "main"]) => [what, args, codes, name] as const);

describe("the check of EksCluster arguments", () => {
  it.each(CASES)("reports %s", (_, args, codes, name) => {
    expect(codesOf(issuesOf(args, name))).toEqual(codes);
  });

  it("explains each issue", () => {
    const explained = CASES.map(([what, args, , name]) => `${what}\n${wordingOf(issuesOf(args, name))}`);
    expect(explained.join("\n\n")).toMatchSnapshot();
  });

  it.each([
    ["Auto Mode", AUTO],
    ["managed nodes", { ...MANAGED, identities: IDENTITIES }],
    ["Fargate", FARGATE],
    [
      "everyone, if that is written out",
      { ...AUTO, publicAccessCidrs: ["0.0.0.0/0"], allowPublicEndpointFromAnywhere: true },
    ],
    ["an unreachable endpoint without objects", { ...AUTO, apiAccessFrom: {}, kubernetesObjects: false }],
    ["unknown inputs", { ...AUTO, network: { vpcId: unknownOutput(), privateSubnetIds: unknownOutput() } }],
  ])("accepts %s", (_, args) => {
    expect(issuesOf(args)).toEqual([]);
  });
});
