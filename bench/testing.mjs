import { time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

const MOST_OF_MOCKS = new Map([
  [50, 1],
  [1000, 1 / 1.5],
]);

/** `preview` of @roadbed/testing against the SDK's mocks, in one process each and without what loading them takes. */
export async function testing({ repetitions }) {
  const rows = [];
  for (const [size, most] of MOST_OF_MOCKS) {
    const least = async (way) => {
      const previews = String(size > 500 ? repetitions : repetitions * 10);
      const { said } = await time([process.execPath, child("in-process.js"), way, String(size), previews], {
        cwd: root,
      });
      return { cpu: Number(/least: ([\d.e-]+) s/.exec(said)?.[1]) };
    };
    rows.push({
      name: `@roadbed/testing, ${size} resources, of mocks`,
      ...(await least("testing")),
      other: await least("mocks"),
      most,
    });
  }
  return rows;
}
