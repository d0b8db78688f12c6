import { credentials } from "@grpc/grpc-js";
import { ConstructResponse, type ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { RegisterResourceRequest, type RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const BALANCING = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";

/** The outputs of the remote components in the examples. The plugin of awsx would return resources in some of them. */
const OUTPUTS: Readonly<Record<string, Record<string, JavaScriptValue>>> = {
  "awsx:ec2:Vpc": {
    vpcId: "vpc-0a1b2c3d",
    publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
    privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
    isolatedSubnetIds: [],
  },
  "awsx:lb:ApplicationLoadBalancer": {
    loadBalancer: { arn: `${BALANCING}loadbalancer/app/web/0a1b2c3d`, dnsName: "web-1.eu-west-1.elb.amazonaws.com" },
    listeners: [{ arn: `${BALANCING}listener/app/web/0a1b2c3d/4e5f6071` }],
    defaultSecurityGroup: { id: "sg-0a1b2c3d" },
  },
  "awsx:ecr:Repository": { url: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders" },
  "awsx:ecs:FargateService": { service: { name: "reports" } },
};

/** Registers remote components without children. */
export class RemoteComponents {
  readonly #deployed = new Set<string>();

  /** Registers a component. Its outputs are unknown in previews until an update has created it. */
  async construct(request: ConstructRequest): Promise<ConstructResponse> {
    const { urn } = await register(request);
    if (!request.getDryrun()) this.#deployed.add(urn);
    const outputs = Object.entries(OUTPUTS[request.getType()] ?? {});
    const returned = outputs.map(([name, value]) => [name, this.#deployed.has(urn) ? value : UNKNOWN] as const);
    const response = new ConstructResponse().setUrn(urn).setState(Struct.fromJavaScript(Object.fromEntries(returned)));
    for (const [name] of returned)
      response.getStatedependenciesMap().set(name, new ConstructResponse.PropertyDependencies().setUrnsList([urn]));
    return response;
  }
}

async function register(request: ConstructRequest): Promise<{ readonly urn: string }> {
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure());
  const inputs = request.getInputs() ?? new Struct();
  const registration = new RegisterResourceRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setObject(inputs)
    .setDependenciesList(request.getDependenciesList())
    .setAcceptsecrets(true)
    .setAcceptresources(true);
  // As the SDKs do in providers: without dependencies of properties, the engine assumes that every property has all of them.
  const { PropertyDependencies } = RegisterResourceRequest;
  const known = registration.getPropertydependenciesMap();
  for (const name of Object.keys(inputs.toJavaScript())) known.set(name, new PropertyDependencies());
  request
    .getInputdependenciesMap()
    .forEach((found, name) => known.set(name, new PropertyDependencies().setUrnsList(found.getUrnsList())));
  try {
    const response = await new Promise<RegisterResourceResponse>((resolve, reject) => {
      monitor.registerResource(registration, (error, answer) => (error === null ? resolve(answer) : reject(error)));
    });
    return { urn: response.getUrn() };
  } finally {
    monitor.close();
  }
}
