import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Vpc } from "../src/aws";
import { addressesIn, planAddresses, type PlanTier } from "../src/aws/network/address-plan";
import { wordingOf } from "./argument-issues";
import { deployed, issuesOf } from "./network";

const guide = readFileSync(join(__dirname, "../../../docs/network.md"), "utf8");
const tiers = (["public", "private", "isolated"] as const).map((kind): PlanTier => ({ name: kind, kind }));

describe("docs/network.md", () => {
  it("lists the default netmasks of the address plan", () => {
    const documented = [...guide.matchAll(/^\| `\/(\d+)` +\|(.*)\|$/gm)].map(([, vpc, cells]) => [
      Number(vpc),
      (cells ?? "").split("|").map((cell) => cell.replaceAll("`", "").trim()),
    ]);
    const planned = [16, 18, 20, 22, 23].map((vpcNetmask) => {
      const { tierBlocks } = planAddresses({ vpcNetmask, maxZones: 6, tiers, slots: [] });
      const end = Math.max(...tierBlocks.map(({ offset, netmask, zones }) => offset + zones * addressesIn(netmask)));
      const free = Math.round(100 * (1 - end / addressesIn(vpcNetmask)));
      return [vpcNetmask, [...tierBlocks.map(({ netmask }) => `/${netmask}`), `${free} %`]];
    });
    expect(documented).toEqual(planned);
  });

  it("shows an error message of the component", () => {
    const data = { kind: "isolated", netmaskLength: 19 };
    const issues = issuesOf({ tiers: { public: {}, private: {}, isolated: {}, data } });
    expect(guide).toContain(`Vpc "network": ${wordingOf(issues)}`);
  });

  it("shows a transform that changes an input of a child", async () => {
    const plan = await deployed(
      () =>
        new Vpc(
          "network",
          { availabilityZones: ["eu-west-1a"] },
          {
            transforms: [
              ({ type, name, props, opts }) =>
                type === "aws:ec2/vpc:Vpc" && name === "network-vpc"
                  ? { props: { ...props, enableNetworkAddressUsageMetrics: true }, opts }
                  : undefined,
            ],
          },
        ),
    );
    expect(plan.get("aws:ec2/vpc:Vpc").inputs.enableNetworkAddressUsageMetrics).toBe(true);
  });
});
