import { pullRequestOf } from "./base-of-ci";

describe("pullRequestOf", () => {
  it.each<[string, Record<string, string>, object]>([
    ["GitHub Actions", { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "main" }, { target: "main" }],
    [
      "GitLab CI",
      {
        GITLAB_CI: "true",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
        CI_MERGE_REQUEST_DIFF_BASE_SHA: "0123abc",
      },
      { target: "main", commit: "0123abc" },
    ],
    [
      "Bitbucket Pipelines",
      { BITBUCKET_BUILD_NUMBER: "7", BITBUCKET_PR_DESTINATION_BRANCH: "main" },
      { target: "main" },
    ],
    [
      "Azure Pipelines",
      { TF_BUILD: "True", SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/release/1" },
      { target: "release/1" },
    ],
    ["Buildkite", { BUILDKITE: "true", BUILDKITE_PULL_REQUEST_BASE_BRANCH: "main" }, { target: "main" }],
    ["Jenkins", { JENKINS_URL: "https://ci.example", CHANGE_TARGET: "main" }, { target: "main" }],
  ])("returns the target branch and commit in %s", (ci, environment, expected) => {
    expect(pullRequestOf(environment)).toEqual({ ci, ...expected });
  });

  it.each<[string, Record<string, string>]>([
    ["on a developer's machine", { GITHUB_BASE_REF: "main" }],
    ["in a job for a branch", { GITHUB_ACTIONS: "true", GITHUB_BASE_REF: "" }],
    ["in a branch pipeline of GitLab CI", { GITLAB_CI: "true", CI_COMMIT_BRANCH: "main" }],
  ])("returns undefined %s", (_, environment) => {
    expect(pullRequestOf(environment)).toBeUndefined();
  });
});
