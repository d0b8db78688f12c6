const { Thing } = require("../resources");

new Thing("thing", {});
throw new Error("the moon is full");
