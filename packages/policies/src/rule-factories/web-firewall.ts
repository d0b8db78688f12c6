import { companion, hasCompanion } from "../conditions/companions";
import { exampleId, untypedPlan } from "../authoring/example-plan";
import type { Severity } from "../model/finding";
import { allOf } from "../kernel/connectives";
import type { StackRule } from "../authoring/rule";
import type { Controls } from "../model/rule-meta";
import { defineStackRule } from "../authoring/define-stack-rule";
import type { InputsOf } from "../authoring/resource-type-tokens";

const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const CLASSIC_ASSOCIATION = "aws:wafregional/webAclAssociation:WebAclAssociation";

/** A resource type that a web ACL can be associated with. */
interface ProtectedType<T extends string> {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly controls?: Controls;
  readonly type: T;
  /**
   * Whether the rule applies to a resource.
   *
   * @default every resource of the type
   */
  readonly where?: (props: InputsOf<T>) => boolean;
  /** Example inputs to which the rule does not apply. */
  readonly exempt?: InputsOf<T>;
}

/** Creates a rule that requires resources of a type to be associated with an AWS WAF web ACL. */
export function webFirewallRule<const T extends string>({
  type,
  where = () => true,
  exempt,
  ...meta
}: ProtectedType<T>): StackRule {
  const association = [ASSOCIATION, { resourceArn: exampleId("resource"), webAclArn: "arn" }] as const;
  return defineStackRule({
    ...meta,
    types: [type],
    why: "Scanners find a public endpoint within minutes, and without a web ACL nothing filters their requests.",
    remedy: "Add new aws.wafv2.WebAclAssociation(name, { resourceArn: resource.arn, webAclArn: acl.arn }).",
    check: (graph) =>
      graph
        .byTypeToken(type)
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
        .map((resource) => ({ resource, message: "no WAF web ACL is associated" })),
    examples: {
      pass: [
        untypedPlan({ resource: [type, {}], association }),
        ...(exempt === undefined ? [] : [untypedPlan({ resource: [type, exempt] })]),
      ],
      fail: [untypedPlan({ resource: [type, {}], other: [type, {}], association })],
    },
  });
}
