import { valueFromData } from "../documents/plain-data";
import { propertyMap, UNKNOWN, type Properties } from "../model";
import { adoptMetadata } from "./adopt-metadata";

const given = (data: object) => valueFromData(data) as Properties;
const autonamed = { name: "web-x1", annotations: { "pulumi.com/autonamed": "true" } };

describe("adoptMetadata", () => {
  it("adds the generated name and its annotation", () => {
    const inputs = given({ metadata: { labels: { a: "b" }, annotations: { c: "d" } } });
    expect(adoptMetadata(given({ metadata: autonamed }), inputs)).toEqual(
      given({
        metadata: {
          labels: { a: "b" },
          annotations: { c: "d", "pulumi.com/autonamed": "true" },
          name: "web-x1",
        },
      }),
    );
    expect(adoptMetadata(given({ metadata: autonamed }), given({}))).toEqual(given({ metadata: autonamed }));
  });

  it("adds the label of objects that were created with client-side apply", () => {
    const labels = { "app.kubernetes.io/managed-by": "pulumi" };
    expect(adoptMetadata(given({ metadata: { name: "web", labels } }), given({ metadata: { name: "web" } }))).toEqual(
      given({ metadata: { name: "web", labels } }),
    );
  });

  it("does not add a name that the program set before, or sets now", () => {
    const named = given({ metadata: { name: "shop" } });
    expect(adoptMetadata(named, given({ metadata: {} }))).toEqual(given({ metadata: {} }));
    expect(adoptMetadata(given({ metadata: autonamed }), named)).toEqual(named);
  });

  it("does not add anything to unknown metadata", () => {
    const inputs = propertyMap([["metadata", UNKNOWN]]);
    expect(adoptMetadata(given({ metadata: autonamed }), inputs)).toBe(inputs);
  });
});
