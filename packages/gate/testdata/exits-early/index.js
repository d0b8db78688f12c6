const { Thing } = require("../resources");

new Thing("thing", {}).urn.apply(() => process.exit(0));
