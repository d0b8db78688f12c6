import { makeSecret } from "@roadbed/plan";
import { typesWithSecrets } from "@roadbed/plan/facts";
import { toExample } from "../../authoring/define-rule";
import { plaintextCredentialsRule } from "../../rule-factories/plaintext-credentials";

const broker = "aws:mq/broker:Broker";
const secretVersion = "aws:secretsmanager/secretVersion:SecretVersion";

export const awsPlaintextCredentials = plaintextCredentialsRule({
  id: "aws-credentials-marked-secret",
  title: "AWS resources receive passwords, tokens, and private keys as Pulumi secrets",
  remedy:
    "Do not write the value in the program. Read it with config.requireSecret() or aws.secretsmanager.getSecretVersionOutput(), or pass it through pulumi.secret().",
  types: typesWithSecrets("aws"),
  examples: () => ({
    pass: [
      toExample(broker, { brokerName: "orders", users: [{ username: "orders", password: makeSecret("…") }] }),
      toExample(broker, { brokerName: "orders", users: makeSecret([{ username: "orders", password: "…" }]) }),
      toExample(secretVersion, { secretId: "orders", secretString: makeSecret("…") }),
    ],
    fail: [
      toExample(broker, { brokerName: "orders", users: [{ username: "orders", password: "…" }] }),
      toExample("aws:glue/job:Job", { sourceControlDetails: { authToken: "…" } }),
    ],
  }),
});
