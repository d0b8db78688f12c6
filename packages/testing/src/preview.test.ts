import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { containsUnknown } from "@roadbed/plan";
import { expectNoFindings, expectOnlyCreates, isSecret, isUnknown, preview, unknownOutput } from ".";

class Pair extends pulumi.ComponentResource {
  readonly first: aws.sqs.Queue;
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Pair", name, {}, opts);
    this.first = new aws.sqs.Queue(`${name}-first`, {}, { parent: this });
    new aws.sqs.Queue(`${name}-second`, { tags: { peer: this.first.arn } }, { parent: this });
    this.registerOutputs({ arn: this.first.arn });
  }
}

class Thing extends pulumi.CustomResource {}

const failing = (message: string): pulumi.Output<string> =>
  pulumi.output("x").apply(() => {
    throw new Error(message);
  });

describe("preview of a function", () => {
  it("lists the resources of the program", async () => {
    const stack = await preview(() => new Pair("orders"));
    expect(stack.inventory()).toEqual([
      "aws:sqs/queue:Queue orders-first",
      "aws:sqs/queue:Queue orders-second",
      "test:index:Pair orders",
    ]);
    expect(stack.outputs).toEqual({});
  });

  it("records parents, dependencies and references", async () => {
    const stack = await preview(() => new Pair("orders"));
    const pair = stack.get("test:index:Pair");
    const second = stack.get("aws:sqs/queue:Queue", "orders-second");
    expect(stack.descendants(pair).map(({ name }) => name)).toEqual(["orders-first", "orders-second"]);
    expect(stack.references(second, "tags")).toEqual(["aws:sqs/queue:Queue orders-first"]);
    expect(stack.dependencies(second)).toEqual(["aws:sqs/queue:Queue orders-first"]);
  });

  it("leaves provider outputs unknown and marks secrets", async () => {
    const stack = await preview(() => {
      const queue = new aws.sqs.Queue("q", { name: pulumi.secret("hidden") });
      return { url: queue.url, name: queue.name };
    });
    expect(isUnknown(stack.outputs.url)).toBe(true);
    expect(isSecret(stack.outputs.name)).toBe(true);
    expect(isSecret(stack.get("aws:sqs/queue:Queue").inputs.name)).toBe(true);
  });

  it("runs resource transforms and stack transforms", async () => {
    const tag: pulumi.ResourceTransform = ({ props, opts }) => ({ props: { ...props, tags: { by: "stack" } }, opts });
    const stack = await preview(() => {
      pulumi.runtime.registerResourceTransform(tag);
      const renamed: pulumi.ResourceTransform = ({ props, opts }) => ({ props: { ...props, name: "renamed" }, opts });
      new aws.sqs.Queue("q", {}, { transforms: [renamed] });
    });
    expect(stack.get("aws:sqs/queue:Queue").inputs).toEqual({
      name: "renamed",
      tags: { by: "stack" },
      // The provider adds its default tags.
      tagsAll: { by: "stack" },
    });
  });

  it("runs only the hooks that have onDryRun", async () => {
    const ran: string[] = [];
    await preview(() => {
      const before = new pulumi.ResourceHook("before", ({ name }) => void ran.push(name), { onDryRun: true });
      const never = new pulumi.ResourceHook("never", () => void ran.push("never"));
      new aws.sqs.Queue("q", {}, { hooks: { beforeCreate: [before, never] } });
    });
    expect(ran).toEqual(["q"]);
  });

  it("passes configuration, names, and lookup answers to the program", async () => {
    const stack = await preview(
      async () => {
        const config = new pulumi.Config();
        const vpc = await aws.ec2.getVpc({ default: true });
        return {
          stack: pulumi.getStack(),
          size: config.requireNumber("size"),
          key: config.requireSecret("key"),
          vpc: vpc.id,
        };
      },
      {
        project: "shop",
        stack: "prod",
        config: { size: "3", "shop:key": "k" },
        secretKeys: ["key"],
        lookups: { invoke: ({ token }) => (token.includes("getVpc") ? { id: "vpc-1" } : undefined) },
      },
    );
    expect(stack.outputs).toMatchObject({ stack: "prod", size: 3, vpc: "vpc-1" });
    expect(isSecret(stack.outputs.key)).toBe(true);
  });

  it("gives new resources the outputs that the test provides and leaves other outputs unknown", async () => {
    const stack = await preview(
      () => {
        const queue = new aws.sqs.Queue("q");
        new aws.sqs.Queue("fed", { name: unknownOutput(), tags: { id: queue.id, arn: queue.arn, url: queue.url } });
      },
      {
        lookups: {
          mockNewResource: ({ name }) => ({ id: `${name}-1`, arn: "arn:q" }),
        },
      },
    );
    const { name, tags } = stack.get("aws:sqs/queue:Queue", "fed").inputs;
    expect(tags).toMatchObject({ id: "q-1", arn: "arn:q" });
    expect([isUnknown(name), containsUnknown(tags ?? null)]).toEqual([true, true]);
  });

  it("computes the steps against a state", async () => {
    const urn = (name: string) => `urn:pulumi:stack::project::aws:sqs/queue:Queue::${name}`;
    const stored = (name: string) => ({
      ...{ urn: urn(name), type: "aws:sqs/queue:Queue", custom: true, id: name },
      provider: "urn:pulumi:stack::project::pulumi:providers:aws::default::p1",
      inputs: { name, delaySeconds: 1 },
    });
    const state = JSON.stringify({ version: 3, deployment: { resources: [stored("kept"), stored("gone")] } });
    const { plan } = await preview(() => new aws.sqs.Queue("kept", { name: "kept", delaySeconds: 2 }), { state });
    const steps = plan.steps.filter(({ type }) => type === "aws:sqs/queue:Queue");
    expect(steps.map(({ operation, urn: target }) => [operation, target])).toEqual([
      ["update", urn("kept")],
      ["delete", urn("gone")],
    ]);
    expect(plan.priorState).toBe("state");
  });

  it("isolates concurrent previews", async () => {
    const names = Array.from({ length: 8 }, (_, index) => `stack-${index}`);
    const stacks = await Promise.all(
      names.map((stack) =>
        preview(
          async () => {
            await new Promise((resolve) => setTimeout(resolve, 5));
            new aws.sqs.Queue(`${pulumi.getStack()}-q`, { name: new pulumi.Config().require("queueName") });
          },
          { stack, config: { queueName: stack } },
        ),
      ),
    );
    expect(stacks.map((stack) => stack.get("aws:sqs/queue:Queue").inputs.name)).toEqual(names);
    expect(stacks.flatMap((stack) => stack.inventory())).toEqual(names.map((name) => `aws:sqs/queue:Queue ${name}-q`));
  });

  it("throws the error that the program throws", async () => {
    await expect(preview(() => Promise.reject(new Error("too small")))).rejects.toThrow("too small");
  });

  it.each([
    [
      "an input",
      () => {
        new aws.sqs.Queue("q", { name: failing("too long") });
      },
    ],
    [
      "an input of a resource that another resource depends on",
      () => {
        const { arn } = new aws.sqs.Queue("q", { name: failing("too long") });
        new aws.sqs.Queue("fed", { tags: { arn } });
      },
    ],
    ["an output", () => ({ name: failing("too long") })],
  ])("throws the error of an apply in %s and leaves later previews unaffected", async (_, program) => {
    await expect(preview(program)).rejects.toThrow("too long");
    const next = await preview(() => {
      new aws.sqs.Queue("q");
    });
    expect(next.inventory()).toHaveLength(1);
  });

  it("throws the engine's failure, even if a resource waits for the one that failed", async () => {
    const twice = () => {
      new aws.sqs.Queue("q");
      const failed = new aws.sqs.Queue("q");
      new aws.sqs.Queue("dependent", { tags: { peer: failed.arn } });
    };
    await expect(preview(twice)).rejects.toThrow(/^Duplicate resource URN '.*::q'/);
  });

  it("suggests a similar resource if none matches", async () => {
    const stack = await preview(() => ({ queue: new aws.sqs.Queue("orders").url }));
    expect(() => stack.get("aws:sqs/queue:Queue", "order")).toThrow(
      'No resource matches "aws:sqs/queue:Queue order". Did you mean "aws:sqs/queue:Queue orders"?',
    );
  });
});

describe("expectOnlyCreates", () => {
  const queues = (count: number, tags = {}) =>
    preview(() => {
      for (let index = 0; index < count; index += 1) new aws.sqs.Queue(`q${index}`, { tags });
    });

  it("accepts new resources", async () => {
    expectOnlyCreates(await queues(1), await queues(2));
  });

  it("lists deleted and changed resources", async () => {
    const touched = async (before: Promise<unknown>, after: Promise<unknown>) =>
      expectOnlyCreates(...((await Promise.all([before, after])) as Parameters<typeof expectOnlyCreates>));
    await expect(touched(queues(2), queues(1, { a: "b" }))).rejects.toThrow(
      "Expected only creates, got:\n  deleted: aws:sqs/queue:Queue q1\n  changed: aws:sqs/queue:Queue q0: tags",
    );
  });

  it("compares unknown values, but not known ones, by their sources", async () => {
    const fed = (property: "name" | "arn", source: string) =>
      preview(() => {
        const sources = Object.fromEntries(["a", "b"].map((name) => [name, new aws.sqs.Queue(name, { name: "same" })]));
        new aws.sqs.Queue("fed", { tags: { source: sources[source]?.[property] ?? "" } });
      });
    expectOnlyCreates(await fed("name", "a"), await fed("name", "b"));
    const [before, after] = [await fed("arn", "a"), await fed("arn", "b")];
    expect(() => expectOnlyCreates(before, after)).toThrow("changed: aws:sqs/queue:Queue fed: tags");
  });

  it("ignores the arguments of components, whose children are compared, unless the type is given", async () => {
    class Group extends pulumi.ComponentResource {
      constructor(count: number) {
        super("test:index:Group", "group", { count });
        for (let index = 0; index < count; index += 1) new aws.sqs.Queue(`q${index}`, {}, { parent: this });
      }
    }
    const [one, two] = [await preview(() => new Group(1)), await preview(() => new Group(2))];
    expectOnlyCreates(one, two);
    expect(() => expectOnlyCreates(one, two, { types: ["test:index:Group"] })).toThrow(/changed: .*: count$/);
    expect(() => expectOnlyCreates(two, one)).toThrow(/deleted: aws:sqs\/queue:Queue q1$/);
  });

  it("compares the arguments of remote components, whose children are invisible", async () => {
    class Remote extends pulumi.ComponentResource {
      constructor(count: number) {
        super("test:index:Remote", "remote", { count }, {}, true);
      }
    }
    const [one, two] = [await preview(() => new Remote(1)), await preview(() => new Remote(2))];
    expect(() => expectOnlyCreates(one, two)).toThrow(/changed: test:index:Remote remote: count$/);
  });

  it("matches resources by alias", async () => {
    const named = (name: string, aliases: pulumi.Alias[] = []) =>
      preview(() => {
        new aws.sqs.Queue("fed", { tags: { source: new aws.sqs.Queue(name, {}, { aliases }).arn } });
      });
    expectOnlyCreates(await named("old"), await named("new", [{ name: "old" }]));
  });

  it("rejects the plan of a program that failed", async () => {
    const complete = await queues(2);
    const failed = await preview(() => pulumi.log.error("no such team"));
    const message = "The program failed, so its plan may be incomplete: no such team";
    expect(() => expectNoFindings(failed)).toThrow(message);
    expect(() => expectOnlyCreates(failed, complete)).toThrow(message);
    expect(() => expectOnlyCreates(complete, failed)).toThrow(message);
  });

  it("supports properties named like members of Object.prototype", async () => {
    const stack = await preview(() => {
      new Thing("test:index:Thing", "t", { constructor: "built", toString: unknownOutput<string>() });
    });
    const thing = stack.get("test:index:Thing");
    expect(stack.references(thing, "constructor")).toEqual([]);
    expectOnlyCreates(stack, stack);
  });
});

describe("expectNoFindings", () => {
  it("lists findings with their resources and paths", async () => {
    const stack = await preview(() => {
      new aws.ecr.Repository("r", { imageTagMutability: "MUTABLE" });
    });
    expect(() => expectNoFindings(stack)).toThrow(/ecr-tags-immutable: r imageTagMutability: /);
  });

  it("reports findings about default providers only on request", async () => {
    const stack = await preview(() => new aws.sqs.Queue("orders", { sqsManagedSseEnabled: true }));
    expectNoFindings(stack);
    expect(() => expectNoFindings(stack, { includeDefaultProviders: true })).toThrow(
      /aws-provider-region-set: default/,
    );
  });

  it("reports findings about providers that the program creates", async () => {
    const stack = await preview(() => new aws.Provider("main"));
    expect(() => expectNoFindings(stack)).toThrow(/aws-provider-region-set: main/);
  });

  it("uses the same default preset as roadbed check", async () => {
    const stack = await preview(() => {
      new aws.ecr.Repository("r", { imageTagMutability: "MUTABLE" });
    });
    expect(() => expectNoFindings(stack)).toThrow('with preset "baseline"');
    expect(() => expectNoFindings(stack, { preset: "strict" })).toThrow('with preset "strict"');
  });
});
