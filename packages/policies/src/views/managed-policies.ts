import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** A managed policy that somebody is given. */
export interface AttachedPolicy {
  readonly arn: string | undefined;
}

interface Attached {
  readonly policyArn?: string;
}

const attached = (attachment: Attached): readonly AttachedPolicy[] => [
  {
    get arn() {
      return attachment.policyArn;
    },
  },
];

/** Properties that the provider has deprecated, but programs use. */
interface WithPolicies {
  readonly managedPolicyArns?: readonly string[];
}

/** Every managed policy that users, groups, roles and permission sets are given. */
export const attachedPolicies = defineView<AttachedPolicy>()({
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attached,
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attached,
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attached,
  "aws:iam/policyAttachment:PolicyAttachment": attached,
  "aws:iam/role:Role": (role: WithPolicies) => listOf(role.managedPolicyArns).map((arn) => ({ arn })),
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": (attachment) => [
    {
      get arn() {
        return attachment.managedPolicyArn;
      },
    },
  ],
});
