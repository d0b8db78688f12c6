/** @type {import("jest").Config} */
module.exports = {
  roots: ["<rootDir>/packages", "<rootDir>/examples", "<rootDir>/scripts"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  // Tests run the sources: without this condition Jest would resolve our own packages to dist, and pass on a stale build.
  testEnvironmentOptions: { customExportConditions: ["@roadbed/source", "node", "require", "default"] },
  // No test is about time: on a busy machine one may wait long for its turn.
  testTimeout: 120_000,
  // By default Jest leaves one processor idle, which of two is half.
  maxWorkers: "100%",
  // Two modules that the SDK imports at its start and uses only to write functions down: three quarters of its loading
  // time, for each file of tests anew.
  moduleNameMapper: {
    "^@npmcli/arborist$": "<rootDir>/scripts/jest/arborist.cjs",
    "^\\.\\./\\.\\./typescript-shim$": "<rootDir>/scripts/jest/typescript-shim.cjs",
  },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        // Every rule is read by who judges a plan, and by nobody else.
        module: { type: "commonjs", lazy: ["@roadbed/policies"] },
        sourceMaps: "inline",
      },
    ],
  },
};
