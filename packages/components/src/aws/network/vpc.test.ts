import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { propertyMap } from "@roadbed/plan";
import type { Lookups } from "@roadbed/plan/preview";
import { preview, unknownOutput } from "@roadbed/testing";
import { deployed, mockOutputs, namesByType, previewed } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";
import { childrenOf, planVpc } from "./vpc-plan";

const ZONES = ["eu-west-1a", "eu-west-1b"];
const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";

const allArguments: VpcArgs = {
  availabilityZones: ZONES,
  tiers: {
    public: {},
    private: { tags: { tier: "apps" } },
    isolated: {},
    later: { kind: "reserved", netmaskLength: 24 },
    pods: { kind: "private", subnets: { az1: "100.64.0.0/18", az2: "100.64.64.0/18" } },
  },
  interfaceEndpoints: "ecs",
  flowLogs: { destinationType: "s3", kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/11111111" },
  ipv6: true,
  blockPublicAccessExclusion: "egress",
  secondaryCidrBlocks: { pods: "100.64.0.0/16" },
  transitGateway: { transitGatewayId: "tgw-0a1b" },
  routes: { office: { destinationCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-0a1b" } },
  tags: { team: "platform" },
  region: "eu-west-1",
};

const create = (args?: VpcArgs, options?: pulumi.ComponentResourceOptions) =>
  deployed(() => new Vpc("network", args, options));

describe("Vpc", () => {
  it("creates tiers in three zones, NAT gateways, gateway endpoints, and a flow log by default", async () => {
    expect(namesByType(await create(), "network")).toMatchInlineSnapshot(`
      {
        "aws:cloudwatch/logGroup:LogGroup": "flow-logs-group",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "default-security-group",
        "aws:ec2/eip:Eip": "nat-az1-address nat-az2-address nat-az3-address",
        "aws:ec2/flowLog:FlowLog": "flow-logs",
        "aws:ec2/internetGateway:InternetGateway": "internet-gateway",
        "aws:ec2/natGateway:NatGateway": "nat-az1 nat-az2 nat-az3",
        "aws:ec2/route:Route": "private-az1-default private-az2-default private-az3-default public-az1-default public-az2-default public-az3-default",
        "aws:ec2/routeTable:RouteTable": "isolated-az1-routes isolated-az2-routes isolated-az3-routes private-az1-routes private-az2-routes private-az3-routes public-az1-routes public-az2-routes public-az3-routes",
        "aws:ec2/routeTableAssociation:RouteTableAssociation": "isolated-az1-association isolated-az2-association isolated-az3-association private-az1-association private-az2-association private-az3-association public-az1-association public-az2-association public-az3-association",
        "aws:ec2/subnet:Subnet": "isolated-az1 isolated-az2 isolated-az3 private-az1 private-az2 private-az3 public-az1 public-az2 public-az3",
        "aws:ec2/vpc:Vpc": "vpc",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "gateway-dynamodb gateway-s3",
        "aws:iam/role:Role": "flow-logs-role",
        "aws:iam/rolePolicy:RolePolicy": "flow-logs-role-policy",
        "roadbed:aws:Vpc": "network",
      }
    `);
  });

  it("creates two zones and one NAT gateway without protection in the development profile", async () => {
    const plan = await create({ profile: "development" });
    expect(namesByType(plan, "network")).toMatchInlineSnapshot(`
      {
        "aws:cloudwatch/logGroup:LogGroup": "flow-logs-group",
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "default-security-group",
        "aws:ec2/eip:Eip": "nat-az1-address",
        "aws:ec2/flowLog:FlowLog": "flow-logs",
        "aws:ec2/internetGateway:InternetGateway": "internet-gateway",
        "aws:ec2/natGateway:NatGateway": "nat-az1",
        "aws:ec2/route:Route": "private-az1-default private-az2-default public-az1-default public-az2-default",
        "aws:ec2/routeTable:RouteTable": "isolated-az1-routes isolated-az2-routes private-az1-routes private-az2-routes public-az1-routes public-az2-routes",
        "aws:ec2/routeTableAssociation:RouteTableAssociation": "isolated-az1-association isolated-az2-association private-az1-association private-az2-association public-az1-association public-az2-association",
        "aws:ec2/subnet:Subnet": "isolated-az1 isolated-az2 private-az1 private-az2 public-az1 public-az2",
        "aws:ec2/vpc:Vpc": "vpc",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "gateway-dynamodb gateway-s3",
        "aws:iam/role:Role": "flow-logs-role",
        "aws:iam/rolePolicy:RolePolicy": "flow-logs-role-policy",
        "roadbed:aws:Vpc": "network",
      }
    `);
    expect(plan.resources.filter(({ options }) => options.protect)).toEqual([]);
    expect(plan.get("aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({ retentionInDays: 7 });
  });

  it("creates all kinds of children if all arguments are set", async () => {
    expect(namesByType(await create(allArguments), "network")).toMatchInlineSnapshot(`
      {
        "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "default-security-group",
        "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "egress-only-gateway",
        "aws:ec2/eip:Eip": "nat-az1-address nat-az2-address",
        "aws:ec2/flowLog:FlowLog": "flow-logs",
        "aws:ec2/internetGateway:InternetGateway": "internet-gateway",
        "aws:ec2/natGateway:NatGateway": "nat-az1 nat-az2",
        "aws:ec2/route:Route": "pods-az1-default pods-az1-default-ipv6 pods-az1-to-office pods-az2-default pods-az2-default-ipv6 pods-az2-to-office private-az1-default private-az1-default-ipv6 private-az1-to-office private-az2-default private-az2-default-ipv6 private-az2-to-office public-az1-default public-az1-default-ipv6 public-az2-default public-az2-default-ipv6",
        "aws:ec2/routeTable:RouteTable": "isolated-az1-routes isolated-az2-routes pods-az1-routes pods-az2-routes private-az1-routes private-az2-routes public-az1-routes public-az2-routes",
        "aws:ec2/routeTableAssociation:RouteTableAssociation": "isolated-az1-association isolated-az2-association pods-az1-association pods-az2-association private-az1-association private-az2-association public-az1-association public-az2-association",
        "aws:ec2/securityGroup:SecurityGroup": "endpoints",
        "aws:ec2/subnet:Subnet": "isolated-az1 isolated-az2 pods-az1 pods-az2 private-az1 private-az2 public-az1 public-az2",
        "aws:ec2/vpc:Vpc": "vpc",
        "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion": "public-access-exclusion",
        "aws:ec2/vpcEndpoint:VpcEndpoint": "endpoint-ecr-api endpoint-ecr-dkr endpoint-logs endpoint-secretsmanager endpoint-ssmmessages gateway-dynamodb gateway-s3",
        "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation": "cidr-pods",
        "aws:ec2transitgateway/vpcAttachment:VpcAttachment": "transit-gateway",
        "aws:s3/bucket:Bucket": "flow-logs-bucket",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "flow-logs-bucket-lifecycle",
        "aws:s3/bucketPolicy:BucketPolicy": "flow-logs-bucket-policy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "flow-logs-bucket-public-access",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "flow-logs-bucket-encryption",
        "aws:s3/bucketVersioning:BucketVersioning": "flow-logs-bucket-versioning",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "endpoints-https endpoints-https-pods",
        "roadbed:aws:Vpc": "network",
      }
    `);
  });

  it("creates only the VPC and its default security group without tiers, endpoints, or flow logs", async () => {
    const plan = await create({ tiers: {}, gatewayEndpoints: [], flowLogs: false });
    expect(plan.resources.map(({ name }) => name)).toEqual([
      "network",
      "network-vpc",
      "network-default-security-group",
    ]);
  });

  it.each([
    ["by default", {}],
    ["with all arguments", allArguments],
    ["with one NAT gateway", { nat: "single" }],
    ["with a regional NAT gateway", { nat: "regional" }],
    ["with existing addresses", { nat: { strategy: "single", elasticIpAllocationIds: { az1: "eipalloc-0a" } } }],
    ["without NAT gateways", { nat: "none" }],
    ["with an existing bucket", { flowLogs: { destinationType: "s3", bucketArn: "arn:aws:s3:::logs-of-all" } }],
  ] as const)("creates exactly the children that childrenOf returns %s", async (_, args) => {
    const { settings, plan } = planVpc("network", args);
    const names = (await create(args)).resources.slice(1).map(({ name }) => name.replace("network-", ""));
    expect([...childrenOf(plan, settings)].sort()).toEqual(names.sort());
  });

  it("adopts existing resources by the names of the children", async () => {
    const adopt = { vpc: { import: "vpc-0a" }, "private-az1": { aliases: [{ name: "old-private-1" }] } };
    const plan = await create({ adopt });
    expect(plan.get(VPC).options.importId).toBe("vpc-0a");
    expect(plan.get(SUBNET, "network-private-az1").options.aliases).toEqual([
      expect.stringMatching(/Subnet::old-private-1$/),
    ]);
  });
});

describe("every child of a Vpc", () => {
  const untaggable = /:(Route|RouteTableAssociation|RolePolicy|VpcIpv4CidrBlockAssociation|Bucket[A-Z]\w+)$/;

  it.each([["cloudwatch"], ["s3"]] as const)(
    "has the parent, provider, Region, and tags of the component with the flow log destination %s",
    async (destination) => {
      const plan = await deployed(() => {
        const provider = new aws.Provider("west", { region: "eu-west-1" });
        new Vpc("network", { ...allArguments, flowLogs: { destinationType: destination } }, { provider });
      });
      const children = plan.descendants(plan.get("roadbed:aws:Vpc"));
      expect(plan.resources.length - children.length).toBe(2);
      const { urn: west } = plan.get("pulumi:providers:aws");
      for (const { type, name, inputs, provider } of children) {
        expect({ name, provider }).toEqual({ name, provider: west });
        if (!type.startsWith("aws:iam/"))
          expect({ name, region: inputs.region }).toEqual({ name, region: "eu-west-1" });
        if (untaggable.test(type)) expect(inputs).not.toHaveProperty("tags");
        else expect(inputs.tags).toMatchObject({ Name: name, team: "platform" });
      }
    },
  );

  it("has the tags of its tier, which take precedence", async () => {
    const tiers = { private: { tags: { team: "apps" } } };
    const plan = await create({
      tiers,
      nat: "none",
      tags: { team: "platform", "kubernetes.io/role/internal-elb": "0" },
    });
    expect(plan.get(SUBNET, "network-private-az1").inputs.tags).toEqual({
      Name: "network-private-az1",
      team: "apps",
      "kubernetes.io/role/internal-elb": "0",
    });
  });

  it("is created in a preview in which all inputs are unknown", async () => {
    const args: VpcArgs = {
      ipam: { poolId: unknownOutput(), netmaskLength: 16 },
      region: unknownOutput(),
      tags: unknownOutput(),
      tiers: { public: { tags: unknownOutput() }, private: {} },
      nat: {
        strategy: "perAz",
        elasticIpAllocationIds: { az1: unknownOutput(), az2: unknownOutput(), az3: unknownOutput() },
      },
      interfaceEndpoints: ["ecr.api"],
      endpointPolicies: { "ecr.api": unknownOutput() },
      flowLogs: { kmsKeyArn: unknownOutput() },
      transitGateway: { transitGatewayId: unknownOutput(), applianceMode: unknownOutput() },
      routes: { lists: { destinationPrefixListId: unknownOutput(), vpcPeeringConnectionId: unknownOutput() } },
      ipv6: true,
    };
    const { resources } = await preview(() => new Vpc("network", args));
    const { settings, plan } = planVpc("network", args);
    expect(resources).toHaveLength(childrenOf(plan, settings).length + 1);
  });
});

it("the VPC is protected and resolves the names of its endpoints", async () => {
  expect((await create()).get(VPC)).toMatchObject({
    options: { protect: true },
    inputs: { cidrBlock: "10.0.0.0/16", enableDnsSupport: true, enableDnsHostnames: true },
  });
});

describe("subnets of a Vpc", () => {
  it("have planned addresses and the zones of their slots, and are protected", async () => {
    const plan = await create({ availabilityZones: ["eu-west-1c", "eu-west-1a"] });
    const subnets = plan.byType(SUBNET);
    expect(subnets.map(({ name, inputs }) => [name, inputs.cidrBlock, inputs.availabilityZone])).toEqual([
      ["network-isolated-az1", "10.0.128.0/22", "eu-west-1a"],
      ["network-isolated-az3", "10.0.136.0/22", "eu-west-1c"],
      ["network-private-az1", "10.0.32.0/20", "eu-west-1a"],
      ["network-private-az3", "10.0.64.0/20", "eu-west-1c"],
      ["network-public-az1", "10.0.0.0/22", "eu-west-1a"],
      ["network-public-az3", "10.0.8.0/22", "eu-west-1c"],
    ]);
    expect(subnets.every(({ inputs }) => inputs.mapPublicIpOnLaunch === false)).toBe(true);
    expect(subnets.every(({ options }) => options.protect)).toBe(true);
  });

  it("have the tags that Kubernetes load balancers require", async () => {
    const plan = await create();
    expect(plan.get(SUBNET, "network-public-az1").inputs.tags).toHaveProperty(["kubernetes.io/role/elb"], "1");
    expect(plan.get(SUBNET, "network-private-az1").inputs.tags).toHaveProperty(
      ["kubernetes.io/role/internal-elb"],
      "1",
    );
  });

  it("take their zones from the Region if availabilityZones is a number, following the first subnet of the slot", async () => {
    const lookups: unknown[] = [];
    const plan = await previewed(
      () => {
        const provider = new aws.Provider("east", { region: "us-east-1" });
        new Vpc("network", { availabilityZones: 2 }, { provider });
      },
      {
        mockNewResource: mockOutputs,
        invoke: ({ token, arguments: { state, filters }, provider }) => {
          lookups.push([token, state, filters, provider.region]);
          return propertyMap([["names", ["us-east-1d", "us-east-1b"]]]);
        },
      },
    );
    const zoneOf = (name: string) => plan.get(SUBNET, `network-${name}`).inputs.availabilityZone;
    expect(["public-az1", "private-az1", "public-az2"].map(zoneOf)).toEqual(["us-east-1b", "us-east-1b", "us-east-1d"]);
    const zoneSources = (name: string) => plan.references(plan.get(SUBNET, `network-${name}`), "availabilityZone");
    expect(zoneSources("private-az2")).toEqual([`${SUBNET} network-public-az2`]);
    expect(zoneSources("public-az2")).toEqual([`${SUBNET} network-public-az1`]);
    const filters = [{ name: "opt-in-status", values: ["opt-in-not-required"] }];
    const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
    expect(lookups).toEqual([[token, "available", filters, "us-east-1"]]);
  });

  it("ignore zone changes if availabilityZones is a number, but not if it contains names", async () => {
    expect((await create({ availabilityZones: 2 })).get(SUBNET, "network-public-az1").options.ignoreChanges).toEqual([
      "availabilityZone",
    ]);
    expect((await create({ availabilityZones: ZONES })).get(SUBNET, "network-public-az1").options).not.toHaveProperty(
      "ignoreChanges",
    );
  });

  it("reject a zone that an earlier slot uses", async () => {
    // az1 and az2 were created before the Region had zone b. The third of a, b, c is c, the zone of az2.
    const history: Lookups["mockNewResource"] = (resource) =>
      propertyMap([
        ...Object.entries(mockOutputs(resource)),
        ...(resource.name === "network-public-az2" ? [["availabilityZone", "eu-west-1c"] as const] : []),
      ]);
    const program = () => new Vpc("network", { availabilityZones: 3 });
    await expect(previewed(program, { mockNewResource: history })).rejects.toThrow(
      'Use { az1: "eu-west-1a", az2: "eu-west-1c", az3: "eu-west-1b" }.',
    );
  });

  it("are relative to the block that an IPAM pool allocates", async () => {
    const allocated = propertyMap([["cidrBlock", "172.31.16.0/20"]]);
    const plan = await previewed(
      () => new Vpc("network", { ipam: { poolId: "ipam-pool-0a", netmaskLength: 20 }, availabilityZones: ZONES }),
      { mockNewResource: ({ type }) => (type === VPC ? allocated : undefined) },
    );
    const { inputs } = plan.get(VPC);
    expect(inputs).toMatchObject({ ipv4IpamPoolId: "ipam-pool-0a", ipv4NetmaskLength: 20 });
    expect(inputs).not.toHaveProperty("cidrBlock");
    expect(plan.get(SUBNET, "network-private-az1").inputs.cidrBlock).toBe("172.31.18.0/24");
  });

  it("depend on the secondary CIDR block that they are in", async () => {
    const plan = await create(allArguments);
    const pods = plan.get(SUBNET, "network-pods-az2");
    expect(pods.inputs.cidrBlock).toBe("100.64.64.0/18");
    expect(plan.dependencies(pods)).toContain(
      "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation network-cidr-pods",
    );
  });

  it("have a /64 block by tier and slot with IPv6", async () => {
    const plan = await create(allArguments);
    expect(plan.get(SUBNET, "network-public-az1").inputs.ipv6CidrBlock).toBe("2600:1f14:abc:de00::/64");
    expect(plan.get(SUBNET, "network-private-az2").inputs.ipv6CidrBlock).toBe("2600:1f14:abc:de09::/64");
    expect(plan.get(SUBNET, "network-pods-az1").inputs.ipv6CidrBlock).toBe("2600:1f14:abc:de20::/64");
  });
});
