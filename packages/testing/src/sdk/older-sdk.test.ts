import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type * as previewModule from "../preview";

describe("preview with an SDK older than 3.202", () => {
  it("isolates concurrent previews", async () => {
    // These versions export the storage itself instead of `withLocalStorage`.
    const { asyncLocalStorage } = globalThis as { asyncLocalStorage?: unknown };
    Object.assign(state, { withLocalStorage: undefined, asyncLocalStorage });
    // The module reads these exports when it is loaded, so it is loaded after they were replaced.
    const { preview } = jest.requireActual<typeof previewModule>("../preview");
    const stacks = await Promise.all(
      ["a", "b"].map((stack) => preview(() => ({ name: pulumi.getStack() }), { stack })),
    );
    expect(stacks.map(({ outputs }) => outputs.name)).toEqual(["a", "b"]);
  });
});
