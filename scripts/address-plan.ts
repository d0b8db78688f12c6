import { subnetCidrBlock } from "../packages/components/src/aws/shared/cidr";
import {
  addressesIn,
  planAddresses,
  type PlanTier,
  type TierBlocks,
} from "../packages/components/src/aws/network/address-plan";
import { slotKey, slotKeys } from "../packages/components/src/aws/network/availability-zones";

const VPC = "10.0.0.0/16";
const VPC_NETMASK = 16;
const MAX_ZONES = 6;
const USED_ZONES = 3;
const TIERS: PlanTier[] = [
  { name: "public", kind: "public" },
  { name: "private", kind: "private" },
  { name: "isolated", kind: "isolated" },
];

const LEFT = 112;
const CELL_WIDTH = 132;
const CELL_HEIGHT = 40;
const BAR = { top: 72, height: 36 };
const ROWS_TOP = 176;
const ROW_GAP = 10;
const WIDTH = LEFT + MAX_ZONES * CELL_WIDTH + 16;
const HEIGHT = ROWS_TOP + TIERS.length * (CELL_HEIGHT + ROW_GAP) + 64;

const STYLE = `
    svg { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
    .page { fill: #ffffff; } text { fill: #1f2328; } .quiet { fill: #59636e; font-size: 12px; }
    .head { font: 600 14px system-ui, sans-serif; } .edge { fill: none; stroke: #d1d9e0; }
    .public { fill: #cfe8ff; stroke: #0969da; } .private { fill: #d3f2d8; stroke: #1a7f37; }
    .isolated { fill: #f6e0bd; stroke: #9a6700; } .spare { fill-opacity: 0.25; stroke-dasharray: 4 3; }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117; } text { fill: #f0f6fc; } .quiet { fill: #9198a1; } .edge { stroke: #3d444d; }
      .public { fill: #12304f; stroke: #4493f8; } .private { fill: #12351d; stroke: #3fb950; }
      .isolated { fill: #40310f; stroke: #d29922; }
    }`;

/** Returns an SVG image of the default address plan. */
export function addressPlanSvg(): string {
  const { tierBlocks } = planAddresses({ vpcNetmask: VPC_NETMASK, maxZones: MAX_ZONES, tiers: TIERS, slots: [] });
  const parts = [
    `<rect class="page" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    text(16, 30, `${VPC}, addresses for ${MAX_ZONES} zones, ${USED_ZONES} in use`, "head"),
    ...bar(tierBlocks),
    ...slotKeys(MAX_ZONES).map((key, slot) => text(LEFT + slot * CELL_WIDTH + 4, ROWS_TOP - 10, key, "quiet")),
    ...tierBlocks.flatMap((blocks, row) => tierRow(blocks, row)),
    ...legend(),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title desc">`,
    `<title id="title">The default address plan of a Vpc</title>`,
    `<desc id="desc">${descriptionOf(tierBlocks)}</desc>`,
    `<style>${STYLE}\n</style>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/** Returns a bar with the addresses of each tier and the free addresses, to scale. */
function bar(tierBlocks: readonly TierBlocks[]): string[] {
  const scale = (MAX_ZONES * CELL_WIDTH) / addressesIn(VPC_NETMASK);
  const { top, height } = BAR;
  const boxes = tierBlocks.flatMap((blocks) => {
    const size = blocks.zones * addressesIn(blocks.netmask);
    const [x, width] = [LEFT + blocks.offset * scale, size * scale];
    return [rect(x, top, width, height, blocks.tier.kind), text(x + 4, top + 22, blocks.tier.name)];
  });
  const plannedEnd = endOf(tierBlocks);
  const free = Math.round((100 * (addressesIn(VPC_NETMASK) - plannedEnd)) / addressesIn(VPC_NETMASK));
  return [
    text(16, top + 22, "to scale", "quiet"),
    `<rect class="edge" x="${LEFT}" y="${top}" width="${MAX_ZONES * CELL_WIDTH}" height="${height}"/>`,
    ...boxes,
    text(LEFT + plannedEnd * scale + 8, top + 22, `${free} % free`, "quiet"),
    ...tierBlocks.map((blocks) =>
      text(LEFT + blocks.offset * scale, top + height + 18, address(blocks.offset), "quiet"),
    ),
  ];
}

/** Returns one block for each Availability Zone: solid for a subnet, dashed for a reserved block. */
function tierRow({ tier, offset, netmask }: TierBlocks, row: number): string[] {
  const y = ROWS_TOP + row * (CELL_HEIGHT + ROW_GAP);
  const cells = slotKeys(MAX_ZONES).flatMap((_, slot) => {
    const x = LEFT + slot * CELL_WIDTH;
    const cidrBlock = subnetCidrBlock(VPC, { offset: offset + slot * addressesIn(netmask), netmask });
    const isUsed = slot < USED_ZONES;
    return [
      rect(x, y, CELL_WIDTH - 6, CELL_HEIGHT, isUsed ? tier.kind : `${tier.kind} spare`),
      text(x + 8, y + 25, cidrBlock, isUsed ? "" : "quiet"),
    ];
  });
  return [text(16, y + 25, tier.name), ...cells];
}

function legend(): string[] {
  const y = HEIGHT - 36;
  return [
    rect(LEFT, y, 18, 14, "private"),
    text(LEFT + 26, y + 12, "subnet", "quiet"),
    rect(LEFT + CELL_WIDTH, y, 18, 14, "private spare"),
    text(
      LEFT + CELL_WIDTH + 26,
      y + 12,
      `reserved: adding ${slotKey(USED_ZONES + 1)} moves no existing subnet`,
      "quiet",
    ),
  ];
}

const descriptionOf = (tierBlocks: readonly TierBlocks[]): string =>
  tierBlocks
    .map(({ tier, offset, netmask }) => `${tier.name}: ${MAX_ZONES} blocks of /${netmask} from ${address(offset)}.`)
    .join(" ");

const endOf = (tierBlocks: readonly TierBlocks[]): number =>
  Math.max(...tierBlocks.map(({ offset, netmask, zones }) => offset + zones * addressesIn(netmask)));

const address = (offset: number): string => subnetCidrBlock(VPC, { offset, netmask: 32 }).replace("/32", "");

const rect = (x: number, y: number, width: number, height: number, style: string): string =>
  `<rect class="${style}" x="${round(x)}" y="${y}" width="${round(width)}" height="${height}" rx="3"/>`;

const text = (x: number, y: number, content: string, style = ""): string =>
  `<text${style === "" ? "" : ` class="${style}"`} x="${round(x)}" y="${y}">${content}</text>`;

const round = (number: number): number => Math.round(number * 10) / 10;
