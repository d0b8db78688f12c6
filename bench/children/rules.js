// Prints the CPU time of all rules over a plan of 5,000 resources, which consists of networks.
const { propertyMap } = require("@roadbed/plan");
const { Vpc } = require("@roadbed/components/aws");
const { configure, evaluate, rules } = require("@roadbed/policies");
const { preview } = require("@roadbed/testing");

const RESOURCES = 5000;
const REPETITIONS = 5;

async function main() {
  const singleNetwork = () => new Vpc("network-0");
  const config = { "aws:region": "eu-west-1" };
  const lookups = { invoke: () => propertyMap([["names", ["eu-west-1a", "eu-west-1b", "eu-west-1c"]]]) };
  const { length: resourcesPerNetwork } = (await preview(singleNetwork, { config, lookups })).resources;
  const program = () => {
    for (let index = 0; index * resourcesPerNetwork < RESOURCES; index += 1) new Vpc(`network-${index}`);
  };
  const { plan } = await preview(program, { config, lookups });
  const policies = configure(rules, { preset: "strict" });
  const taken = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    const start = process.cpuUsage();
    evaluate(plan, policies);
    const { user, system } = process.cpuUsage(start);
    taken.push((user + system) / 1e6);
  }
  console.log(`${policies.length} rules over ${plan.resources.length} resources: ${Math.min(...taken)} s`);
}

main();
