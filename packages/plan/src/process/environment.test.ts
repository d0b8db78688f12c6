import { javaScript, previewFiles, removeFiles } from "../../test/program";
import { isCredentialVariable, withholdCredentials } from "./environment";

afterAll(removeFiles);

describe("withholdCredentials", () => {
  it.each([
    "AWS_ACCESS_KEY_ID",
    "AWS_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "KUBECONFIG",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_CONFIG_PASSPHRASE",
    "SLACK_TOKEN",
    "db_password",
    "STRIPE_KEY",
    "OAUTH_CLIENT_SECRET",
    "GITHUB_ENV",
    "TOKEN",
    "PGPASSWORD",
    "MYSQL_PWD",
    "DB_PASS",
    "AZURE_DEVOPS_EXT_PAT",
    "APIKEY",
    "REDISCLI_AUTH",
    "MAVEN_GPG_PASSPHRASE",
  ])("removes %s", (name) => {
    expect(isCredentialVariable(name)).toBe(true);
  });

  it.each([
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "PATH",
    "HOME",
    "KEYBOARD",
    "TOKENIZER",
    "SECRETS_DIRECTORY",
    "PWD",
    "OLDPWD",
    "COMPASS",
    "PATH_TO_PAT_FILE",
  ])("keeps %s", (name) => {
    expect(isCredentialVariable(name)).toBe(false);
  });

  it("removes values that look like credentials, regardless of their names", () => {
    const given = { DEPLOY: `token ghp_${"a1B2".repeat(9)}`, GREETING: "hello" };
    expect(withholdCredentials(given, [])).toEqual({ variables: { GREETING: "hello" }, withheld: ["DEPLOY"] });
  });

  it("lists the withheld variables except for passed variables and Pulumi's variables", () => {
    const given = { PATH: "/bin", A_TOKEN: "1", B_TOKEN: "2", TRACEPARENT: "00-1", PULUMI_NODEJS_STACK: "other" };
    expect(withholdCredentials(given, ["B_TOKEN"])).toEqual({
      variables: { PATH: "/bin", B_TOKEN: "2" },
      withheld: ["A_TOKEN"],
    });
  });
});

describe("a program that reads withheld variables", () => {
  const given = { A_TOKEN: "alpha", B_TOKEN: "beta", C_TOKEN: "gamma", D_TOKEN: "delta" };
  beforeAll(() => Object.assign(process.env, given));
  afterAll(() => {
    for (const name of Object.keys(given)) Reflect.deleteProperty(process.env, name);
  });

  const body = `
    const { spawnSync } = require("node:child_process");
    const { B_TOKEN } = process.env;
    exports.a = String(process.env.A_TOKEN);
    exports.b = String(B_TOKEN);
    exports.has = "C_TOKEN" in process.env;
    exports.names = Object.keys(process.env).filter((name) => /_TOKEN$/.test(name));
    exports.ours = Object.keys(process.env).filter((name) => /ROADBED|NODE_OPTIONS/.test(name));
    exports.child = spawnSync(process.execPath, ["-p", "String(process.env.NODE_OPTIONS)"], { encoding: "utf8" }).stdout.trim();`;

  it.concurrent("does not receive them, and the plan lists them", async () => {
    const plan = await previewFiles(javaScript(body), { passEnvironment: ["B_TOKEN"] });
    expect(plan.outputs).toMatchObject({ a: "undefined", b: "beta", has: false, names: ["B_TOKEN"] });
    expect(plan.gaps.withheldValues).toEqual(["A_TOKEN", "C_TOKEN"]);
  });

  it.concurrent("starts processes with the NODE_OPTIONS of the caller", async () => {
    const plan = await previewFiles(javaScript(body));
    expect(plan.outputs).toMatchObject({ ours: ["ROADBED_RUN"], child: "undefined" });
  });
});
