import { ownerTest } from "./oidc-subjects";

const GITHUB = "token.actions.githubusercontent.com";

const namesOwner = (key: string, value: string) => ownerTest(key)?.(value);

describe("ownerTest", () => {
  it.each([
    [`${GITHUB}:sub`, "repo:acme/shop:ref:refs/heads/main"],
    [`${GITHUB}:sub`, "repo:acme/*"],
    [`${GITHUB}:sub`, "environment:production:repository_owner:acme"],
    [`${GITHUB}:sub`, "repository_owner_id:1234:*"],
    [`${GITHUB}/corp:sub`, "repo:acme@1234/shop@5678:*"],
    [`${GITHUB}:job_workflow_ref`, "acme/workflows/.github/workflows/deploy.yml@*"],
    [`${GITHUB}:repository_id`, "1234"],
    ["gitlab.com:sub", "project_path:acme/*"],
    ["app.terraform.io:sub", "organization:acme:project:*:workspace:*:run_phase:apply"],
    ["oidc.eks.eu-west-1.amazonaws.com/id/0a1b:sub", "system:serviceaccount:shop:*"],
    ["oidc.circleci.com/org/1a2b:sub", "org/1a2b/project/*"],
    ["api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub", "{1a2b}:*"],
    ["login.example.com:sub", "1234567890"],
  ])("accepts a value of %s that names the owner: %s", (key, value) => expect(namesOwner(key, value)).toBe(true));

  it.each([
    [`${GITHUB}:sub`, "*"],
    [`${GITHUB}:sub`, "repo:*"],
    [`${GITHUB}:sub`, "repo:acme*"],
    [`${GITHUB}:sub`, "repo:acme?/shop:*"],
    [`${GITHUB}:sub`, "repo:*/shop:ref:refs/heads/main"],
    [`${GITHUB}:sub`, "*:acme/shop:ref:refs/heads/main"],
    [`${GITHUB}:sub`, "repository_owner:acme*"],
    [`${GITHUB}:sub`, "environment:production"],
    [`${GITHUB}:sub`, "ref:refs/heads/main"],
    [`${GITHUB}:sub`, "environment:*:repository_owner:acme"],
    [`${GITHUB}:sub`, "actor:octocat:*"],
    [`${GITHUB}:repository`, "acme*"],
    [`${GITHUB}:repository_id`, "12*"],
    ["gitlab.com:sub", "project_path:*"],
    ["gitlab.com:sub", "project_path:acme*"],
    ["app.terraform.io:sub", "organization:*:workspace:shop:*"],
    ["oidc.eks.eu-west-1.amazonaws.com/id/0a1b:sub", "system:serviceaccount:*:deployer"],
    ["login.example.com:sub", ""],
  ])("rejects a value of %s that also matches other owners: %s", (key, value) =>
    expect(namesOwner(key, value)).toBe(false),
  );

  it.each([`${GITHUB}:aud`, `${GITHUB}:ref`, `${GITHUB}:environment`, "gitlab.com:repository", "aws:sourcearn"])(
    "does not take %s for a key that names the owner",
    (key) => expect(ownerTest(key)).toBeUndefined(),
  );
});
