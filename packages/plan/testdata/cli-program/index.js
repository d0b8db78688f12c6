"use strict";

const pulumi = require("@pulumi/pulumi");

// Components need no provider, and so no plugin.
class Network extends pulumi.ComponentResource {
  constructor(name, args, options) {
    super("shop:index:Network", name, args, options);
    this.registerOutputs({ range: args.range });
  }
}

const config = new pulumi.Config();
const network = new Network("main", { range: "10.0.0.0/16", key: config.requireSecret("key") });
if (config.get("extra") === "yes") new Network("extra", { beside: network.urn }, { parent: network });
if (config.get("fail") === "yes") throw new Error("cannot find the image to deploy");

module.exports = { range: "10.0.0.0/16", key: config.requireSecret("key") };
