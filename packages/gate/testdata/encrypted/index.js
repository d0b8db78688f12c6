const pulumi = require("@pulumi/pulumi");
const { Thing } = require("../resources");

new Thing("thing", { password: new pulumi.Config().requireSecret("password") });
