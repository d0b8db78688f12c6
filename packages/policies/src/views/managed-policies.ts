import { defineView } from "../authoring/define-view";
import { withUnknownArnFields, withUnknownArnFieldsIn } from "../kernel/stand-ins";

/** A managed policy that is attached to an identity. */
export interface AttachedPolicy {
  readonly arn: string | undefined;
}

interface PolicyAttachment {
  readonly policyArn?: string;
}

const attachedPolicy = (attachment: PolicyAttachment): readonly AttachedPolicy[] => [
  {
    // The partition is not known before the first resource exists, and does not matter for managed policies.
    get arn() {
      return withUnknownArnFields(() => attachment.policyArn);
    },
  },
];

/** A property that the provider has deprecated but that programs still use. */
interface ManagedPolicyArns {
  readonly managedPolicyArns?: readonly string[];
}

/** The managed policies that are attached to users, groups, roles, and permission sets. */
export const attachedPolicies = defineView<AttachedPolicy>()({
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": attachedPolicy,
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": attachedPolicy,
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": attachedPolicy,
  "aws:iam/policyAttachment:PolicyAttachment": attachedPolicy,
  "aws:iam/role:Role": (role: ManagedPolicyArns) =>
    withUnknownArnFieldsIn(role.managedPolicyArns ?? []).map((arn) => ({ arn })),
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": (attachment) => [
    {
      get arn() {
        return attachment.managedPolicyArn;
      },
    },
  ],
});
