/** @type {import("jest").Config} */
module.exports = {
  roots: ["<rootDir>/packages", "<rootDir>/examples", "<rootDir>/scripts"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  testEnvironment: "<rootDir>/scripts/jest/environment.cjs",
  // Without this condition Jest would resolve the packages of the workspace to dist, and test a stale build.
  testEnvironmentOptions: { customExportConditions: ["@roadbed/source", "node", "require", "default"] },
  // Tests of processes wait long on a busy machine. No test asserts a duration.
  testTimeout: 120_000,
  // By default Jest leaves one processor idle.
  maxWorkers: "100%",
  // A few test files need a large heap. Afterwards, its garbage collection would take more time than a new worker.
  workerIdleMemoryLimit: "700MB",
  // The SDK imports two modules that it uses only to serialize functions. They take three quarters of its loading time
  // in every test file, so they are loaded on first use.
  moduleNameMapper: {
    "^@npmcli/arborist$": "<rootDir>/scripts/jest/arborist.cjs",
    "^\\.\\./\\.\\./typescript-shim$": "<rootDir>/scripts/jest/typescript-shim.cjs",
  },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        // Loads the rules only in tests that evaluate them.
        module: { type: "commonjs", lazy: ["@roadbed/policies"] },
        sourceMaps: "inline",
      },
    ],
  },
};
