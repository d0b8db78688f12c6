import js from "@eslint/js";
import n from "eslint-plugin-n";
import tseslint from "typescript-eslint";
import retiredWords from "./scripts/eslint/retired-words.cjs";

const lines = (max, maxFunction = 60) => ({
  "max-lines": ["error", { max, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: maxFunction, skipBlankLines: true, skipComments: true }],
});

/** What may not be imported, by package: the arrows of docs/architecture.md. */
const arrows = {
  plan: ["@roadbed/*", "roadbed"],
  policies: ["@roadbed/components*", "@roadbed/testing", "roadbed", "@roadbed/plan/preview", "@roadbed/plan/pulumi"],
  components: ["@roadbed/*", "roadbed"],
  testing: ["@roadbed/components*", "roadbed"],
  gate: ["@roadbed/components*", "@roadbed/testing"],
};

const relativeWithoutExtension = {
  regex: "^\\.{1,2}/.*\\.(js|ts)$",
  message: "Relative imports carry no extension: Jest cannot resolve ./x.js written in TypeScript.",
};

/**
 * What a check may not do to what it reads. All of it is sound, since reading an unknown ends the check; but what reads
 * everything at once lets one unknown hide a violation that is known.
 */
const eager = [
  [":function SpreadElement", "Spreading reads every element at once: use concat, or listed(() => a, () => b)."],
  ["ForOfStatement, ForInStatement", "A loop stops at the first unknown: use the list's own some, every, filter, map."],
  [
    "CallExpression[callee.property.name=/^(forEach|reduce|reduceRight|join)$/]",
    "Reads every element at once: use the list's own some, every, filter, map.",
  ],
  [":function NewExpression[callee.name=/^(Set|Map)$/]", "Reads every element at once: use includes, some, filter."],
  [
    ":matches(:function > ObjectPattern, VariableDeclarator > ObjectPattern)[properties.length>1]",
    "Taking several properties reads them all, needed or not: take one, or the object itself.",
  ],
  ["RestElement", "A rest reads every property: take the object itself."],
  ["TryStatement", "A check cannot catch an unknown: leave errors to the one who evaluates."],
  [":function[async=true], AwaitExpression", "A check answers at once: whatever comes later is not waited for."],
  [
    "CallExpression[callee.object.name=/^(Object|Reflect)$/]",
    "Reads every property, or goes round the view: use entries(object), `in`, or plain property access.",
  ],
  [
    ":function CallExpression[callee.object.name='JSON']",
    "Documents are read by a view of packages/policies/src/views, so that a malformed one is one finding.",
  ],
  [
    ":function TemplateLiteral > :not(TemplateElement, MemberExpression[object.name='options'], MemberExpression[object.property.name='options'])",
    "A message holds no values of the inputs, which may be secret: give { at, message } and name the place.",
  ],
  [
    ":function BinaryExpression[operator='+']:has(> Literal[raw=/^[\"']/])",
    "A message holds no values of the inputs, which may be secret: give { at, message } and name the place.",
  ],
].map(([selector, message]) => ({ selector, message }));

export default tseslint.config(
  { ignores: ["**/dist/", "**/node_modules/", "**/testdata/", "**/test/data/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.test.json", tsconfigRootDir: import.meta.dirname } },
    plugins: { n },
    rules: {
      ...lines(350),
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "n/no-extraneous-import": ["error", { convertPath: undefined }],
      "no-restricted-imports": ["error", { patterns: [relativeWithoutExtension] }],
      eqeqeq: "error",
    },
  },
  ...Object.entries(arrows).map(([name, group]) => ({
    files: [`packages/${name}/src/**/*.ts`],
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [relativeWithoutExtension, { group, message: "This import goes against the package arrows." }] },
      ],
    },
  })),
  {
    files: ["packages/{components,testing}/src/**/*.ts", "scripts/**/*.{ts,mjs,cjs}", "bench/**/*.{js,mjs}"],
    plugins: { roadbed: retiredWords.plugin },
    rules: { "roadbed/retired-words": "error" },
  },
  {
    files: ["packages/policies/src/rules/**/*.ts", "packages/policies/src/views/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: { ...lines(250), "no-restricted-syntax": ["error", ...eager] },
  },
  {
    files: ["**/*.test.ts", "packages/*/test/**/*.ts"],
    rules: { ...lines(300, 300), "n/no-extraneous-import": "off" },
  },
  {
    files: ["examples/**/*.ts"],
    rules: { ...lines(100), "no-new": "off" },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: {
      globals: { require: "readonly", module: "writable", process: "readonly", console: "readonly", URL: "readonly" },
    },
  },
);
