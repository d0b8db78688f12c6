import { unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { NETWORK, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { deployed } from "../../../test/network";
import { EcsTask, Vpc, type EcsTaskArgs, type VpcArgs } from "../index";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:api-a1b2c3";
const PARAMETER = "arn:aws:ssm:eu-west-1:123456789012:parameter/api";

/** Returns the issues of a task in a network that this program creates. */
async function issuesOf(vpc: VpcArgs, task: Partial<EcsTaskArgs>) {
  let issues: ReturnType<typeof issuesThrownBy> = [];
  await deployed(() => {
    const network = new Vpc("shop", { availabilityZones: ["eu-west-1a", "eu-west-1b"], ...vpc });
    issues = issuesThrownBy(() => new EcsTask("report", { ...REQUIRED_ARGUMENTS, network, ...task }));
  });
  return issues;
}

const ECS_ONLY = { interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs"] };

const UNREACHABLE: [description: string, vpc: VpcArgs, task: Partial<EcsTaskArgs>, ...codes: string[]][] = [
  ["isolated subnets without endpoints", {}, { subnets: "isolated" }, "conflict subnets"],
  ["private subnets without a NAT gateway or endpoints", { nat: "none" }, {}, "conflict network"],
  [
    "a public image in isolated subnets",
    { interfaceEndpoints: "ecs" },
    { subnets: "isolated", image: "nginx:1.29.3" },
    "conflict subnets",
  ],
  ["a secret without an endpoint", ECS_ONLY, { subnets: "isolated", secrets: { KEY: SECRET } }, "conflict subnets"],
  [
    "a parameter without an endpoint",
    ECS_ONLY,
    { subnets: "isolated", secrets: { KEY: PARAMETER } },
    "conflict subnets",
  ],
  ["sessions without an endpoint", ECS_ONLY, { subnets: "isolated", exec: true }, "conflict subnets"],
  [
    "layers of images without the endpoint for S3",
    { ...ECS_ONLY, gatewayEndpoints: [] },
    { subnets: "isolated" },
    "conflict subnets",
  ],
];

describe("the connectivity of a task", () => {
  it.each(UNREACHABLE)("rejects %s", async (_, vpc, task, ...codes) => {
    expect(codesOf(await issuesOf(vpc, task))).toEqual(codes);
  });

  it("explains each issue", async () => {
    const issues = await Promise.all(UNREACHABLE.map(([, vpc, task]) => issuesOf(vpc, task)));
    expect(issues.map(wordingOf).join("\n")).toMatchSnapshot();
  });

  it.each<[string, VpcArgs, Partial<EcsTaskArgs>]>([
    ["private subnets with a NAT gateway", {}, { image: "nginx:1.29.3" }],
    [
      "isolated subnets with endpoints",
      { interfaceEndpoints: "ecs" },
      { subnets: "isolated", exec: true, secrets: { KEY: SECRET } },
    ],
  ])("accepts %s", async (_, vpc, task) => {
    expect(await issuesOf(vpc, task)).toEqual([]);
  });

  it("accepts a secret and an image that are not known yet", async () => {
    const task = {
      subnets: "isolated",
      secrets: { KEY: unknownOutput<string>() },
      image: unknownOutput<string>(),
    } as const;
    expect(await issuesOf(ECS_ONLY, task)).toEqual([]);
  });

  it("is not checked in networks whose routes are unknown", async () => {
    const create = () => new EcsTask("report", { ...REQUIRED_ARGUMENTS, network: NETWORK, subnets: "isolated" });
    expect((await deployed(create)).byType("aws:ecs/taskDefinition:TaskDefinition")).toHaveLength(1);
  });
});
