import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { EcsCluster } from "./index";

const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const ec2 = { network, instanceTypes: ["m7i.large", "m6i.large"], maxInstances: 6, imageId: "ami-0a1b2c3d" };

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "shop") => issuesThrownBy(() => new EcsCluster(name, args));

describe("the check of EcsCluster arguments", () => {
  const invalid: [args: object, codes: string[], name?: string][] = [
    [{ clusterName: "my cluster" }, ["invalid-format clusterName"]],
    [{}, ["invalid-format name"], "my cluster"],
    [{ capacity: "spot" }, ["not-allowed capacity"]],
    [{ capacity: { ec2, managedInstances: { network } } }, ["conflict capacity"]],
    [{ capacity: { ec2 } }, ["invalid-format name"], "ecs-shop"],
    [{ capacity: { ec2 } }, ["out-of-range name"], "a".repeat(43)],
    [{ capacity: { managedInstances: { network } } }, ["out-of-range name"], "a".repeat(37)],
    [
      { capacity: { ec2: { instanceTypes: ["large"], spotPercent: 101 } } },
      [
        "missing capacity.ec2.maxInstances",
        "out-of-range capacity.ec2.spotPercent",
        "missing capacity.ec2.network",
        "invalid-format capacity.ec2.instanceTypes[0]",
      ],
    ],
    [{ capacity: { ec2: { ...ec2, instanceTypes: [] } } }, ["wrong-type capacity.ec2.instanceTypes"]],
    [{ capacity: { ec2: { ...ec2, minInstances: 7 } } }, ["conflict capacity.ec2.minInstances"]],
    [
      { capacity: { ec2: { ...ec2, instanceTypes: ["m7i.large", "m7g.large"], imageId: undefined } } },
      ["conflict capacity.ec2.instanceTypes[1]"],
    ],
    [
      { capacity: { ec2: { ...ec2, rootVolumeGiB: 8, targetCapacityPercent: 0, imageId: "latest" } } },
      [
        "out-of-range capacity.ec2.rootVolumeGiB",
        "out-of-range capacity.ec2.targetCapacityPercent",
        "invalid-format capacity.ec2.imageId",
      ],
    ],
    [
      { capacity: { managedInstances: { vcpus: { min: 4, max: 2 }, instanceTypes: [], storageGiB: 0 } } },
      [
        "missing capacity.managedInstances.network",
        "out-of-range capacity.managedInstances.vcpus.max",
        "out-of-range capacity.managedInstances.storageGiB",
        "wrong-type capacity.managedInstances.instanceTypes",
      ],
    ],
    [{ containerInsights: true }, ["not-allowed containerInsights"]],
    [{ execLogging: true }, ["wrong-type execLogging"]],
    [
      { execLogging: { retentionDays: 31, kmsKeyArn: "alias/logs" } },
      ["not-allowed execLogging.retentionDays", "invalid-format execLogging.kmsKeyArn"],
    ],
    [
      { serviceConnectNamespace: "my shop", storageKmsKeyArn: "alias/x", region: "x", tags: 1 },
      [
        "invalid-format serviceConnectNamespace",
        "invalid-format storageKmsKeyArn",
        "invalid-format region",
        "wrong-type tags",
      ],
    ],
    [
      { insights: "enhanced", adopt: { namespace: {} } },
      ["unknown-argument insights", "unknown-argument adopt.namespace"],
    ],
  ];

  it.each(invalid.map(([args, codes, name = "shop"]) => [args, codes, name] as const))(
    "reports the issues of %j: %j",
    (args, codes, name) => {
      expect(codesOf(issuesOf(args, name))).toEqual(codes);
    },
  );

  it("explains each issue", () => {
    expect(invalid.map(([args, , name]) => wordingOf(issuesOf(args, name))).join("\n")).toMatchSnapshot();
  });
});
