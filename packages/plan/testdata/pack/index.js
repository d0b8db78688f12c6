const { PolicyPack } = require("@pulumi/policy");
const { getProject, getStack } = require("@pulumi/pulumi");

console.log("some packs print before they serve");

new PolicyPack("shop-policies", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "short-names",
      description: "Names are short.",
      severity: "high",
      remediationSteps: "Take a shorter one.",
      configSchema: { properties: { longest: { type: "integer", default: 4 } } },
      validateResource: (args, report) => {
        if (args.props.name?.length > args.getConfig().longest) report(`${args.name} has a long name`);
      },
    },
    {
      name: "tagged",
      description: "Everything has tags.",
      enforcementLevel: "remediate",
      remediateResource: (args) => {
        if (args.type !== "shop:index:Tagged") return undefined;
        args.props.tags = { stack: getStack() };
        return args.props;
      },
      validateResource: (args, report) => {
        if (args.type === "shop:index:Tagged") report(`tags: ${JSON.stringify(args.props.tags)}`);
      },
    },
    {
      name: "few",
      description: "Stacks are small.",
      enforcementLevel: "advisory",
      validateStack: ({ resources }, report) => {
        const [last] = resources.slice(-1);
        const on = Object.entries(last?.propertyDependencies ?? {}).map(([name, all]) => `${name} on ${all[0].name}`);
        report(`${getProject()} has ${resources.length} resources; ${last?.name}: ${on.join()}`, last?.urn);
      },
    },
    {
      name: "sound",
      description: "Fails where it is asked to.",
      validateResource: (args) => {
        if (args.name === "broken") throw new Error("the policy is broken");
        if (args.name === "deadly") process.exit(3);
      },
    },
  ],
});
