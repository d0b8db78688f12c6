import * as aws from "@pulumi/aws";
const first = new aws.sqs.Queue("first", { name: "second" });
const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.9.0.0/16" }, { deleteBeforeReplace: true });
new aws.sqs.Queue("created-first", { name: "a" }, { deletedWith: first });
new aws.sqs.Queue("deleted-first", { name: "b" }, { deletedWith: vpc });
new aws.sqs.Queue("own", { name: "c" }, { deletedWith: vpc, deleteBeforeReplace: false });
new aws.sqs.Queue("unbound", { name: "d" });
new aws.sqs.Queue("bound", { name: "e" }, { deletedWith: first });
new aws.sqs.Queue("orphan", { name: "f" });
