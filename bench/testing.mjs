import { time } from "./timing.mjs";
import { child, root } from "./workspace.mjs";

const LIMIT_OF_MOCKS = new Map([
  [50, 1],
  [1000, 1 / 1.5],
]);

/** Compares `preview` of @roadbed/testing with the mocks of the SDK. Each runs in one process, without its loading time. */
export async function testing({ repetitions }) {
  const rows = [];
  for (const [size, limit] of LIMIT_OF_MOCKS) {
    const measure = async (way) => {
      const previews = String(size > 500 ? repetitions : repetitions * 10);
      const { output } = await time([process.execPath, child("in-process.js"), way, String(size), previews], {
        cwd: root,
      });
      return { cpu: Number(/fastest: ([\d.e-]+) s/.exec(output)?.[1]) };
    };
    rows.push({
      name: `@roadbed/testing, ${size} resources, relative to the mocks`,
      ...(await measure("testing")),
      other: await measure("mocks"),
      limit,
    });
  }
  return rows;
}
