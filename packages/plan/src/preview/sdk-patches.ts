import { parseSdkVersion } from "../program";

/** The minor versions of @pulumi/pulumi 3 with which the performance patches in `preload/` are tested. */
const PATCHED_MINORS = { oldest: 200, newest: 276 } as const;

/** The performance patches for a program's SDK. */
export interface SdkPatches {
  /** The minor versions to patch. Absent if the SDK is not patched. */
  readonly minors?: { readonly oldest: number; readonly newest: number };
  /** Why the program runs without the patches although they were requested. */
  readonly note?: string;
}

/**
 * Returns the performance patches for a program's SDK.
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
    note: `The program ran without performance patches, so previews of large programs take longer. The patches are tested with @pulumi/pulumi 3.${oldest} through 3.${newest}, but not with ${version}.`,
  };
}
