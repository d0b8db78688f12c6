import * as pulumi from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AUTO_MODE_CLUSTER, EKS_CLUSTER } from "../../../test/eks";
import { deployed } from "../../../test/network";
import { NETWORK } from "../../../test/workload";
import { Vpc } from "../index";
import { EksNodeGroup } from "./index";

const required = {
  cluster: EKS_CLUSTER,
  network: NETWORK,
  instanceTypes: ["m7i.large", "m6i.large"],
  maxNodes: 5,
  releaseVersion: "1.35.0-20260120",
};

/** Returns the issues of arguments, which may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "general") => issuesThrownBy(() => new EksNodeGroup(name, args as never));

beforeAll(() => pulumi.runtime.setMocks({ call: () => ({}), newResource: ({ name }) => ({ id: name, state: {} }) }));

const TAINT = { key: "dedicated", value: "batch", effect: "NoSchedule" };

describe("the check of EksNodeGroup arguments", () => {
  const invalid: [args: object, codes: string[], name?: string][] = [
    [{}, ["missing cluster", "missing network", "missing instanceTypes", "missing maxNodes", "missing releaseVersion"]],
    [{ ...required, cluster: AUTO_MODE_CLUSTER }, ["conflict cluster.compute"]],
    [{ ...required, cluster: { ...EKS_CLUSTER, compute: "fargate" } }, ["conflict cluster.compute"]],
    [required, ["invalid-format name"], "a general"],
    [required, ["out-of-range name"], "x".repeat(46)],
    [{ ...required, network: { vpcId: "vpc-1", privateSubnetIds: [] } }, ["out-of-range network.privateSubnetIds"]],
    [{ ...required, network: "vpc-1" }, ["wrong-type network"]],
    [
      { ...required, network: { vpcId: "vpc-1", privateSubnetIds: "subnet-1" } },
      ["wrong-type network.privateSubnetIds"],
    ],
    [{ ...required, network: { privateSubnetIds: ["net"] } }, ["invalid-format network.privateSubnetIds"]],
    [{ ...required, subnetIds: ["subnet-1"] }, ["wrong-type subnetIds"]],
    [{ ...required, amiType: 5, adopt: null }, ["wrong-type adopt", "not-allowed amiType"]],
    [{ ...required, network: undefined, subnetIds: { az1: "subnet-1" } }, ["missing network"]],
    [{ ...required, subnetIds: {} }, ["out-of-range subnetIds"]],
    [{ ...required, subnetIds: { az1: "net", az9: "subnet-1" } }, ["unknown-argument subnetIds.az9"]],
    [{ ...required, subnetIds: { az1: "net" } }, ["invalid-format subnetIds.az1"]],
    [
      { ...required, instanceTypes: ["m7i.large", "m7i.large", "large"] },
      ["duplicate instanceTypes[1]", "invalid-format instanceTypes[2]"],
    ],
    [{ ...required, instanceTypes: "m7i.large" }, ["wrong-type instanceTypes"]],
    [{ ...required, instanceTypes: Array.from({ length: 21 }, (_, i) => `m7i.x${i}`) }, ["out-of-range instanceTypes"]],
    [{ ...required, instanceTypes: ["m7i.large", "m7g.large"] }, ["conflict instanceTypes[1]"]],
    [
      { ...required, amiType: "BOTTLEROCKET_ARM_64", releaseVersion: "1.52.0-0ab4fab4" },
      ["conflict instanceTypes[0]", "conflict instanceTypes[1]"],
    ],
    [
      { ...required, instanceTypes: ["g5.xlarge", "inf2.xlarge"] },
      ["conflict instanceTypes[0]", "conflict instanceTypes[1]"],
    ],
    [{ ...required, instanceTypes: ["m7i.large"], capacityType: "spot" }, ["conflict instanceTypes"]],
    [{ ...required, capacityType: "SPOT" }, ["not-allowed capacityType"]],
    [{ ...required, amiType: "WINDOWS_CORE_2022_x86_64" }, ["not-allowed amiType"]],
    [{ ...required, amiType: "AL2_ARM_64" }, ["not-allowed amiType"]],
    [{ ...required, amiType: "CUSTOM" }, ["not-allowed amiType"]],
    [{ ...required, amiType: "AL2023_x86_64" }, ["not-allowed amiType"]],
    [{ ...required, releaseVersion: "latest" }, ["invalid-format releaseVersion"]],
    [{ ...required, amiType: "BOTTLEROCKET_x86_64", releaseVersion: "1.52.0" }, ["invalid-format releaseVersion"]],
    [{ ...required, version: "1.34" }, ["conflict version"]],
    [{ ...required, version: "v1.35" }, ["invalid-format version"]],
    [{ ...required, cluster: { ...EKS_CLUSTER, version: "1.34" } }, ["conflict releaseVersion"]],
    [{ ...required, cluster: { ...EKS_CLUSTER, version: "1.39" } }, ["conflict releaseVersion"]],
    [{ ...required, minNodes: 6 }, ["conflict minNodes"]],
    [{ ...required, minNodes: -1, maxNodes: 0 }, ["out-of-range minNodes", "out-of-range maxNodes"]],
    [{ ...required, initialNodes: 6 }, ["out-of-range initialNodes"]],
    [
      {
        ...required,
        labels: {
          "node.kubernetes.io/role": "x",
          "eks.amazonaws.com/x": "y",
          team: "",
          [`${"a".repeat(60)}.b/x`]: "z",
        },
      },
      [
        'not-allowed labels["node.kubernetes.io/role"]',
        'not-allowed labels["eks.amazonaws.com/x"]',
        'out-of-range labels["team"]',
        `out-of-range labels["${"a".repeat(60)}.b/x"]`,
      ],
    ],
    [
      { ...required, taints: [TAINT, TAINT, { key: `${"a".repeat(60)}.b/x`, effect: "NO_SCHEDULE" }] },
      ["duplicate taints[1]", "out-of-range taints[2].key", "not-allowed taints[2].effect"],
    ],
    [
      { ...required, ephemeralStorage: { sizeGiB: 10, kmsKeyArn: "alias/ebs" } },
      ["out-of-range ephemeralStorage.sizeGiB", "invalid-format ephemeralStorage.kmsKeyArn"],
    ],
    [{ ...required, ephemeralStorage: { sizeGiB: 20, iops: 12_000 } }, ["conflict ephemeralStorage.iops"]],
    [{ ...required, ephemeralStorage: { throughput: 1000 } }, ["conflict ephemeralStorage.throughput"]],
    [
      { ...required, cluster: { ...EKS_CLUSTER, clusterSecurityGroupId: undefined }, securityGroupIds: ["sg-1a"] },
      ["missing cluster.clusterSecurityGroupId"],
    ],
    [
      { ...required, update: { maxUnavailable: 0, strategy: "FAST", force: 1 } },
      ["out-of-range update.maxUnavailable", "not-allowed update.strategy", "wrong-type update.force"],
    ],
    [{ ...required, update: { maxUnavailable: "0%" } }, ["invalid-format update.maxUnavailable"]],
    [{ ...required, update: "fast" }, ["wrong-type update"]],
    [
      { ...required, repair: { maxUnhealthy: "x", maxParallel: 0 } },
      ["out-of-range repair.maxParallel", "invalid-format repair.maxUnhealthy"],
    ],
    [{ ...required, repair: "yes" }, ["wrong-type repair"]],
    [
      { ...required, sessionManager: "yes", policies: { cni: "arn:aws:iam::aws:policy/X", extra: "X" } },
      ["wrong-type sessionManager", "duplicate policies.cni", "invalid-format policies.extra"],
    ],
    [
      { ...required, desiredSize: 3, adopt: { nodes: {} }, region: "x", tags: 1 },
      ["unknown-argument desiredSize", "invalid-format region", "wrong-type tags", "unknown-argument adopt.nodes"],
    ],
  ];

  it.each(invalid.map(([args, codes, name = "general"]) => [args, codes, name] as const))(
    "reports the issues of %j: %j",
    (args, codes, name) => {
      expect(codesOf(issuesOf(args, name))).toEqual(codes);
    },
  );

  it("explains each issue", () => {
    expect(invalid.map(([args, , name]) => wordingOf(issuesOf(args, name))).join("\n")).toMatchSnapshot();
  });

  it("rejects a Vpc without a private tier", async () => {
    const program = () => {
      const network = new Vpc("network", { tiers: { data: { kind: "isolated" } } });
      new EksNodeGroup("general", { ...required, network });
    };
    await expect(deployed(program)).rejects.toThrow("the network has no private tier");
  });

  it("rejects nodes that are newer than a cluster whose version is an output", async () => {
    const cluster = { ...EKS_CLUSTER, version: pulumi.output("1.34") };
    await expect(deployed(() => new EksNodeGroup("general", { ...required, cluster }))).rejects.toThrow(
      "nodes with Kubernetes 1.35 are newer than the cluster, which has 1.34",
    );
  });
});
