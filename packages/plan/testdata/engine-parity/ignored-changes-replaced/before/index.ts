import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
new aws.rds.Instance("deleted-first", { engine: "postgres", instanceClass: "db.t3.micro", password: pulumi.secret("old") }, { ignoreChanges: ["password", "instanceClass"] });
new aws.sqs.Queue("created-first", { name: "a", tags: { image: "old" } }, { ignoreChanges: ["tags"] });
new aws.sqs.Queue("kept", { name: "b", tags: { image: "old" } }, { ignoreChanges: ["tags"] });
new aws.sqs.Queue("name-ignored", { name: "c", tags: { image: "old" } }, { ignoreChanges: ["name"] });
