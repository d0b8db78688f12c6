const { Thing } = require("../resources");

new Thing("thing", {});
setTimeout(() => process.exit(0), 50);
