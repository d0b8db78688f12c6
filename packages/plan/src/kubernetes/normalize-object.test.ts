import { valueFromData } from "../documents/plain-data";
import { makeSecret, propertyMap, UNKNOWN, unwrapSecret, type Properties, type Value } from "../model";
import { normalizeObject } from "./normalize-object";
import { objectKind } from "./object-kind";

const given = (data: object) => valueFromData(data) as Properties;
const normal = (object: Properties) => {
  const kind = objectKind("kubernetes:any/v1:Object", object);
  if (kind === undefined) throw new Error("The type is not that of a Kubernetes object.");
  return normalizeObject(kind, object);
};
const deployment = (spec: object) => given({ apiVersion: "apps/v1", kind: "Deployment", spec });
const podSpecOf = (object: Properties) =>
  (object as unknown as { spec: { template: { spec: unknown } } }).spec.template.spec;
const secret = (members: Record<string, Value>) =>
  propertyMap(Object.entries({ apiVersion: "v1", kind: "Secret", ...members }));

describe("normalizeObject", () => {
  it("omits the empty properties that the client library omits", () => {
    const podSpec = {
      hostPID: false,
      serviceAccountName: "",
      nodeSelector: {},
      tolerations: [],
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: {},
      containers: [],
    };
    expect(podSpecOf(normal(deployment({ template: { spec: podSpec } })))).toEqual({
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: {},
      containers: [],
    });
  });

  it("omits properties that the type does not have", () => {
    expect(normal(deployment({ replicas: 1, replica: 2 })).spec).toEqual({ replicas: 1 });
  });

  it("keeps unknown values, and secrets as secrets", () => {
    const object = propertyMap([
      ...Object.entries(deployment({})),
      [
        "spec",
        propertyMap([
          ["replicas", UNKNOWN],
          ["paused", makeSecret(false)],
          ["selector", makeSecret(propertyMap())],
        ]),
      ],
    ]);
    expect(normal(object).spec).toEqual(
      propertyMap([
        ["replicas", UNKNOWN],
        ["selector", makeSecret(propertyMap())],
      ]),
    );
  });

  it("keeps a value that does not match its type", () => {
    expect(normal(deployment({ replicas: "2", selector: [], paused: false })).spec).toEqual(
      given({ replicas: "2", selector: [] }),
    );
  });

  it("keeps custom resources", () => {
    const object = given({ apiVersion: "acme.io/v1", kind: "Widget", spec: { labels: {}, on: false } });
    expect(normal(object)).toEqual(object);
  });

  it("moves the string data of a Secret into its data, as a secret", () => {
    const { data, stringData } = normal(
      secret({ stringData: given({ a: "1" }), data: given({ a: "Mg==", b: "Mw==" }) }),
    );
    expect(stringData).toBeUndefined();
    expect(data).toEqual(makeSecret(given({ a: "MQ==", b: "Mw==" })));
  });

  it("keeps an unreadable value of a Secret", () => {
    const unreadable = makeSecret(UNKNOWN);
    expect(normal(secret({ data: unreadable })).data).toEqual(unreadable);
    const { data = null } = normal(secret({ data: propertyMap([["a", unreadable]]) }));
    expect(unwrapSecret(data)).toEqual(propertyMap([["a", unreadable]]));
  });

  it("replaces the underscores in the names of schema extensions", () => {
    const crd = given({
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      spec: { preserveUnknownFields: false, x_kubernetes_list_type: "map" },
      status: {},
    });
    const { spec, status } = normal(crd);
    expect(spec).toEqual({ "x-kubernetes-list-type": "map" });
    expect(status).toBeUndefined();
  });
});
