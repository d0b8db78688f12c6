import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { LoadBalancer, NetworkLoadBalancer, type LoadBalancerArgs, type NetworkLoadBalancerArgs } from "./index";

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
};
const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111";
const domain = { names: ["example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" };

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object, name = "web") => issuesThrownBy(() => new LoadBalancer(name, args as LoadBalancerArgs));

describe("the check of LoadBalancer arguments", () => {
  const valid = { network, certificateArn };
  const invalid: [args: object, codes: string[]][] = [
    [{ certificateArn }, ["missing network"]],
    [{ network }, ["missing domain"]],
    [{ network: { ...network, publicSubnetIds: [] }, certificateArn }, ["missing network.publicSubnetIds"]],
    [
      { network: { ...network, publicSubnetIds: ["subnet-0a1b2c3d"] }, certificateArn },
      ["out-of-range network.publicSubnetIds"],
    ],
    [
      { network: { ...network, privateSubnetIds: ["subnet-0a1b2c3d"] }, certificateArn, internal: true, allowFrom: {} },
      ["out-of-range network.privateSubnetIds"],
    ],
    [{ network: ["subnet-0a1b2c3d"], certificateArn }, ["wrong-type network"]],
    [
      { ...valid, allowFrom: { proxy: { securityGroupId: "proxy" }, cdn: { prefixListId: "cloudfront" } } },
      ["invalid-format allowFrom.proxy.securityGroupId", "invalid-format allowFrom.cdn.prefixListId"],
    ],
    [{ ...valid, domain }, ["conflict certificateArn"]],
    [{ ...valid, allowHttp: true }, ["conflict allowHttp"]],
    [{ ...valid, internal: true }, ["conflict allowFrom"]],
    [
      { ...valid, internal: "", ipv6: 1, allowHttp: 0 },
      ["wrong-type allowHttp", "wrong-type internal", "wrong-type ipv6"],
    ],
    [
      { ...valid, certificateArn: "web", sslPolicy: "TLS1.2", webAclArn: "web" },
      ["invalid-format sslPolicy", "invalid-format webAclArn", "invalid-format certificateArn"],
    ],
    [{ ...valid, allowFrom: "everyone" }, ["not-allowed allowFrom"]],
    [{ ...valid, allowFrom: ["10.0.0.0/8"] }, ["wrong-type allowFrom"]],
    [
      { ...valid, allowFrom: { "my office": "10.0.0.1/8", vpn: { cidr: "10.0.0.0/8" }, cdn: {} } },
      [
        "invalid-format allowFrom.my office",
        "invalid-format allowFrom.my office",
        "unknown-argument allowFrom.vpn.cidr",
        "missing allowFrom.cdn",
      ],
    ],
    [{ ...valid, idleTimeoutSeconds: 0 }, ["out-of-range idleTimeoutSeconds"]],
    [{ ...valid, accessLogs: true }, ["wrong-type accessLogs"]],
    [
      { ...valid, accessLogs: { retentionDays: 0, retainOnDelete: "yes", bucket: "logs" } },
      ["unknown-argument accessLogs.bucket"],
    ],
    [
      { ...valid, accessLogs: { retentionDays: 0, retainOnDelete: "yes" } },
      ["out-of-range accessLogs.retentionDays", "wrong-type accessLogs.retainOnDelete"],
    ],
    [
      { network, domain: { names: [], hostedZoneId: "example.com" } },
      ["invalid-format domain.hostedZoneId", "out-of-range domain.names"],
    ],
    [
      { network, domain: { ...domain, names: ["*.example.com", "Example.com", "*.example.com"], provider: "dns" } },
      [
        "wrong-type domain.provider",
        "not-allowed domain.names[0]",
        "invalid-format domain.names[1]",
        "duplicate domain.names[2]",
      ],
    ],
    [
      { ...valid, listeners: [], adopt: { listener: {} } },
      ["unknown-argument listeners", "unknown-argument adopt.listener"],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for load balancers or too long", () => {
    expect(codesOf(issuesOf(valid, "internal-web"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf(valid, "my_web"))).toEqual(["invalid-format name", "invalid-format name"]);
    expect(codesOf(issuesOf(valid, "a".repeat(22)))).toEqual(["out-of-range name"]);
    expect(issuesOf(valid, "a".repeat(22)).map(({ message }) => message)).toMatchSnapshot();
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});

describe("the check of NetworkLoadBalancer arguments", () => {
  const networkIssues = (args: object) =>
    issuesThrownBy(() => new NetworkLoadBalancer("broker", args as NetworkLoadBalancerArgs));
  const invalid: [args: object, codes: string[]][] = [
    [{ network }, ["missing ports"]],
    [{ network, ports: [] }, ["out-of-range ports"]],
    [
      { network, ports: [0, 443, 443], crossZone: "on" },
      ["wrong-type crossZone", "out-of-range ports[0]", "duplicate ports[2]"],
    ],
    [{ network, ports: [443], domain, certificateArn }, ["conflict certificateArn"]],
    [{ network, ports: [443], allowHttp: true }, ["unknown-argument allowHttp"]],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(networkIssues(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(networkIssues(args))).join("\n")).toMatchSnapshot();
  });
});

describe("LoadBalancer.fromExisting", () => {
  const existing = {
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0a1b2c3d",
    listenerArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/0a1b2c3d/4e5f6071",
    securityGroupId: "sg-0a1b2c3d",
    dnsName: "web-1.eu-west-1.elb.amazonaws.com",
  };

  it("accepts the properties of a load balancer, whose security group has other owners by default", async () => {
    const { outputs } = await preview(() => ({ ...LoadBalancer.fromExisting(existing) }));
    expect(outputs).toEqual({ ...existing, acceptsRules: false });
  });

  it("rejects an output that is undefined, such as the security group that a load balancer of awsx does not have", async () => {
    const securityGroupId = pulumi.output<string | undefined>(undefined);
    const program = () => ({ id: LoadBalancer.fromExisting({ ...existing, securityGroupId }).securityGroupId });
    await expect(preview(program)).rejects.toThrow(
      /securityGroupId: expected the ID of a security group, got undefined/,
    );
  });

  it("rejects other values, and outputs when they resolve", async () => {
    const issues = issuesThrownBy(() =>
      LoadBalancer.fromExisting({ ...existing, loadBalancerArn: "web", listenerArn: existing.loadBalancerArn }),
    );
    expect(codesOf(issues)).toEqual(["invalid-format loadBalancerArn", "invalid-format listenerArn"]);
    expect(wordingOf(issues)).toMatchSnapshot();
    const program = () => ({
      id: LoadBalancer.fromExisting({ ...existing, securityGroupId: pulumi.output("web") }).securityGroupId,
    });
    await expect(preview(program)).rejects.toThrow(/securityGroupId: expected the ID of a security group, got "web"/);
  });
});
