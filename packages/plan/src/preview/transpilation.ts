/**
 * The codes of the compiler's errors about options that are valid for the whole program, but not for a single file:
 *
 * - 5011: TypeScript 6 requires `rootDir` if all files are in a subdirectory of the project, as a single file may be.
 * - 5047: `isolatedModules` requires `module` or a newer `target`.
 * - 5091: `isolatedModules` does not permit `"preserveConstEnums": false`.
 *
 * Transpiling compiles each file on its own and turns `isolatedModules` on.
 */
const SINGLE_FILE_ERRORS = [5011, 5047, 5091];

/** The codes of all other errors about options that transpiling reports. */
const OPTION_ERRORS = [5069, 5070, 5095, 5101, 5102, 5103, 5107, 5109, 5110, 6059];

/**
 * The first version of ts-node that does not report errors about options when it checks types. With older versions, such as
 * the SDK's own copy, these errors also fail a preview with type checking, so they are not suppressed.
 */
const FIRST_WITHOUT_OPTION_ERRORS = 9;

/**
 * Returns the environment variables with which the SDK and ts-node strip types without checking them.
 *
 * @param tsNodeMajor - the major version of ts-node
 *
 * @remarks Type checking takes several seconds and half a gigabyte of memory. `checkTypes` checks types separately.
 */
export function transpilationVariables(
  environment: Readonly<Record<string, string>>,
  tsNodeMajor: number,
): Record<string, string> {
  const ignored = environment.TS_NODE_IGNORE_DIAGNOSTICS;
  const optionErrors = tsNodeMajor < FIRST_WITHOUT_OPTION_ERRORS ? [] : OPTION_ERRORS;
  return {
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // In the hooks for ES modules, ts-node does not receive the SDK's options. It reads its own variables there.
    TS_NODE_TRANSPILE_ONLY: "true",
    TS_NODE_IGNORE_DIAGNOSTICS: [
      ...(ignored === undefined ? [] : [ignored]),
      ...SINGLE_FILE_ERRORS,
      ...optionErrors,
    ].join(),
  };
}
