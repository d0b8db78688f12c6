import js from "@eslint/js";
import n from "eslint-plugin-n";
import tseslint from "typescript-eslint";
import * as policies from "@roadbed/policies/eslint";
import retiredWords from "./scripts/eslint/retired-words.cjs";

const lines = (max, maxFunction = 60) => ({
  "max-lines": ["error", { max, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: maxFunction, skipBlankLines: true, skipComments: true }],
});

/** The imports that each package must not have: the dependency directions of docs/architecture.md. */
const arrows = {
  plan: ["@roadbed/*", "roadbed"],
  policies: ["@roadbed/components*", "@roadbed/testing", "roadbed", "@roadbed/plan/preview", "@roadbed/plan/pulumi"],
  components: ["@roadbed/*", "roadbed"],
  testing: ["@roadbed/components*", "roadbed"],
  gate: ["@roadbed/components*", "@roadbed/testing"],
};

const relativeWithoutExtension = {
  regex: "^\\.{1,2}/.*\\.(js|ts)$",
  message: "Omit the extension in relative imports: Jest cannot resolve ./x.js to ./x.ts.",
};

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
      "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
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
        {
          patterns: [
            relativeWithoutExtension,
            { group, message: "This package must not depend on the imported package. See docs/architecture.md." },
          ],
        },
      ],
    },
  })),
  {
    files: [
      "packages/{components,policies,testing}/src/**/*.ts",
      "packages/{gate,plan}/{src,test}/**/*.ts",
      "scripts/**/*.{ts,mjs,cjs}",
      "{bench,sweep}/**/*.{js,mjs}",
    ],
    plugins: { roadbed: retiredWords.plugin },
    rules: { "roadbed/retired-words": "error" },
  },
  {
    files: ["packages/policies/src/rules/**/*.ts", "packages/policies/src/views/**/*.ts"],
    ignores: ["**/*.test.ts"],
    rules: lines(250),
  },
  {
    files: ["packages/policies/src/{rules,views}/**/*.ts", "examples/organization-policies/*.ts"],
    ignores: ["**/*.test.ts"],
    ...policies.recommended,
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
    files: ["**/*.js", "**/*.cjs", "**/*.mjs"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        __dirname: "readonly",
        process: "readonly",
        console: "readonly",
        URL: "readonly",
      },
    },
  },
);
