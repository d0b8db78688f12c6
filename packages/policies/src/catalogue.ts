import type { Rule } from "./model";
import * as ecr from "./rules/aws/ecr";
import * as ecs from "./rules/aws/ecs";
import * as iam from "./rules/aws/iam";
import * as networkAcls from "./rules/aws/network-acls";
import * as securityGroupExposure from "./rules/aws/security-group-exposure";
import * as securityGroupRules from "./rules/aws/security-group-rules";
import * as securityGroups from "./rules/aws/security-groups";
import * as twoOwners from "./rules/drift/two-owners";
import * as podHostAccess from "./rules/kubernetes/pod-host-access";
import * as podSecurityBaseline from "./rules/kubernetes/pod-security-baseline";
import * as podSecurityRestricted from "./rules/kubernetes/pod-security-restricted";
import * as pods from "./rules/kubernetes/pods";

/** One line for each file of rules. What a file exports is in the catalogue: adding a rule touches its file alone. */
const files: readonly Readonly<Record<string, Rule | readonly Rule[]>>[] = [
  ecr,
  ecs,
  iam,
  networkAcls,
  securityGroups,
  securityGroupExposure,
  securityGroupRules,
  twoOwners,
  pods,
  podHostAccess,
  podSecurityBaseline,
  podSecurityRestricted,
];

/** All rules, in the order of the files and then of their ids: the order of a module's exports means nothing. */
export const rules: readonly Rule[] = files.flatMap((file) =>
  Object.values(file)
    .flat()
    .sort((a, b) => a.id.localeCompare(b.id)),
);
