import { output } from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { TOPIC_FEATURES } from "../../../test/alarm-topic";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { AlarmTopic } from "./index";

const issuesOf = (args: object, name = "pager") =>
  issuesThrownBy(() => new AlarmTopic(name, { subscriptions: {}, ...args }));
const subscriptions = (...values: unknown[]) => ({
  subscriptions: Object.fromEntries(values.map((value, index) => [`s${index}`, value])),
});
const SLACK = { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" };
const UUID = "11111111-2222-3333-4444-555555555555";
const TEAMS = { tenantId: UUID, teamId: UUID, channelId: "19%3aexample%40thread.tacv2" };
const TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:tickets";

const invalid: [args: object, codes: string[]][] = [
  [{ subscriptions: undefined }, ["missing subscriptions"]],
  [{ subscriptions: output({}) }, ["wrong-type subscriptions"]],
  [
    { subscriptions: { team: { email: "a@example.com" }, "on call": { email: "on-call" } } },
    ["invalid-format subscriptions", "invalid-format subscriptions[1].email"],
  ],
  [
    subscriptions(null, [], {}, { mail: "a@example.com" }, { http: "http://example.com" }),
    [
      ...["wrong-type subscriptions.s0", "wrong-type subscriptions.s1", "missing subscriptions.s2"],
      ...["unknown-argument subscriptions.s3.mail", "unknown-argument subscriptions.s4.http"],
    ],
  ],
  [
    subscriptions({ email: "a@example.com", slack: SLACK }, { email: "a@example.com", confirmsItself: true }),
    ["conflict subscriptions.s0", "unknown-argument subscriptions.s1.confirmsItself"],
  ],
  [
    subscriptions({ email: "on-call" }, { email: 5 }, { https: "http://example.com" }, { https: "https://" }),
    [
      ...["invalid-format subscriptions.s0.email", "wrong-type subscriptions.s1.email"],
      ...["invalid-format subscriptions.s2.https", "invalid-format subscriptions.s3.https"],
    ],
  ],
  [
    subscriptions(
      { https: "https://hooks.slack.com/services/T0/B0/x" },
      { https: "https://example.webhook.office.com/webhookb2/x" },
      { https: "https://example.com", confirmsItself: "yes" },
    ),
    [
      ...["not-allowed subscriptions.s0.https", "not-allowed subscriptions.s1.https"],
      "wrong-type subscriptions.s2.confirmsItself",
    ],
  ],
  [
    subscriptions({ slack: {} }, { slack: { workspaceId: "shop", channelId: "#alarms", channel: 1 } }, { slack: "x" }),
    [
      ...["missing subscriptions.s0.slack.workspaceId", "missing subscriptions.s0.slack.channelId"],
      ...["unknown-argument subscriptions.s1.slack.channel", "invalid-format subscriptions.s1.slack.workspaceId"],
      ...["invalid-format subscriptions.s1.slack.channelId", "wrong-type subscriptions.s2.slack"],
    ],
  ],
  [
    subscriptions({ teams: { tenantId: "example.com", teamId: 1, channelId: "19:example@thread.tacv2" } }),
    [
      ...["invalid-format subscriptions.s0.teams.tenantId", "wrong-type subscriptions.s0.teams.teamId"],
      "invalid-format subscriptions.s0.teams.channelId",
    ],
  ],
  [
    subscriptions(
      { slack: { ...SLACK, guardrailPolicyArns: [], additionalTopicArns: "tickets" } },
      { slack: { ...SLACK, channelId: "C1", guardrailPolicyArns: false } },
      { teams: { ...TEAMS, guardrailPolicyArns: ["ReadOnlyAccess"], additionalTopicArns: [`${TOPIC_ARN}.fifo`] } },
    ),
    [
      "out-of-range subscriptions.s0.slack.guardrailPolicyArns",
      "wrong-type subscriptions.s0.slack.additionalTopicArns",
      "wrong-type subscriptions.s1.slack.guardrailPolicyArns",
      "invalid-format subscriptions.s2.teams.guardrailPolicyArns[0]",
      "invalid-format subscriptions.s2.teams.additionalTopicArns[0]",
    ],
  ],
  [
    subscriptions({ email: "a@example.com" }, { email: "a@example.com" }, { slack: SLACK }, { slack: { ...SLACK } }),
    ["duplicate subscriptions.s1.email", "duplicate subscriptions.s3.slack"],
  ],
  [
    { publishers: ["budgets", "events.amazonaws.com", "budgets.amazonaws.com", "budgets.amazonaws.com"] },
    ["invalid-format publishers[0]", "duplicate publishers[1]", "duplicate publishers[3]"],
  ],
  [{ publishers: "budgets.amazonaws.com" }, ["wrong-type publishers"]],
  [{ ...subscriptions({ slack: SLACK }), region: "cn-north-1" }, ["not-allowed subscriptions.s0"]],
  [{ deadLetterQueue: true }, ["wrong-type deadLetterQueue"]],
  [{ deadLetterQueue: { retentionDays: 15 } }, ["out-of-range deadLetterQueue.retentionDays"]],
  [
    { topicName: "alarms.fifo", kmsKeyArn: "alias/aws/sns", region: "Ohio", tags: 1, topic: {}, adopt: { queue: {} } },
    [
      ...["unknown-argument topic", "invalid-format kmsKeyArn", "invalid-format region", "wrong-type tags"],
      ...["invalid-format topicName", "unknown-argument adopt.queue"],
    ],
  ],
];

describe("the check of AlarmTopic arguments", () => {
  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed in AWS or too long", () => {
    const { subscriptions } = TOPIC_FEATURES;
    expect(codesOf(issuesOf({}, "my pager"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({ subscriptions }, "a".repeat(50)))).toEqual(["out-of-range name"]);
    const long = { ["a".repeat(120)]: { slack: SLACK } };
    expect(codesOf(issuesOf({ subscriptions: long }))).toEqual([`out-of-range subscriptions.${"a".repeat(120)}`]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it.each(
    ["https://events.pagerduty.com/integration/S3CR3T/enqueue", "events.pagerduty.com/S3CR3T"].flatMap((url) => [
      { subscriptions: url },
      { subscriptions: { [url]: { https: url } } },
      subscriptions(url, { email: url }, { slack: url }, { teams: url }, { https: ` ${url}` }),
      subscriptions({ slack: { workspaceId: url, channelId: url, additionalTopicArns: [url] } }),
      subscriptions({ slack: { ...SLACK, guardrailPolicyArns: url } }, { https: url, confirmsItself: url }),
      subscriptions({ teams: { tenantId: url, teamId: url, channelId: url, guardrailPolicyArns: [url] } }),
    ]),
  )("does not show the URL of an integration that is passed to the wrong argument: %j", (args) => {
    const wording = wordingOf(issuesOf(args));
    expect([wording === "", wording.includes("S3CR3T")]).toEqual([false, false]);
  });

  it("does not show the URL in the error of an invalid output", async () => {
    const program = () =>
      new AlarmTopic("pager", { subscriptions: { pager: { https: output("http://example.com/S3CR3T") } } });
    await expect(preview(program)).rejects.toThrow("subscriptions.pager.https: expected the https URL");
    await expect(preview(program)).rejects.not.toThrow("S3CR3T");
  });
});

describe("the check of AlarmTopic.fromExisting", () => {
  it("reports all issues", () => {
    const issues = issuesThrownBy(() =>
      AlarmTopic.fromExisting({ topicArn: "alarms", kmsKeyArn: "key", arn: 1 } as never),
    );
    expect(codesOf(issues)).toEqual(["unknown-argument arn", "invalid-format topicArn", "invalid-format kmsKeyArn"]);
  });
});
