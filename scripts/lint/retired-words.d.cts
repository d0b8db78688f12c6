import type { Rule } from "eslint";

export declare function parseRetiredWords(markdown: string): Map<string, string>;
export declare const plugin: { readonly rules: { readonly "retired-words": Rule.RuleModule } };
