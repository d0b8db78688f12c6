const pulumi = require("@pulumi/pulumi");
const { Thing } = require("../resources");

const parent = new pulumi.ComponentResource("example:index:Things", "things");
new Thing("thing", { size: 3 }, { parent });
