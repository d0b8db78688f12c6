import { javaScript, previewFiles, removeFiles } from "../../test/program";
import type { Lookups } from "../lookups";
import { propertyMap } from "../model";

afterAll(removeFiles);

const IMAGE = "ami-0123456789abcdef0";

/** Lookups of an image and of zones, as the functions of an SDK make them, and a resource with the given inputs. */
const program = (inputs: string) =>
  javaScript(`module.exports = async () => {
    const newest = { mostRecent: true, filters: [{ name: "name", values: ["al2023-ami-*"] }] };
    const pinned = { mostRecent: true, filters: [{ name: "image-id", values: ["${IMAGE}"] }] };
    const imageOutput = (args) => pulumi.runtime.invokeOutput("aws:ec2/getAmi:getAmi", args);
    const image = (args) => pulumi.runtime.invoke("aws:ec2/getAmi:getAmi", args);
    const zonesOutput = (args = {}) => pulumi.runtime.invokeOutput("aws:index/getAvailabilityZones:getAvailabilityZones", args);
    const zones = await pulumi.runtime.invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {});
    new Thing("target", { ${inputs} });
  };`);

async function lookupInputs(inputs: string, lookups?: Lookups) {
  const { resources, diagnostics } = await previewFiles(program(inputs), { ...(lookups && { lookups }) });
  expect(diagnostics).toEqual([]);
  const found = resources.find(({ name }) => name === "target")?.lookupInputs ?? [];
  return found.map(({ path, subject }) => `${path}: ${subject}`).sort();
}

describe("the inputs that come from lookups without an answer", () => {
  it.concurrent("include the results of functions that return outputs", async () => {
    const inputs = `
      member: imageOutput(newest).id,
      applied: imageOutput(newest).apply((found) => found.id),
      appliedTwice: imageOutput(newest).apply((found) => found.id).apply((id) => id),
      nested: { list: [{ id: imageOutput(newest).id }] },
      text: pulumi.interpolate\`x-\${imageOutput(newest).id}\`,
      combined: pulumi.all([imageOutput(newest).id, "x"]).apply(([id]) => id),
      secret: pulumi.secret(imageOutput(newest).id),
      element: zonesOutput().names[0],
      appliedElement: zonesOutput().apply(({ names }) => names[1]),
      list: zonesOutput().names,
    `;
    expect(await lookupInputs(inputs)).toEqual([
      "applied: image",
      "appliedElement: availability-zone",
      "appliedTwice: image",
      "combined: image",
      "element: availability-zone",
      "list: availability-zone",
      "member: image",
      "nested.list[0].id: image",
      "secret: image",
      "text: image",
    ]);
  });

  it.concurrent("include the results of functions that return promises", async () => {
    const inputs = `
      member: (await image(newest)).id,
      promised: image(newest).then(({ id }) => id),
      output: pulumi.output(image(newest)).id,
      appliedOutput: pulumi.output(image(newest)).apply(({ id }) => id),
      element: zones.names[0],
      outputElement: pulumi.output(zones).names[0],
      sliced: zones.names.slice(0, 2),
      list: zones.names,
    `;
    expect(await lookupInputs(inputs)).toEqual([
      "appliedOutput: image",
      "element: availability-zone",
      "list: availability-zone",
      "member: image",
      "output: image",
      "outputElement: availability-zone",
      "promised: image",
      "sliced[0]: availability-zone",
      "sliced[1]: availability-zone",
    ]);
  });

  it.concurrent("do not include other values", async () => {
    const inputs = `
      pinned: imageOutput(pinned).id,
      promised: image(pinned).then(({ id }) => id),
      architecture: imageOutput(newest).architecture,
      plainArchitecture: (await image(newest)).architecture,
      onlyZones: zonesOutput({ filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }] }).names[0],
      id: new Thing("other").id,
      literal: "${IMAGE}",
    `;
    expect(await lookupInputs(inputs)).toEqual([]);
  });
});

describe("the inputs that come from recorded answers", () => {
  const lookups: Lookups = {
    invoke: ({ token }) => (token.endsWith("getAmi") ? propertyMap([["id", IMAGE]]) : undefined),
  };

  it.concurrent("include the IDs in the answers", async () => {
    const inputs = `output: imageOutput(newest).id, plain: (await image(newest)).id, other: "ami-0000000000000000f"`;
    expect(await lookupInputs(inputs, lookups)).toEqual(["output: image", "plain: image"]);
  });

  it.concurrent("do not include the IDs of pinned images", async () => {
    expect(await lookupInputs("output: imageOutput(pinned).id", lookups)).toEqual([]);
  });
});
