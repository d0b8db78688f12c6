const pulumi = require("@pulumi/pulumi");
const { Checked, Thing } = require("../resources");

const parent = new pulumi.ComponentResource("example:index:Things", "things");
new Thing("thing", { size: 3 }, { parent });
new Checked("checked", {});
