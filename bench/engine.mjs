import { withCli } from "./cli.mjs";
import { alternately, time } from "./timing.mjs";
import { child, gate, writeLoop } from "./workspace.mjs";

const LIMIT_OF_MOCKS = 0.7;
const LIMIT_OF_CLI = 0.2;
const LIMIT_MEGABYTES = 300;
const LIMIT_GROWTH = 4.5;

/** Compares `roadbed check` of large programs with the mocks of the SDK and, if it is installed, the Pulumi CLI. */
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
            // The queues violate rules, because reporting findings takes time too.
            codes: [0, 5],
          }),
      },
      size > 5000 ? 1 : repetitions,
    );
    walls.set(size, taken.gate);
    const name = `${size} resources`;
    rows.push({
      name: `${name}, relative to the mocks`,
      ...taken.gate,
      other: taken.mocks,
      limit: size === 5000 ? LIMIT_OF_MOCKS : undefined,
    });
    const megabytes = Number(/peak memory: (\d+) MB/.exec(taken.gate.last.output)?.[1]);
    const limit = size <= 5000 ? LIMIT_MEGABYTES : undefined;
    rows.push({ name: `${name}, memory of the gate in MB`, value: megabytes, limit });
    if (size > 5000) continue;
    const cli = await withCli(cwd, (preview) => alternately({ preview }, 1));
    if (cli !== undefined)
      rows.push({
        name: `${name}, relative to pulumi preview`,
        ...taken.gate,
        other: cli.preview,
        limit: size === 5000 ? LIMIT_OF_CLI : undefined,
      });
  }
  const [small, large] = [walls.get(5000), walls.get(20_000)];
  // Compares CPU time, because the two did not alternate.
  if (small !== undefined && large !== undefined)
    rows.push({ name: "20000 resources, relative to 5000", cpu: large.cpu, other: small, limit: LIMIT_GROWTH });
  return rows;
}
