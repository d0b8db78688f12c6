// The program of `loop.js` under the SDK's own mocks: mocks.js <size>
const { runtime } = require("@pulumi/pulumi");
const loop = require("./loop.js");

async function main() {
  const mocks = { newResource: ({ inputs }) => ({ id: undefined, state: inputs }), call: () => ({}) };
  await runtime.setMocks(mocks, "loop", "dev", true);
  loop(Number(process.argv[2]));
  await runtime.disconnect();
}

main();
