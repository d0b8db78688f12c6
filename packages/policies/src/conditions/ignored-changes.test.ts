import { ignoresChanges } from "./ignored-changes";

describe("ignoresChanges", () => {
  it.each([
    ["*", "desiredCount"],
    ["desiredCount", "desiredCount"],
    ["scalingConfig", "scalingConfig.desiredSize"],
    ["actions[0].forward", "actions.forward"],
    ["indexes[*].readCapacity", "indexes.readCapacity"],
  ])("accepts %s for the path %s", (ignored, path) => {
    expect(ignoresChanges({ ignoreChanges: ["tags", ignored] }, path)).toBe(true);
  });

  it.each([
    ["desired", "desiredCount"],
    ["scalingConfig.maxSize", "scalingConfig.desiredSize"],
    ["scalingConfig.desiredSize", "scalingConfig"],
  ])("rejects %s for the path %s", (ignored, path) => {
    expect(ignoresChanges({ ignoreChanges: [ignored] }, path)).toBe(false);
  });
});
