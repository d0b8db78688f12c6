import { companion, hasCompanion } from "../readers/companions";
import { idOf, untypedPlan } from "../example-plan";
import type { Severity } from "../finding";
import { both } from "../kernel/connectives";
import type { Controls, StackRule } from "../model";
import { defineStackRule } from "../rule";
import type { Props } from "../tokens";

const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const CLASSIC_ASSOCIATION = "aws:wafregional/webAclAssociation:WebAclAssociation";

/** Something that a web ACL can be put before. */
interface Guarded<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly controls?: Controls;
  readonly type: T;
  /** Which of them; all, if left out. */
  readonly where?: (props: Props<T>) => boolean;
  /** What one of those that do not count is like. */
  readonly unguarded?: Props<T>;
}

/** A rule that a web ACL is associated with what the internet reaches. */
export function webFirewallRule<const T extends string>({
  type,
  where = () => true,
  unguarded,
  ...about
}: Guarded<T>): StackRule {
  const association = [ASSOCIATION, { resourceArn: idOf("guarded"), webAclArn: "arn" }] as const;
  return defineStackRule({
    ...about,
    types: [type],
    why: "Scanners find a public address within minutes, and nothing filters what they send.",
    remedy: "Add new aws.wafv2.WebAclAssociation(name, { resourceArn: guarded.arn, webAclArn: acl.arn }).",
    check: (graph) =>
      graph
        .byType(type as never)
        .filter((resource) =>
          both(
            () => where(resource.props),
            () =>
              !hasCompanion(
                graph,
                resource,
                companion(ASSOCIATION, "resourceArn"),
                companion(CLASSIC_ASSOCIATION, "resourceArn"),
              ),
          ),
        )
        .map((resource) => ({ resource, message: "no web application firewall filters what it is sent" })),
    examples: {
      pass: [
        untypedPlan({ guarded: [type, {}], association }),
        ...(unguarded === undefined ? [] : [untypedPlan({ guarded: [type, unguarded] })]),
      ],
      fail: [untypedPlan({ guarded: [type, {}], other: [type, {}], association })],
    },
  });
}
