// Prints the CPU time of the fastest preview of `loop.js` in this process: in-process.js <mocks|testing> <size> <repetitions>
const { runtime } = require("@pulumi/pulumi");
const loop = require("./loop.js");

const mocks = { newResource: ({ inputs }) => ({ id: undefined, state: inputs }), call: () => ({}) };
const ways = {
  mocks: () => async (size) => {
    await runtime.setMocks(mocks, "loop", "dev", true);
    loop(size);
    await runtime.disconnect();
  },
  testing: () => {
    const { preview } = require("@roadbed/testing");
    return (size) => preview(() => loop(size));
  },
};

async function main() {
  const [, , way, size, repetitions] = process.argv;
  const run = ways[way]();
  await run(10);
  const taken = [];
  for (let repetition = 0; repetition < Number(repetitions); repetition += 1) {
    const start = process.cpuUsage();
    await run(Number(size));
    const { user, system } = process.cpuUsage(start);
    taken.push((user + system) / 1e6);
  }
  console.log(`fastest: ${Math.min(...taken)} s`);
}

main();
