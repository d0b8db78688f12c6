import { withCli } from "./cli.mjs";
import { alternately, time } from "./timing.mjs";
import { child, gate, writeLoop } from "./workspace.mjs";

const MOST_OF_MOCKS = 0.7;
const MOST_OF_CLI = 0.2;
const MOST_MEGABYTES = 300;
const MOST_GROWTH = 4.5;

/** `roadbed check` of large programs against the SDK's mocks and, where it is installed, the Pulumi CLI. */
export async function engine({ sizes, repetitions }) {
  const rows = [];
  const walls = new Map();
  for (const size of sizes) {
    const cwd = writeLoop(size);
    const taken = await alternately(
      {
        mocks: () => time([process.execPath, child("mocks.js"), String(size)], { cwd }),
        gate: () =>
          time([process.execPath, "--require", child("peak-memory.js"), gate, "check", cwd, "-s", "dev"], {
            cwd,
            // The queues break rules, which costs time too.
            codes: [0, 5],
          }),
      },
      size > 5000 ? 1 : repetitions,
    );
    walls.set(size, taken.gate);
    const name = `${size} resources`;
    rows.push({
      name: `${name}, of the SDK's mocks`,
      ...taken.gate,
      other: taken.mocks,
      most: size === 5000 ? MOST_OF_MOCKS : undefined,
    });
    const megabytes = Number(/peak memory: (\d+) MB/.exec(taken.gate.last.said)?.[1]);
    const most = size <= 5000 ? MOST_MEGABYTES : undefined;
    rows.push({ name: `${name}, memory of the gate in MB`, value: megabytes, most });
    if (size > 5000) continue;
    const cli = await withCli(cwd, (preview) => alternately({ preview }, 1));
    if (cli !== undefined)
      rows.push({
        name: `${name}, of pulumi preview`,
        ...taken.gate,
        other: cli.preview,
        most: size === 5000 ? MOST_OF_CLI : undefined,
      });
  }
  const [small, large] = [walls.get(5000), walls.get(20_000)];
  // By processors: the two were not measured in turns.
  if (small !== undefined && large !== undefined)
    rows.push({ name: "20000 resources, of 5000", cpu: large.cpu, other: small, most: MOST_GROWTH });
  return rows;
}
