/** What a CI says of the pull request that it runs for. */
export interface PullRequest {
  /** The CI's name. */
  readonly ci: string;
  /** The branch that the changes go to, without `refs/heads/`. */
  readonly target: string;
  /** The commit at which the changes began, where the CI knows it. */
  readonly commit?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Ci {
  readonly name: string;
  /** Set in every one of its jobs, to that value if there is one. */
  readonly marker: readonly [name: string, value?: string];
  /** Set only for pull requests. */
  readonly target: string;
  readonly commit?: string;
}

// Each as its documentation has it.
const CIS: readonly Ci[] = [
  { name: "GitHub Actions", marker: ["GITHUB_ACTIONS", "true"], target: "GITHUB_BASE_REF" },
  {
    name: "GitLab CI",
    marker: ["GITLAB_CI", "true"],
    target: "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    commit: "CI_MERGE_REQUEST_DIFF_BASE_SHA",
  },
  { name: "Bitbucket Pipelines", marker: ["BITBUCKET_BUILD_NUMBER"], target: "BITBUCKET_PR_DESTINATION_BRANCH" },
  { name: "Azure Pipelines", marker: ["TF_BUILD", "True"], target: "SYSTEM_PULLREQUEST_TARGETBRANCH" },
  { name: "Buildkite", marker: ["BUILDKITE", "true"], target: "BUILDKITE_PULL_REQUEST_BASE_BRANCH" },
  { name: "Jenkins", marker: ["JENKINS_URL"], target: "CHANGE_TARGET" },
];

/** The variables that name a target branch: without any of them, this is no pull request. */
export const TARGET_VARIABLES: readonly string[] = CIS.map(({ target }) => target);

/** The pull request that this process runs for, from the variables of its CI; undefined if it runs for none. */
export function pullRequestOf(environment: Environment): PullRequest | undefined {
  for (const { name, marker, target, commit } of CIS) {
    const [variable, value] = marker;
    const found = environment[variable] ?? "";
    const branch = environment[target] ?? "";
    if (found === "" || branch === "" || (value !== undefined && found !== value)) continue;
    const start = commit === undefined ? "" : (environment[commit] ?? "");
    return { ci: name, target: branch.replace(/^refs\/heads\//, ""), ...(start !== "" && { commit: start }) };
  }
  return undefined;
}
