import type { Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";

/**
 * Returns a check whose messages do not contain certain strings, because URLs of integrations contain keys, and are easily passed to
 * the wrong argument.
 *
 * @param isConcealed - whether messages must not contain a string
 */
const conceal =
  (check: Check<unknown>, isConcealed: (value: string) => boolean): Check<unknown> =>
  (value) => {
    const detail = check(value);
    if (detail === undefined || typeof detail.statement === "string") return detail;
    if (typeof value !== "string" || !isConcealed(value)) return detail;
    return { ...detail, statement: detail.statement("another string") };
  };

/** Returns a check whose messages do not contain strings. */
export const withoutStrings = (check: Check<unknown>): Check<unknown> => conceal(check, () => true);

/** Returns a check whose messages do not contain URLs. */
export const withoutUrls = (check: Check<unknown>): Check<unknown> => conceal(check, (value) => value.includes("/"));

/** Accepts email addresses. */
export const emailAddress = withoutUrls(
  matching(/^[^\s@/]{1,64}@[^\s@/]+\.[^\s@/]+$/, "an email address", 'Example: "on-call@example.com".'),
);

const WEBHOOKS: readonly { readonly host: RegExp; readonly kind: "slack" | "teams"; readonly product: string }[] = [
  { host: /(?:^|\.)hooks\.slack(?:-gov)?\.com$/, kind: "slack", product: "Slack" },
  { host: /(?:^|\.)(?:webhook\.office\.com|logic\.azure\.com)$/, kind: "teams", product: "Microsoft Teams" },
];

/** Accepts `https` URLs of endpoints that understand messages of SNS. Messages never contain the URL. */
export const integrationUrl: Check<unknown> = withoutStrings((value) => {
  const what = "the https URL of an integration";
  const remedy = "Copy it from the integration for Amazon CloudWatch.";
  if (typeof value !== "string") return expected("wrong-type", what, remedy);
  if (!/^https:\/\/\S+$/.test(value) || !URL.canParse(value)) return expected("invalid-format", what, remedy);
  const { hostname } = new URL(value);
  const webhook = WEBHOOKS.find(({ host }) => host.test(hostname));
  return (
    webhook && {
      code: "not-allowed",
      statement: `${webhook.product} rejects messages of SNS at its webhooks`,
      remedy: `Use ${webhook.kind} instead of https.`,
    }
  );
});

const AUTHORIZE = "Copy it from the console, where you must authorize the client once.";

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-chatbot-slackchannelconfiguration.html
/** Accepts IDs of Slack workspaces. */
export const slackWorkspaceId = withoutUrls(
  matching(/^[0-9A-Z]{1,255}$/, "the ID of a Slack workspace", `${AUTHORIZE} Example: "T07EA123LEP".`),
);

// https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html
/** Accepts IDs of Slack channels. */
export const slackChannelId = withoutUrls(
  matching(
    /^[A-Za-z0-9]{1,255}$/,
    "the ID of a Slack channel",
    'The link to the channel ends with it. Example: "C07EZ1ABC23".',
  ),
);

// https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateMicrosoftTeamsChannelConfiguration.html
const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;
const TEAMS_CHANNEL_ID = /^(?=.{1,255}$)[\w\-=+/.,]*%3[aA][\w\-=+/.,]*%40[\w\-=+/.,]*$/;

/** Accepts IDs of tenants of Microsoft Teams. */
export const teamsTenantId = withoutUrls(matching(UUID, "the ID of a Microsoft Teams tenant, a UUID", AUTHORIZE));

/** Accepts IDs of teams in Microsoft Teams. */
export const teamsTeamId = withoutUrls(matching(UUID, "the ID of a team in Microsoft Teams, a UUID", AUTHORIZE));

/** Accepts escaped IDs of channels of Microsoft Teams. */
export const teamsChannelId = withoutUrls((value) => {
  const what = "the escaped ID of a Microsoft Teams channel";
  const remedy = 'The link to the channel contains it. Example: "19%3aexample%40thread.tacv2".';
  if (typeof value !== "string") return expected("wrong-type", what, remedy);
  if (TEAMS_CHANNEL_ID.test(value)) return undefined;
  const escaped = encodeURIComponent(value);
  return expected("invalid-format", what, TEAMS_CHANNEL_ID.test(escaped) ? `Use "${escaped}".` : remedy);
});
