const { Repository } = require("../resources");

new Repository("app", { imageTagMutability: "MUTABLE", imageScanningConfiguration: { scanOnPush: false } });
