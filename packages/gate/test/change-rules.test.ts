import { propertyMap, STACK_TYPE, UNKNOWN, type Plan, type Resource, type Step, type Value } from "@roadbed/plan";
import { compareWithBase } from "@roadbed/plan/base";
import { configure, evaluateChanges, rules, type Finding } from "@roadbed/policies";
import { plan, resource } from "./plans";

const PARAMETERS = "aws:rds/parameterGroup:ParameterGroup";
const DATABASE = "aws:rds/instance:Instance";
const QUEUE = "aws:sqs/queue:Queue";
const RECORD = "aws:route53/record:Record";
const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
const GROUP = "acme:index:Group";

const policies = configure(rules);
const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";

/** Returns the findings of one rule. */
const findingsOf = (rule: string, checked: Plan): readonly Finding[] =>
  evaluateChanges(checked, policies).findings.filter((finding) => finding.rule === rule);

/** Returns the rule, the name, the related names, and the suggestion of each finding of a rule. */
const warnings = (rule: string, checked: Plan) =>
  findingsOf(rule, checked).map(({ urn, change: { relatedResources, suggestion } = {} }) => [
    rule,
    nameOf(urn),
    ...(relatedResources === undefined ? [] : [relatedResources.map(nameOf).join()]),
    ...(suggestion === undefined ? [] : [suggestion]),
  ]);
const compare = (base: readonly Resource[], head: readonly Resource[]) => compareWithBase(plan(head), plan(base));
const object = (members: Readonly<Record<string, Value>>) => propertyMap(Object.entries(members));
const component = (name: string, type = GROUP) => resource(type, name, {}, { custom: false });

describe("name-collision", () => {
  const below = (parent: Resource, name: string) => resource(QUEUE, name, { name: "orders" }, { parent: parent.urn });

  it.each<[string, Resource, Resource, string]>([
    [
      "a renamed resource",
      resource(QUEUE, "ordersQueue", { name: "orders" }),
      resource(QUEUE, "orders", { name: "orders" }),
      'aliases: [{ name: "ordersQueue" }]',
    ],
    [
      "a DNS record, which several inputs identify",
      resource(RECORD, "web", { zoneId: "Z1", name: "www.example.com", type: "A", ttl: 60 }),
      resource(RECORD, "www", { zoneId: "Z1", name: "www.example.com", type: "A", ttl: 90 }),
      'aliases: [{ name: "web" }]',
    ],
    [
      "a Kubernetes object in the default namespace",
      resource(CONFIG_MAP, "a", { metadata: object({ name: "settings", namespace: "default" }) }),
      resource(CONFIG_MAP, "b", { metadata: object({ name: "settings" }) }),
      'aliases: [{ name: "a" }]',
    ],
    [
      "a resource that moved below a component",
      resource(QUEUE, "orders", { name: "orders" }),
      below(component("group"), "orders"),
      "aliases: [{ parent: pulumi.rootStackResource }]",
    ],
    [
      "a resource that moved to another component",
      below(component("old"), "orders"),
      below(component("new", "acme:index:Other"), "orders"),
      'aliases: ["urn:pulumi:dev::shop::acme:index:Group$aws:sqs/queue:Queue::orders"]',
    ],
  ])("warns about %s and suggests an alias", (_, before, now, suggestion) => {
    expect(warnings("name-collision", compare([before], [now]))).toEqual([
      ["name-collision", now.name, before.name, suggestion],
    ]);
  });

  it("suggests one alias for a renamed component with several children", () => {
    const children = (parent: Resource) => [
      parent,
      below(parent, `${parent.name}-orders`),
      resource(QUEUE, `${parent.name}-bills`, { name: "bills" }, { parent: parent.urn }),
    ];
    expect(warnings("name-collision", compare(children(component("old")), children(component("new"))))).toEqual([
      ["name-collision", "new", "old,new-orders,new-bills", 'aliases: [{ name: "old" }]'],
    ]);
  });

  it.each<[string, Resource, Resource]>([
    ["another name", resource(QUEUE, "a", { name: "one" }), resource(QUEUE, "b", { name: "two" })],
    ["a generated name", resource(QUEUE, "a"), resource(QUEUE, "b")],
    ["an unknown name", resource(QUEUE, "a", { name: UNKNOWN }), resource(QUEUE, "b", { name: UNKNOWN })],
    [
      "another Region",
      resource(QUEUE, "a", { name: "orders", region: "eu-west-1" }),
      resource(QUEUE, "b", { name: "orders", region: "eu-west-2" }),
    ],
    [
      "another role",
      resource("aws:iam/rolePolicy:RolePolicy", "a", { name: "read", role: "one" }),
      resource("aws:iam/rolePolicy:RolePolicy", "b", { name: "read", role: "two" }),
    ],
    [
      "another namespace",
      resource(CONFIG_MAP, "a", { metadata: object({ name: "settings", namespace: "shop" }) }),
      resource(CONFIG_MAP, "b", { metadata: object({ name: "settings" }) }),
    ],
    [
      "another provider",
      resource(QUEUE, "a", { name: "orders" }),
      resource(QUEUE, "b", { name: "orders" }, { provider: "urn:pulumi:dev::shop::pulumi:providers:aws::us" }),
    ],
    ["another type", resource(QUEUE, "a", { name: "x" }), resource("aws:sns/topic:Topic", "b", { name: "x" })],
  ])("accepts a new resource with %s", (_, before, now) => {
    expect(warnings("name-collision", compare([before], [now]))).toEqual([]);
  });

  it("accepts a renamed resource with an alias", () => {
    const before = resource(QUEUE, "a", { name: "orders" });
    const now = resource(QUEUE, "b", { name: "orders" }, { options: { aliases: [before.urn] } });
    expect(warnings("name-collision", compare([before], [now]))).toEqual([]);
  });

  it("ends for a plan with a resource that is its own ancestor", () => {
    const [old, now] = [component("old"), component("new")];
    const loop = (parent: Resource): Resource => ({ ...parent, parent: parent.urn });
    const steps: readonly Step[] = [
      { operation: "create", urn: now.urn, type: GROUP },
      { operation: "create", urn: below(now, "orders").urn, type: QUEUE },
      { operation: "delete", urn: below(old, "orders").urn, type: QUEUE, old: below(old, "orders") },
      { operation: "delete", urn: old.urn, type: GROUP, old: loop(old) },
    ];
    expect(
      warnings("name-collision", plan([loop(now), below(now, "orders")], { steps, priorState: "base" })).map(
        ([rule]) => rule,
      ),
    ).toEqual(["name-collision"]);
  });
});

describe("deleted-while-in-use", () => {
  const parameters = (family: string, inputs: object = { name: "shop" }, options: Resource["options"] = {}) =>
    resource(PARAMETERS, "pg", { family, ...inputs }, { options });
  const users = { parameterGroupName: [parameters("").urn] };
  const database = (inputs: object = {}) =>
    resource(DATABASE, "db", { parameterGroupName: UNKNOWN, ...inputs }, { propertyDependencies: users });
  const remedies = (checked: Plan) => findingsOf("deleted-while-in-use", checked).map(({ remedy }) => remedy);

  it("warns about a resource that others still use when it is deleted first", () => {
    const checked = compare([parameters("postgres16"), database()], [parameters("postgres17"), database()]);
    expect(warnings("deleted-while-in-use", checked)).toEqual([["deleted-while-in-use", "pg", "db"]]);
    expect(remedies(checked)).toEqual([
      "Remove name, or set namePrefix instead, so that the replacement gets a name of its own and is created first.",
    ]);
  });

  it("suggests another remedy for the option deleteBeforeReplace", () => {
    const first = (family: string) => parameters(family, {}, { deleteBeforeReplace: true });
    expect(remedies(compare([first("postgres16"), database()], [first("postgres17"), database()]))).toEqual([
      expect.stringMatching(/^Remove the option deleteBeforeReplace/),
    ]);
  });

  it.each<[string, Resource[], Resource[]]>([
    ["that is created first", [parameters("postgres16", {}), database()], [parameters("postgres17", {}), database()]],
    [
      "that is updated",
      [parameters("postgres16"), database()],
      [parameters("postgres16", { name: "shop", tags: 1 }), database()],
    ],
    ["without users", [parameters("postgres16")], [parameters("postgres17"), database()]],
    [
      "whose users are deleted before it",
      [resource("aws:s3/bucket:Bucket", "b", { bucket: "one" }), policyOf("b")],
      [resource("aws:s3/bucket:Bucket", "b", { bucket: "two" }), policyOf("b")],
    ],
  ])("accepts a resource %s", (_, base, head) => {
    expect(warnings("deleted-while-in-use", compare(base, head))).toEqual([]);
  });

  function policyOf(bucket: string): Resource {
    const { urn } = resource("aws:s3/bucket:Bucket", bucket);
    const sources = { dependencies: [urn], propertyDependencies: { bucket: [urn] } };
    return resource("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: UNKNOWN }, sources);
  }
});

describe("imported-resource-replaced and import-differs", () => {
  const imported = (name: string) => resource(QUEUE, "q", { name }, { options: { importId: "q-1" } });
  const importWarnings = (checked: Plan) =>
    ["imported-resource-replaced", "import-differs"].flatMap((rule) => warnings(rule, checked));
  const steps = (...operations: Step["operation"][]): readonly Step[] =>
    operations.map((operation) => ({ operation, urn: imported("").urn, type: QUEUE, old: imported("old") }));

  it("warn about the steps that the Pulumi CLI adds after an import", () => {
    const after = (...operations: Step["operation"][]) =>
      importWarnings(plan([{ ...imported("x"), options: {} }], { steps: steps("import", ...operations) }));
    expect(after("create-replacement", "replace")).toEqual([["imported-resource-replaced", "q"]]);
    expect(after("update")).toEqual([["import-differs", "q"]]);
    expect(after()).toEqual([]);
  });

  it("warn about a replaced resource that still specifies the option import", () => {
    expect(importWarnings(compare([imported("old")], [imported("new")]))).toEqual([
      ["imported-resource-replaced", "q"],
    ]);
    expect(importWarnings(compare([imported("same")], [imported("same")]))).toEqual([]);
  });

  it("accept the import of a resource that replaces another one", () => {
    const replacing = steps("import-replacement", "replace", "delete-replaced");
    expect(importWarnings(plan([imported("x")], { steps: replacing }))).toEqual([]);
  });
});

describe("ignore-changes-not-applied", () => {
  const service = (name: string, ignoreChanges: readonly string[]) =>
    resource(QUEUE, "q", { name, tags: object({ image: "a" }), policy: UNKNOWN }, { options: { ignoreChanges } });
  const messages = (before: Resource, now: Resource) =>
    findingsOf("ignore-changes-not-applied", compare([before], [now])).map(({ message }) => message);

  it("warns about a replaced resource whose ignored inputs the program sets", () => {
    const ignored = ["tags.image", "policy", "tags.*", "delaySeconds", 'tags["other"]'];
    expect(messages(service("old", ignored), service("new", ignored))).toEqual([
      "the replacement does not ignore changes: it takes the program's values of tags.image, policy, tags.*",
    ]);
  });

  it("accepts a resource that is not replaced, or that sets no ignored input", () => {
    expect(messages(service("old", ["name", "tags"]), service("new", ["name", "tags"]))).toEqual([]);
    expect(messages(service("old", ["delaySeconds"]), service("new", ["delaySeconds"]))).toEqual([]);
  });
});

it("accepts a plan without changes", () => {
  expect(
    evaluateChanges(plan([resource(QUEUE, "q", { name: "x" }), component("c", STACK_TYPE)]), policies).findings,
  ).toEqual([]);
});
