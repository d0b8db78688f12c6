// A program of any size: components with nine queues, each of which refers to the previous one.
const { ComponentResource } = require("@pulumi/pulumi");
const { sqs } = require("@pulumi/aws");

module.exports = (size) => {
  for (let component = 0; component * 10 < size; component += 1) {
    const parent = new ComponentResource("bench:index:Group", `group-${component}`);
    let previous = "none";
    for (let index = 1; index < 10 && component * 10 + index < size; index += 1) {
      const name = `queue-${component}-${index}`;
      const inputs = { name, delaySeconds: index, tags: { previous, team: "bench" } };
      previous = new sqs.Queue(name, inputs, { parent }).arn;
    }
  }
};
