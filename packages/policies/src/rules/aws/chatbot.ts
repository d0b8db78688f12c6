import { defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { withUnknownArnFieldsIn } from "../../kernel/stand-ins";

const slack = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
const teams = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration";

const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

const isAdministrator = (arn: string | undefined) => (arn ?? "").endsWith(":iam::aws:policy/AdministratorAccess");

export const chatbotGuardrail = defineViewRule({
  id: "chatbot-guardrail",
  title: "Chat channels of Amazon Q Developer have guardrail policies other than AdministratorAccess",
  severity: "high",
  on: defineView<{ readonly guardrailPolicyArns?: readonly string[] }>()({
    [slack]: (props) => [props],
    [teams]: (props) => [props],
  }),
  // https://docs.aws.amazon.com/chatbot/latest/APIReference/API_SlackChannelConfiguration.html
  why: "Without guardrail policies, AWS applies AdministratorAccess, so members of the channel can do whatever the role of the channel or their own roles allow.",
  remedy: 'Set guardrailPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] or a policy that allows less.',
  check: ({ guardrailPolicyArns = [] }) => {
    // The partition is not known before the first resource exists, and does not matter for managed policies.
    const arns = withUnknownArnFieldsIn(guardrailPolicyArns);
    if (arns.every((arn) => arn === "")) return { at: "guardrailPolicyArns", message: "no guardrail policy is set" };
    return (
      arns.some(isAdministrator) && {
        at: "guardrailPolicyArns",
        message: "a guardrail policy is AdministratorAccess",
      }
    );
  },
  examples: {
    pass: [
      [slack, { guardrailPolicyArns: [READ_ONLY] }],
      [teams, { guardrailPolicyArns: [READ_ONLY] }],
    ],
    fail: [
      [slack, {}],
      [slack, { guardrailPolicyArns: [] }],
      [teams, { guardrailPolicyArns: [ADMINISTRATOR] }],
    ],
  },
});
