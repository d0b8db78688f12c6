import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** A header that a rule looks at. */
export interface Header {
  readonly name?: string;
}

interface Matching {
  readonly fieldToMatch?: { readonly singleHeader?: Header };
}

/** The parts of a statement that look at something, or hold other statements. */
interface Statement {
  readonly byteMatchStatement?: Matching;
  readonly regexMatchStatement?: Matching;
  readonly regexPatternSetReferenceStatement?: Matching;
  readonly sizeConstraintStatement?: Matching;
  readonly sqliMatchStatement?: Matching;
  readonly xssMatchStatement?: Matching;
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

interface Rules {
  readonly rules?: readonly { readonly statement?: Statement }[];
}

const ofRules = ({ rules }: Rules): readonly Header[] =>
  listOf(rules)
    .flatMap(({ statement }) => listOf(statement))
    .flatMap(headersOf);

/** Every header that rules of web ACLs look at. */
export const wafHeaders = defineView<Header>()({
  "aws:wafv2/webAcl:WebAcl": (acl) => ofRules(acl as Rules),
  "aws:wafv2/ruleGroup:RuleGroup": (group) => ofRules(group as Rules),
});
