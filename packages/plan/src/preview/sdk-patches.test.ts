import { selectSdkPatches } from "./sdk-patches";

describe("selectSdkPatches", () => {
  it.each(["3.200.0", "3.248.0", "3.276.1"])("patches the tested version %s", (version) => {
    expect(selectSdkPatches(version, true)).toEqual({ minors: { oldest: 200, newest: 276 } });
  });

  it.each(["3.199.0", "3.277.0", "4.0.0", "unknown"])("explains why version %s is not patched", (version) => {
    const { minors, note } = selectSdkPatches(version, true);
    expect(minors).toBeUndefined();
    expect(note).toContain(version);
  });

  it("patches nothing and explains nothing if patches are not requested", () => {
    expect(selectSdkPatches("3.248.0", false)).toEqual({});
  });
});
