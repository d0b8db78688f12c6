import js from "@eslint/js";
import n from "eslint-plugin-n";
import tseslint from "typescript-eslint";

const lines = (max, maxFunction = 60) => ({
  "max-lines": ["error", { max, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: maxFunction, skipBlankLines: true, skipComments: true }],
});

/** What may not be imported, by package: the arrows of docs/architecture.md. */
const arrows = {
  plan: ["@roadbed/*", "roadbed"],
  policies: ["@roadbed/components*", "@roadbed/testing", "roadbed", "@roadbed/plan/preview"],
  components: ["@roadbed/*", "roadbed"],
  testing: ["@roadbed/components*", "roadbed"],
  gate: ["@roadbed/components*", "@roadbed/testing"],
};

const relativeWithoutExtension = {
  regex: "^\\.{1,2}/.*\\.(js|ts)$",
  message: "Relative imports carry no extension: Jest cannot resolve ./x.js written in TypeScript.",
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
    files: ["**/*.test.ts"],
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
