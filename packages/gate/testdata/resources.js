// The programs here import nothing but the SDK: a cloud's package costs a second in every test.
const pulumi = require("@pulumi/pulumi");

exports.Repository = class extends pulumi.CustomResource {
  constructor(name, inputs, options) {
    super("aws:ecr/repository:Repository", name, inputs, options);
  }
};

/** Of a type whose rules are satisfied without inputs. */
exports.Checked = class extends pulumi.CustomResource {
  constructor(name, inputs, options) {
    super("aws:ebs/encryptionByDefault:EncryptionByDefault", name, inputs, options);
  }
};

/** Of a type to which no rule applies. */
exports.Thing = class extends pulumi.CustomResource {
  constructor(name, inputs, options) {
    super("example:index:Thing", name, inputs, options);
  }
};
