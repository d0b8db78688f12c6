import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addressesIn, planAddresses, type PlanTier } from "../src/aws/network/address-plan";
import { wordingOf } from "./argument-issues";
import { issuesOf } from "./network";

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
});
