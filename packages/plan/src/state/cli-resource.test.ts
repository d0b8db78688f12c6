import { SIGNATURE, UNKNOWN_MARKER } from "../model/pulumi-markers";
import { isSecret, makeSecret, UNKNOWN } from "../model/value";
import { cliState, toResource } from "./cli-resource";

const URN = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::assets";
const resourceOf = (members: object) =>
  toResource(cliState.read({ urn: URN, type: "aws:s3/bucket:Bucket", ...members }));
const inputOf = (value: unknown) => resourceOf({ inputs: { value } }).inputs.value;

describe("the source position of a resource", () => {
  it.each([
    ["project:///index.ts#21,17", { file: "index.ts", line: 21, column: 17 }],
    ["project:///src/my%20stack.ts#3", { file: "src/my stack.ts", line: 3 }],
    ["project:///100%.ts#3", { file: "100%.ts", line: 3 }],
    ["project:///../node_modules/@pulumi/runtime/stack.ts#37,19", undefined],
    ["project:///../shared/vpc.ts#1,1", undefined],
    ["project:///src/../../shared/vpc.ts#1,1", undefined],
    ["project:////etc/passwd#1,1", undefined],
    ["project:///node_modules/@acme/vpc/index.js#1,1", undefined],
    ["file:///src/index.ts#21,17", undefined],
    ["index.ts", undefined],
  ])("is parsed from %s", (sourcePosition, source) => {
    expect(resourceOf({ sourcePosition }).source).toEqual(source);
  });

  it("is the nearest caller if a library registered the resource", () => {
    const stackTrace = [
      {},
      { sourcePosition: "project:///node_modules/@acme/vpc/index.js#9,1" },
      { sourcePosition: "project:///index.ts#4,1" },
      { sourcePosition: "project:///main.ts#1,1" },
    ];
    expect(resourceOf({ stackTrace }).source).toEqual({ file: "index.ts", line: 4, column: 1 });
  });
});

describe("a value in the output of the CLI", () => {
  it.each([
    ["a secret", "[secret]"],
    ["a string that contains a secret", "postgres://app:[secret]@db"],
    ["a secret in an event", { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "[secret]" }],
  ])("is unknown: %s", (_, printed) => {
    expect(inputOf(printed)).toEqual(makeSecret(UNKNOWN));
  });

  it("is a secret if its plaintext is present, as in an export with secrets", () => {
    const printed = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", plaintext: '{"a":["hunter22"]}' };
    expect(inputOf(printed)).toEqual(makeSecret({ a: ["hunter22"] }));
  });

  it("is unknown if it is marked as unknown or has an unsupported kind", () => {
    expect(inputOf(UNKNOWN_MARKER)).toEqual(UNKNOWN);
    expect(inputOf({ [SIGNATURE]: "from-the-future" })).toEqual(UNKNOWN);
  });

  it.each([
    ["bytes that are UTF-8", { [SIGNATURE]: "803fd3297a5875dc03ca845dda5d2a98", value: "aGVsbG8=" }, "hello"],
    ["bytes that are not UTF-8", { [SIGNATURE]: "803fd3297a5875dc03ca845dda5d2a98", value: "//8=" }, 'b"//8="'],
    ["infinity", { [SIGNATURE]: "8ad145fe-0d11-4827-bfd7-1abcbf086f5c", value: "7ff0000000000000" }, Infinity],
    ["an output", { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "x" }, "x"],
  ])("can have a special encoding: %s", (_, printed, value) => {
    expect(inputOf(printed)).toEqual(value);
  });

  it("can be an unknown secret output", () => {
    expect(isSecret(inputOf({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", secret: true }))).toBe(true);
  });
});

describe("a resource in the output of the CLI", () => {
  it("omits empty members", () => {
    const empty = { id: "", parent: "", provider: "", importID: "", aliases: [], customTimeouts: {}, protect: false };
    expect(resourceOf({ ...empty, inputs: null })).toEqual({
      urn: URN,
      type: "aws:s3/bucket:Bucket",
      name: "assets",
      custom: false,
      inputs: {},
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      options: {},
    });
  });

  it("contains property paths in the same notation as programs", () => {
    expect(resourceOf({ hideDiffs: [["tags", "a.b", 0, "c"], ["x"]] }).options.hideDiffs).toEqual([
      'tags["a.b"][0].c',
      "x",
    ]);
  });

  it("can have an unknown ID", () => {
    expect(resourceOf({ id: UNKNOWN_MARKER }).id).toEqual(UNKNOWN);
  });
});
