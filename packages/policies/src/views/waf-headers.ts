import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** A header that a rule inspects. */
export interface Header {
  readonly name?: string;
}

interface MatchStatement {
  readonly fieldToMatch?: { readonly singleHeader?: Header };
}

/** The properties of a statement that inspect a header or contain nested statements. */
interface Statement {
  readonly byteMatchStatement?: MatchStatement;
  readonly regexMatchStatement?: MatchStatement;
  readonly regexPatternSetReferenceStatement?: MatchStatement;
  readonly sizeConstraintStatement?: MatchStatement;
  readonly sqliMatchStatement?: MatchStatement;
  readonly xssMatchStatement?: MatchStatement;
  readonly andStatement?: { readonly statements?: readonly Statement[] };
  readonly orStatement?: { readonly statements?: readonly Statement[] };
  readonly notStatement?: { readonly statements?: readonly Statement[] };
  readonly rateBasedStatement?: { readonly scopeDownStatement?: Statement };
  readonly managedRuleGroupStatement?: { readonly scopeDownStatement?: Statement };
}

const headersOf = (statement: Statement): readonly Header[] =>
  listOf<Header>(
    () => statement.byteMatchStatement?.fieldToMatch?.singleHeader,
    () => statement.regexMatchStatement?.fieldToMatch?.singleHeader,
    () => statement.regexPatternSetReferenceStatement?.fieldToMatch?.singleHeader,
    () => statement.sizeConstraintStatement?.fieldToMatch?.singleHeader,
    () => statement.sqliMatchStatement?.fieldToMatch?.singleHeader,
    () => statement.xssMatchStatement?.fieldToMatch?.singleHeader,
    () => (statement.andStatement?.statements ?? []).flatMap(headersOf),
    () => (statement.orStatement?.statements ?? []).flatMap(headersOf),
    () => (statement.notStatement?.statements ?? []).flatMap(headersOf),
    () => listOf(statement.rateBasedStatement?.scopeDownStatement).flatMap(headersOf),
    () => listOf(statement.managedRuleGroupStatement?.scopeDownStatement).flatMap(headersOf),
  );

interface RuleList {
  readonly rules?: readonly { readonly statement?: Statement }[];
}

const headersOfRules = ({ rules }: RuleList): readonly Header[] =>
  listOf(rules)
    .flatMap(({ statement }) => listOf(statement))
    .flatMap(headersOf);

/** The headers that the rules of web ACLs and rule groups inspect. */
export const wafHeaders = defineView<Header>()({
  "aws:wafv2/webAcl:WebAcl": (acl) => headersOfRules(acl as RuleList),
  "aws:wafv2/ruleGroup:RuleGroup": (group) => headersOfRules(group as RuleList),
  "aws:wafv2/webAclRule:WebAclRule": ({ statement }) => listOf(statement as Statement | undefined).flatMap(headersOf),
});
