// Runs the program of `loop.js` with the mocks of the SDK: mocks.js <size>
const { runtime } = require("@pulumi/pulumi");
const loop = require("./loop.js");

async function main() {
  const mocks = { newResource: ({ inputs }) => ({ id: undefined, state: inputs }), call: () => ({}) };
  await runtime.setMocks(mocks, "loop", "dev", true);
  loop(Number(process.argv[2]));
  await runtime.disconnect();
}

main();
