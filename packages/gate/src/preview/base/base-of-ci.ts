/** The pull request that a CI job runs for. */
export interface PullRequest {
  /** The name of the CI system. */
  readonly ci: string;
  /** The target branch, without `refs/heads/`. */
  readonly target: string;
  /** The merge base, if the CI system provides it. */
  readonly commit?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Ci {
  readonly name: string;
  /** A variable that is set in all jobs of the CI system, and the variable's value if it is fixed. */
  readonly marker: readonly [name: string, value?: string];
  /** The variable that contains the target branch. It is set only for pull requests. */
  readonly target: string;
  readonly commit?: string;
}

// Each CI system documents these variables.
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

/** The variables that contain the target branch. If none is set, the process does not run for a pull request. */
export const TARGET_VARIABLES: readonly string[] = CIS.map(({ target }) => target);

/** Returns the pull request that the process runs for, according to the variables of the CI system. */
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
