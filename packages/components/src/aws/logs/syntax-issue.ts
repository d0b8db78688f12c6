/** What is wrong with a filter pattern or a query, as sentences. Checks turn it into an argument issue. */
export class SyntaxIssue extends Error {}
