/**
 * The codes of the compiler's errors about options that are valid for the whole program, but not for a single file:
 *
 * - 5011: TypeScript 6 requires `rootDir` if all files are in a subdirectory of the project, as a single file may be.
 * - 5047: `isolatedModules` requires `module` or a newer `target`.
 * - 5091: `isolatedModules` does not permit `"preserveConstEnums": false`.
 *
 * Transpiling compiles each file on its own and turns `isolatedModules` on. Errors about other options also fail a
 * preview with type checking, so they are not suppressed.
 */
const SINGLE_FILE_ERRORS = [5011, 5047, 5091];

/**
 * Returns the environment variables with which the SDK and ts-node strip types without checking them.
 *
 * @remarks Type checking takes several seconds and half a gigabyte of memory. `checkTypes` checks types separately.
 */
export function transpilationVariables(environment: Readonly<Record<string, string>>): Record<string, string> {
  const ignored = environment.TS_NODE_IGNORE_DIAGNOSTICS;
  return {
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // In the hooks for ES modules, ts-node does not receive the SDK's options. It reads its own variables there.
    TS_NODE_TRANSPILE_ONLY: "true",
    TS_NODE_IGNORE_DIAGNOSTICS: [...(ignored === undefined ? [] : [ignored]), ...SINGLE_FILE_ERRORS].join(),
  };
}
