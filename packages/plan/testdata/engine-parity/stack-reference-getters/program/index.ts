import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const other = new pulumi.StackReference("other", { name: "organization/network/dev" });
new aws.sqs.Queue("by-output", { name: other.getOutput("vpcId"), tags: { missing: other.getOutput("nope") } });
async function main() {
  const value = await other.getOutputValue("vpcId");
  const required = await other.requireOutputValue("vpcId");
  const details = await other.getOutputDetails("password");
  const missing = await other.getOutputValue("nope");
  new aws.sqs.Queue("by-value", { name: value, tags: { required, secret: String(details.secretValue !== undefined), missing: String(missing) } });
}
export const done = main().then(() => "done");
