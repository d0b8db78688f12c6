/** @type {import("jest").Config} */
module.exports = {
  roots: ["<rootDir>/packages", "<rootDir>/examples", "<rootDir>/scripts"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  // Tests run the sources: without this condition Jest would resolve our own packages to dist, and pass on a stale build.
  testEnvironmentOptions: { customExportConditions: ["@roadbed/source", "node", "require", "default"] },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
};
