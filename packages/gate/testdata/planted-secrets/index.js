const pulumi = require("@pulumi/pulumi");
const { configured, marked, recognized } = require("./secrets");

class Resource extends pulumi.CustomResource {
  constructor(type, name, inputs) {
    super(type, name, inputs);
  }
}

const config = new pulumi.Config();
const shared = config.requireObject("shared");
const fromConfig = {
  configuration: shared.list,
  nested: shared.inner.map(({ password }) => password),
  jsonDocument: JSON.parse(config.require("document")).members,
  variable: shared.list.map((_, index) => process.env[`PLANTED_TOKEN_${index}`]),
};

/** Prints a secret in the ways in which programs do. */
function print(secret) {
  const bytes = Buffer.from(secret);
  console.log("as it is", secret, "in JSON", JSON.stringify({ secret }), "in a URL", encodeURIComponent(secret));
  console.error("in base64", bytes.toString("base64"), "in hexadecimal", bytes.toString("hex"));
  console.log("as a header", Buffer.from(`user:${secret}`).toString("base64"));
  console.log(`over two lines ${secret.slice(0, 12)}\n${secret.slice(12)}`);
  pulumi.log.warn(`in a message: ${secret}`);
  pulumi.log.debug(`in a debug message: ${secret}`);
}

for (const [origin, secrets] of Object.entries(fromConfig)) {
  secrets.forEach(print);
  new Resource("example:index:Thing", `plain-${origin}`, { values: secrets, text: `x ${secrets.join(" ")} y` });
}
for (const secrets of Object.values(marked)) secrets.forEach(print);

new Resource("example:index:Thing", "marked", {
  inputs: marked.input.map((secret) => pulumi.secret(secret)),
  object: pulumi.secret({ members: marked.member }),
  copied: pulumi.secret(marked.member).apply((members) => members[0]),
  list: pulumi.secret([marked.element]),
  text: pulumi.secret(marked.multiLine.join("|")),
  lines: pulumi.secret(marked.multiLine),
});

recognized.name.forEach((secret, index) => {
  new Resource("aws:rds/instance:Instance", `database-${index}`, { masterPassword: secret, password: secret });
  new Resource("aws:apigateway/apiKey:ApiKey", `key-${index}`, { value: recognized.schema[index] });
  new Resource("aws:ec2/instance:Instance", `script-${index}`, {
    userData: `#!/bin/sh\nexport DB_PASSWORD=${recognized.script[index]}\n`,
  });
  new Resource("aws:ec2/instance:Instance", `encoded-${index}`, {
    userDataBase64: Buffer.from(`export API_KEY='${recognized.encodedScript[index]}'\n`).toString("base64"),
  });
  new Resource("aws:ecs/taskDefinition:TaskDefinition", `task-${index}`, {
    containerDefinitions: JSON.stringify([
      {
        name: "web",
        environment: [
          { name: "APP_CRED", value: recognized.container[index] },
          { name: "DATABASE_URL", value: `postgres://web:${recognized.connectionString[index]}@db/shop` },
        ],
      },
    ]),
  });
  new Resource("aws:cloudfront/distribution:Distribution", `site-${index}`, {
    origins: [{ customHeaders: [{ name: "X-Origin-Secret", value: recognized.header[index] }] }],
    comment: recognized.pattern[index],
  });
});

module.exports = (async () => {
  for (const secret of recognized.call) await pulumi.runtime.invoke("example:index:find", { password: secret }, {});
  return { outputs: marked.output.map((secret) => pulumi.secret(secret)), plain: fromConfig.configuration };
})();
