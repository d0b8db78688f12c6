import * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AUTO_MODE_CLUSTER, EKS_CLUSTER } from "../../../test/eks";
import { NETWORK } from "../../../test/workload";
import { EksNodePool } from "./index";

class Provider extends pulumi.ProviderResource {}

const kubernetesProvider = () => new Provider("kubernetes", "shop");
const required = { cluster: AUTO_MODE_CLUSTER, network: NETWORK, limits: { cpu: 64 } };

/**
 * Returns the issues of arguments, to which the provider is added. The arguments may have any type, as in JavaScript programs
 * and configuration files.
 */
const issuesOf = (args: object, name = "batch") =>
  issuesThrownBy(() => new EksNodePool(name, { kubernetesProvider: kubernetesProvider(), ...args } as never));

beforeAll(() => pulumi.runtime.setMocks({ call: () => ({}), newResource: ({ name }) => ({ id: name, state: {} }) }));

const TAINT = { key: "dedicated", value: "batch", effect: "NoSchedule" };

describe("the check of EksNodePool arguments", () => {
  const invalid: [args: object, codes: string[], name?: string][] = [
    [
      { kubernetesProvider: undefined },
      ["missing cluster", "missing network", "missing limits", "missing kubernetesProvider"],
    ],
    [
      { ...required, cluster: { ...EKS_CLUSTER, clusterSecurityGroupId: undefined } },
      ["conflict cluster.compute", "missing cluster.clusterSecurityGroupId"],
    ],
    [{ ...required, kubernetesProvider: "shop" }, ["wrong-type kubernetesProvider"]],
    [{ ...required, network: { privateSubnetIds: [] } }, ["out-of-range network.privateSubnetIds"]],
    [{ ...required, limits: {} }, ["missing limits.cpu"]],
    [
      { ...required, limits: { cpu: -1, memory: "lots", nodes: true } },
      ["invalid-format limits.cpu", "invalid-format limits.memory", "wrong-type limits.nodes"],
    ],
    [{ ...required, poolName: "system" }, ["not-allowed poolName"]],
    [required, ["not-allowed name"], "general-purpose"],
    [required, ["invalid-format name"], "Batch"],
    [required, ["out-of-range name"], "x".repeat(47)],
    [
      { ...required, capacityTypes: ["ON_DEMAND"], architectures: [] },
      ["not-allowed capacityTypes[0]", "wrong-type architectures"],
    ],
    [{ ...required, capacityTypes: ["spot", "spot"] }, ["duplicate capacityTypes[1]"]],
    [
      {
        ...required,
        requirements: [
          { key: "karpenter.k8s.aws/instance-category", operator: "In", values: ["c"] },
          { key: "karpenter.sh/capacity-type", operator: "In", values: ["spot"] },
          { key: "karpenter.sh/nodepool", operator: "Exists" },
          { key: "eks.amazonaws.com/instance-cpu", operator: "Gt", values: ["4", "8"] },
          { key: "eks.amazonaws.com/instance-cpu", operator: "In" },
          { key: "eks.amazonaws.com/instance-cpu", operator: "Exists", values: ["4"] },
          { key: "a b", operator: "Equals", values: "4" },
        ],
      },
      [
        "not-allowed requirements[0].key",
        "conflict requirements[1].key",
        "not-allowed requirements[2].key",
        "invalid-format requirements[3].values",
        "missing requirements[4].values",
        "conflict requirements[5].values",
        "invalid-format requirements[6].key",
        "not-allowed requirements[6].operator",
        "wrong-type requirements[6].values",
      ],
    ],
    [{ ...required, requirements: { arch: "amd64" } }, ["wrong-type requirements"]],
    [
      { ...required, labels: { "kubernetes.io/hostname": "x", "karpenter.sh/x": "y", "-": "z", team: "a b" } },
      [
        'not-allowed labels["kubernetes.io/hostname"]',
        'not-allowed labels["karpenter.sh/x"]',
        'invalid-format labels["-"]',
        'invalid-format labels["team"]',
      ],
    ],
    [
      { ...required, taints: [TAINT, TAINT, { key: "x", effect: "NO_SCHEDULE" }], startupTaints: "x" },
      ["duplicate taints[1]", "not-allowed taints[2].effect", "wrong-type startupTaints"],
    ],
    [
      { ...required, weight: 0, expireAfterHours: 500, terminationGracePeriodHours: 24, networkPolicy: "deny" },
      ["out-of-range weight", "conflict expireAfterHours", "not-allowed networkPolicy"],
    ],
    [
      { ...required, expireAfterHours: 505, terminationGracePeriodHours: 0 },
      ["out-of-range expireAfterHours", "out-of-range terminationGracePeriodHours"],
    ],
    [
      {
        ...required,
        disruption: {
          consolidationPolicy: "Never",
          consolidateAfterSeconds: -1,
          budgets: [
            { nodes: "ten" },
            { nodes: -1, schedule: "@often" },
            { nodes: "10%", durationMinutes: 0 },
            { nodes: 1, reasons: ["Expired"] },
            { nodes: 1, reasons: "Empty", every: "day" },
          ],
        },
      },
      [
        "not-allowed disruption.consolidationPolicy",
        "out-of-range disruption.consolidateAfterSeconds",
        "invalid-format disruption.budgets[0].nodes",
        "out-of-range disruption.budgets[1].nodes",
        "invalid-format disruption.budgets[1].schedule",
        "missing disruption.budgets[1].durationMinutes",
        "out-of-range disruption.budgets[2].durationMinutes",
        "missing disruption.budgets[2].schedule",
        "not-allowed disruption.budgets[3].reasons[0]",
        "unknown-argument disruption.budgets[4].every",
      ],
    ],
    [{ ...required, disruption: { budgets: "10%" } }, ["wrong-type disruption.budgets"]],
    [{ ...required, disruption: "never" }, ["wrong-type disruption"]],
    [
      {
        ...required,
        ephemeralStorage: { sizeGiB: 0, iops: 100, throughput: 5000, kmsKeyArn: "alias/ebs" },
        securityGroupIds: ["web"],
        instanceTags: { "aws:team": "x" },
      },
      [
        "out-of-range ephemeralStorage.sizeGiB",
        "out-of-range ephemeralStorage.iops",
        "out-of-range ephemeralStorage.throughput",
        "invalid-format ephemeralStorage.kmsKeyArn",
        "invalid-format securityGroupIds[0]",
        'not-allowed instanceTags["aws:team"]',
      ],
    ],
    [
      { ...required, instanceTypes: ["m7i.large"], adopt: { pool: {} }, region: "x", tags: 1 },
      ["unknown-argument instanceTypes", "invalid-format region", "wrong-type tags", "unknown-argument adopt.pool"],
    ],
  ];

  it.each(invalid.map(([args, codes, name = "batch"]) => [args, codes, name] as const))(
    "reports the issues of %j: %j",
    (args, codes, name) => {
      expect(codesOf(issuesOf(args, name))).toEqual(codes);
    },
  );

  it("explains each issue", () => {
    expect(invalid.map(([args, , name]) => wordingOf(issuesOf(args, name))).join("\n")).toMatchSnapshot();
  });

  it("rejects a provider of another package", () => {
    const provider = new Provider("aws", "frankfurt");
    expect(codesOf(issuesOf({ ...required, kubernetesProvider: provider }))).toEqual(["wrong-type kubernetesProvider"]);
  });
});
