import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { entries, listOf } from "../../kernel/connectives";
import { isSecretVariable } from "../../conditions/secret-variables";

const app = "aws:amplify/app:App";
const branch = "aws:amplify/branch:Branch";

/** The property with the environment variables, and their names and values. */
interface Variables {
  readonly at: string;
  readonly variables?: Readonly<Record<string, string | undefined>> | undefined;
}

const variables = defineView<Variables>()({
  [app]: (props) =>
    listOf<Variables>({
      at: "environmentVariables",
      get variables() {
        return props.environmentVariables;
      },
    }).concat({
      at: "autoBranchCreationConfig",
      get variables() {
        return props.autoBranchCreationConfig?.environmentVariables;
      },
    }),
  [branch]: (props) => [
    {
      at: "environmentVariables",
      get variables() {
        return props.environmentVariables;
      },
    },
  ],
});

export const amplifyEnvNoSecrets = defineViewRule({
  id: "amplify-env-no-secrets",
  title: "Amplify apps and branches do not pass secrets as plaintext environment variables",
  severity: "high",
  on: variables,
  // https://docs.aws.amazon.com/amplify/latest/userguide/environment-secrets.html
  why: "Anyone with permission to view the app can read its environment variables, and builds can copy them to public files.",
  remedy: "Store the value in an aws.ssm.Parameter of type SecureString, as an Amplify environment secret.",
  check: (environment) =>
    entries(environment.variables).some((variable) => isSecretVariable(variable[0], () => variable[1])) && {
      at: environment.at,
      message: "an environment variable contains a secret",
    },
  examples: {
    pass: [
      [app, { environmentVariables: { STAGE: "prod" } }],
      [app, { autoBranchCreationConfig: { environmentVariables: { STAGE: "test" } } }],
      [branch, { environmentVariables: { STAGE: "test" } }],
      [branch, {}],
    ],
    fail: [
      [app, { environmentVariables: { API_TOKEN: "hunter2hunter2" } }],
      [app, { autoBranchCreationConfig: { environmentVariables: { DB_PASSWORD: "hunter2hunter2" } } }],
      [branch, { environmentVariables: { STAGE: "test", DB_PASSWORD: "hunter2hunter2" } }],
    ],
  },
});
