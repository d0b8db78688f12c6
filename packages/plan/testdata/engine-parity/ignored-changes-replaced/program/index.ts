import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
new aws.rds.Instance("deleted-first", { engine: "mysql", instanceClass: "db.t3.large", password: pulumi.secret("new") }, { ignoreChanges: ["password", "instanceClass"] });
new aws.sqs.Queue("created-first", { name: "z", tags: { image: "new" } }, { ignoreChanges: ["tags"] });
new aws.sqs.Queue("kept", { name: "b", tags: { image: "new" } }, { ignoreChanges: ["tags"] });
new aws.sqs.Queue("name-ignored", { name: "y", tags: { image: "new" } }, { ignoreChanges: ["name"] });
