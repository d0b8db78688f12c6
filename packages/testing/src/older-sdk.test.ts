import * as pulumi from "@pulumi/pulumi";
import * as state from "@pulumi/pulumi/runtime/state";
import type * as previews from "./preview";

it("a preview runs on an SDK from before 3.202", async () => {
  // It gave its storage away, and no function that runs something in a new one.
  const { asyncLocalStorage } = globalThis as { asyncLocalStorage?: unknown };
  Object.assign(state, { withLocalStorage: undefined, asyncLocalStorage });
  // After that, for it takes hold of them as it is loaded.
  const { preview } = jest.requireActual<typeof previews>("./preview");
  const stacks = await Promise.all(["a", "b"].map((stack) => preview(() => ({ name: pulumi.getStack() }), { stack })));
  expect(stacks.map(({ outputs }) => outputs.name)).toEqual(["a", "b"]);
});
