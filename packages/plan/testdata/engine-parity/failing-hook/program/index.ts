import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
const failing = new pulumi.ResourceHook("failing", async () => { throw new Error("the hook refused"); }, { onDryRun: true });
new aws.sqs.Queue("before", { name: "before" });
new aws.sns.Topic("refused", { name: "refused" }, { hooks: { beforeCreate: [failing] } });
