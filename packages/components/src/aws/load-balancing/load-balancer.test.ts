import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { propertyMap, UNKNOWN } from "@roadbed/plan";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { changeBetween, deployed, previewed } from "../../../test/network";
import { LoadBalancer, type LoadBalancerArgs } from "./index";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const RECORD = "aws:route53/record:Record";

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
  cidrBlock: "10.0.0.0/16",
};
const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555";
const domain = { names: ["example.com", "*.example.com", "shop.example.org"], hostedZoneId: "Z0123456789ABCDEFGHIJ" };
const allFeatures = {
  network,
  domain,
  ipv6: true,
  allowFrom: { office: "203.0.113.0/24", office6: "2001:db8::/32", cdn: { prefixListId: "pl-0a1b2c3d" } },
  webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/11111111",
  region: "eu-west-1",
  tags: { team: "web" },
} satisfies LoadBalancerArgs;

const create = (args: LoadBalancerArgs, options?: pulumi.ComponentResourceOptions): Promise<StackPlan> =>
  previewed(() => new LoadBalancer("web", args, options));

/** Returns `name: source -> port` for each rule that allows clients to connect. */
const clientsOf = ({ resources }: StackPlan): string[] =>
  resources
    .filter(({ type }) => type === INGRESS)
    .map(({ name, inputs }) => {
      const { cidrIpv4, cidrIpv6, prefixListId, fromPort } = inputs;
      return `${name}: ${(cidrIpv4 ?? cidrIpv6 ?? prefixListId) as string} -> ${fromPort as number}`;
    });

const listenersOf = ({ resources }: StackPlan): Record<string, unknown> =>
  Object.fromEntries(resources.filter(({ type }) => type === LISTENER).map(({ name, inputs }) => [name, inputs]));

describe("LoadBalancer", () => {
  it.each<[string, LoadBalancerArgs]>([
    ["a certificate", { network, certificateArn }],
    ["HTTP only", { network, allowHttp: true, accessLogs: false }],
    ["all features", allFeatures],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is public, protected, and logs accesses by default", async () => {
    const { options, inputs } = (await create({ network, certificateArn })).get(LOAD_BALANCER);
    expect(options.protect).toBe(true);
    expect(inputs).toMatchObject({
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      securityGroups: [UNKNOWN],
      subnets: network.publicSubnetIds,
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      idleTimeout: 60,
      accessLogs: { enabled: true, bucket: UNKNOWN },
      tags: { Name: "web-lb" },
    });
  });

  it("is not protected in the development profile, and keeps no logs", async () => {
    const stack = await create({ network, certificateArn, profile: "development" });
    const { options, inputs } = stack.get(LOAD_BALANCER);
    expect([options.protect ?? false, inputs.enableDeletionProtection, inputs.accessLogs]).toEqual([
      false,
      false,
      undefined,
    ]);
    expect(stack.resources.some(({ type }) => type.startsWith("aws:s3/"))).toBe(false);
  });

  it("is placed in private subnets if it is internal, and accepts connections from the VPC", async () => {
    const stack = await create({ network, certificateArn, internal: true });
    expect(stack.get(LOAD_BALANCER).inputs).toMatchObject({ internal: true, subnets: network.privateSubnetIds });
    expect(clientsOf(stack)).toEqual(["web-vpc-https: 10.0.0.0/16 -> 443", "web-vpc-http: 10.0.0.0/16 -> 80"]);
  });

  it("serves HTTPS, and redirects HTTP to HTTPS", async () => {
    expect(listenersOf(await create({ network, certificateArn }))).toMatchObject({
      "web-https": {
        ...{ port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", certificateArn },
        defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }],
      },
      "web-http": {
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
      },
    });
  });

  it("serves HTTP only if this is allowed explicitly", async () => {
    const stack = await create({ network, allowHttp: true });
    expect(listenersOf(stack)).toMatchObject({ "web-http": { defaultActions: [{ type: "fixed-response" }] } });
    expect(Object.keys(listenersOf(stack))).toEqual(["web-http"]);
    expect(clientsOf(stack)).toEqual(["web-anywhere-http: 0.0.0.0/0 -> 80"]);
  });

  it("accepts connections from the given sources only", async () => {
    expect(clientsOf(await create({ ...allFeatures, domain: undefined, certificateArn }))).toEqual([
      "web-office-https: 203.0.113.0/24 -> 443",
      "web-office-http: 203.0.113.0/24 -> 80",
      "web-office6-https: 2001:db8::/32 -> 443",
      "web-office6-http: 2001:db8::/32 -> 80",
      "web-cdn-https: pl-0a1b2c3d -> 443",
      "web-cdn-http: pl-0a1b2c3d -> 80",
    ]);
  });

  it("lets only load balancers of the account write to the bucket for access logs", async () => {
    const stack = await deployed(() => new LoadBalancer("web", { network, certificateArn }));
    expect(stack.get("aws:s3/bucketPolicy:BucketPolicy").inputs.policy).toMatchObject({
      Statement: [
        {
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::web-access-logs/AWSLogs/123456789012/*",
          Condition: {
            ArnLike: { "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/*" },
          },
        },
        { Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      ],
    });
    const { dependencies } = stack.get(LOAD_BALANCER);
    expect(dependencies).toContain(stack.get("aws:s3/bucketPolicy:BucketPolicy").urn);
  });

  it("adds domains, clients, and a web ACL without replacing anything", async () => {
    const before = { network, domain: { ...domain, names: ["example.com"] }, allowFrom: { office: "203.0.113.0/24" } };
    const after = {
      ...before,
      allowFrom: { ...before.allowFrom, vpn: "198.51.100.0/24" },
      webAclArn: allFeatures.webAclArn,
    };
    expect(
      await changeBetween(
        () => new LoadBalancer("web", before),
        () => new LoadBalancer("web", after),
      ),
    ).toEqual({ created: ["web-vpn-http", "web-vpn-https", "web-web-acl"], deleted: [], changed: {} });
  });
});

describe("the domain of a load balancer", () => {
  it("has a certificate for all names, whose record is shared by a wildcard and its parent", async () => {
    const stack = await deployed(() => new LoadBalancer("web", { network, domain }));
    expect(stack.get("aws:acm/certificate:Certificate").inputs).toMatchObject({
      domainName: "example.com",
      subjectAlternativeNames: ["*.example.com", "shop.example.org"],
      validationMethod: "DNS",
    });
    const records = stack.resources.filter(({ type, name }) => type === RECORD && name.includes("validation"));
    expect(records.map(({ name, inputs }) => [name, inputs.name, inputs.type, inputs.records])).toEqual([
      ["web-validation-example-com", "_token.example.com", "CNAME", ["_value.example.com"]],
      ["web-validation-shop-example-org", "_token.shop.example.org", "CNAME", ["_value.shop.example.org"]],
    ]);
  });

  it("has an alias record for each name, and one for IPv6", async () => {
    const stack = await deployed(() => new LoadBalancer("web", { network, domain, ipv6: true }));
    const records = stack.resources.filter(({ type, name }) => type === RECORD && name.includes("alias"));
    expect(records.map(({ name, inputs }) => [name, inputs.type, inputs.name])).toEqual([
      ["web-alias-example-com", "A", "example.com"],
      ["web-alias-example-com-ipv6", "AAAA", "example.com"],
      ["web-alias-wildcard-example-com", "A", "*.example.com"],
      ["web-alias-wildcard-example-com-ipv6", "AAAA", "*.example.com"],
      ["web-alias-shop-example-org", "A", "shop.example.org"],
      ["web-alias-shop-example-org-ipv6", "AAAA", "shop.example.org"],
    ]);
    expect(records[0]?.inputs.aliases).toMatchObject([{ evaluateTargetHealth: true }]);
  });

  it("serves HTTPS as soon as the certificate is issued", async () => {
    const stack = await deployed(() => new LoadBalancer("web", { network, domain }));
    const listener = stack.resources.find(({ name }) => name === "web-https");
    expect(listener?.dependencies).toEqual(
      expect.arrayContaining([stack.get("aws:acm/certificateValidation:CertificateValidation").urn]),
    );
  });

  it("can be in a hosted zone of another account", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("dns", { region: "eu-west-1" });
      new LoadBalancer("web", { network, domain: { ...domain, provider } });
    });
    const dns = stack.get("pulumi:providers:aws", "dns").urn;
    const owners = stack.resources
      .filter(({ type }) => type === RECORD || type === LOAD_BALANCER)
      .map(({ type, provider }) => [type, provider === dns]);
    expect(new Set(owners.map(String))).toEqual(new Set([`${RECORD},true`, `${LOAD_BALANCER},false`]));
  });

  it("determines the URL", async () => {
    const outputs = async (args: LoadBalancerArgs) => {
      const stack = await preview(() => ({ url: new LoadBalancer("web", args).url }), {
        lookups: { mockNewResource: () => propertyMap([["dnsName", "web-1.eu-west-1.elb.amazonaws.com"]]) },
      });
      return stack.outputs.url;
    };
    expect(await outputs({ network, domain })).toBe("https://example.com");
    expect(await outputs({ network, certificateArn })).toBe("https://web-1.eu-west-1.elb.amazonaws.com");
    expect(await outputs({ network, allowHttp: true })).toBe("http://web-1.eu-west-1.elb.amazonaws.com");
  });
});

describe("the children of a LoadBalancer", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new LoadBalancer("web", allFeatures, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:LoadBalancer"));
    for (const { type, provider, inputs } of children) {
      expect([type, provider]).toEqual([type, stack.get("pulumi:providers:aws").urn]);
      if (!type.startsWith("aws:route53/")) expect([type, inputs.region]).toEqual([type, "eu-west-1"]);
      if (/securityGroup|lb\/|Certificate$|s3\/bucket:/.test(type)) expect(inputs.tags).toMatchObject({ team: "web" });
    }
    expect(children).toHaveLength(26);
  });

  it("are created even if inputs are unknown", async () => {
    const stack = await create({
      network: {
        vpcId: unknownOutput(),
        privateSubnetIds: unknownOutput(),
        publicSubnetIds: unknownOutput(),
        cidrBlock: unknownOutput(),
      },
      certificateArn: unknownOutput(),
      allowFrom: { office: unknownOutput() },
      webAclArn: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    });
    expect(stack.resources).toHaveLength(13);
  });
});
