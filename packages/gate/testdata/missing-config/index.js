const pulumi = require("@pulumi/pulumi");

exports.name = new pulumi.Config().require("name");
