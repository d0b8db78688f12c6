import { parseSdkVersion } from "../program";

/** The minor versions of @pulumi/pulumi 3 for which the performance patches in `preload/` are tested. */
const PATCHED_MINORS = { oldest: 200, newest: 276 } as const;

/** Which performance patches a program receives. */
export interface SdkPatches {
  /** The minor versions to patch. Absent if nothing is patched. */
  readonly minors?: { readonly oldest: number; readonly newest: number };
  /** Why the program runs without the patches although they were requested. */
  readonly note?: string;
}

/**
 * Decides whether the SDK of a program is patched.
 *
 * @param version - the version of the program's SDK
 * @param requested - the preview option `sdkPatches`
 */
export function selectSdkPatches(version: string, requested: boolean): SdkPatches {
  if (!requested) return {};
  const { major, minor } = parseSdkVersion(version) ?? { major: 0, minor: 0 };
  const { oldest, newest } = PATCHED_MINORS;
  if (major === 3 && minor >= oldest && minor <= newest) return { minors: PATCHED_MINORS };
  return {
    note: `The program ran without performance patches, which are tested with @pulumi/pulumi 3.${oldest} to 3.${newest}, not with ${version}. Large programs take longer.`,
  };
}
