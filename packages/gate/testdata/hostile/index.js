const pulumi = require("@pulumi/pulumi");
const { Repository } = require("../resources");

const secret = "correct-horse-battery-staple";
console.log("::error::the gate is broken");
console.log(`\u001b[2J\u001b[31mthe password is ${secret}`);
console.error("AKIAIOSFODNN7EXAMPLE");
new Repository(`x\u001b[1A\u202e${secret}`, {
  imageScanningConfiguration: { scanOnPush: false },
  tags: JSON.parse('{ "__proto__": "polluted" }'),
  token: pulumi.secret(secret),
});
