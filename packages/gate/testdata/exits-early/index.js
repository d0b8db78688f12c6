const { Thing } = require("../resources");

// The SDK complains of an exit with requests under way; the pending timer keeps it from coming to its own end.
new Thing("thing", {}).urn.apply(() => setTimeout(() => process.exit(0), 500));
