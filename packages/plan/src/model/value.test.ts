import type * as Values from "./value";

const LOADED_FORMAT = Symbol.for("@roadbed/plan:value-format");
const loaded = globalThis as { [LOADED_FORMAT]?: number };

function loadCopy(): typeof Values {
  let copy: typeof Values | undefined;
  jest.isolateModules(() => {
    copy = jest.requireActual<typeof Values>("./value");
  });
  if (copy === undefined) throw new Error("The module was not loaded.");
  return copy;
}

describe("two copies of the value module", () => {
  afterEach(() => {
    loaded[LOADED_FORMAT] = 1;
  });

  it("recognize each other's special values if they have the same format", () => {
    const [first, second] = [loadCopy(), loadCopy()];
    expect(first.UNKNOWN).not.toBe(second.UNKNOWN);
    expect(second.isSecret(first.makeSecret("password"))).toBe(true);
  });

  it("cannot be loaded together if they have different formats", () => {
    loaded[LOADED_FORMAT] = 2;
    expect(loadCopy).toThrow(/incompatible versions of @roadbed\/plan .* formats 2 and 1/);
  });
});
