import * as aws from "@pulumi/aws";
new aws.sqs.Queue("plain", { name: "plain" });
new aws.sqs.Queue("located", { name: "located" }, { pluginDownloadURL: "https://example.com/plugins" });
const explicit = new aws.Provider("explicit", { region: "eu-west-1" }, { pluginDownloadURL: "https://example.com/plugins" });
new aws.sqs.Queue("other", { name: "other" }, { provider: explicit });
