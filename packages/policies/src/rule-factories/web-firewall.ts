import { companion, hasCompanion } from "../conditions/companions";
import { idOf, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import { allOf } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import type { Controls } from "../model/rule-meta";
import { defineStackRule } from "../authoring/define-stack-rule";
import type { InputsOf } from "../authoring/resource-type-tokens";

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
  readonly where?: (props: InputsOf<T>) => boolean;
  /** What one of those that do not count is like. */
  readonly unguarded?: InputsOf<T>;
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
        .byRuntimeType(type)
        .filter((resource) =>
          allOf(
            () => where(resource.props as InputsOf<T>),
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
