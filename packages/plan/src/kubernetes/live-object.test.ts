import { valueFromData } from "../documents/plain-data";
import { makeSecret, UNKNOWN, type Properties } from "../model";
import { liveObject } from "./live-object";

const given = (data: object) => valueFromData(data) as Properties;

describe("liveObject", () => {
  const inputs = given({ metadata: { name: "web" }, spec: { replicas: 2, ports: [{ port: 80 }] } });

  it("returns the object in the cluster without the properties that the cluster added", () => {
    const outputs = given({
      __inputs: {},
      metadata: { name: "web", uid: "1" },
      spec: { replicas: 5, type: "ClusterIP", ports: [{ port: 80, protocol: "TCP" }, { port: 81 }] },
      status: {},
    });
    expect(liveObject({ inputs, outputs })).toEqual(
      given({ metadata: { name: "web" }, spec: { replicas: 5, ports: [{ port: 80 }] } }),
    );
  });

  it("keeps a secret that is not readable", () => {
    const outputs = { ...given({ __inputs: {} }), data: makeSecret(UNKNOWN) };
    expect(liveObject({ inputs: given({ data: { a: "MQ==" } }), outputs }).data).toEqual(makeSecret(UNKNOWN));
  });

  it("returns the inputs if the outputs are not those of the provider", () => {
    expect(liveObject({ inputs, outputs: given({ spec: { replicas: 5 } }) })).toBe(inputs);
  });
});
