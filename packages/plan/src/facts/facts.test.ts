import { propertyMap, makeSecret, UNKNOWN, type Value } from "../model/value";
import { deletesBeforeReplace, findTypeFacts, predictReplacement } from ".";

const inputs = (values: Record<string, Value>) => propertyMap(Object.entries(values));

describe("predictReplacement", () => {
  it.each([
    ["aws:ec2/vpc:Vpc", "cidrBlock"],
    ["aws:ec2/subnet:Subnet", "cidrBlock"],
    ["aws:ec2/subnet:Subnet", "availabilityZone"],
    ["aws:ec2/subnet:Subnet", "vpcId"],
    ["aws:rds/instance:Instance", "engine"],
    ["aws:rds/instance:Instance", "storageEncrypted"],
    ["aws:rds/instance:Instance", "username"],
    ["aws:rds/cluster:Cluster", "engineMode"],
    ["aws:s3/bucket:Bucket", "bucket"],
    ["aws:dynamodb/table:Table", "hashKey"],
    ["aws:dynamodb/table:Table", "rangeKey"],
    ["aws:eks/cluster:Cluster", "roleArn"],
    ["aws:eks/cluster:Cluster", "name"],
    ["aws:efs/fileSystem:FileSystem", "encrypted"],
    ["aws:ecr/repository:Repository", "encryptionConfigurations"],
    ["aws:ecs/taskDefinition:TaskDefinition", "containerDefinitions"],
    ["aws:kms/key:Key", "multiRegion"],
    ["aws:lb/loadBalancer:LoadBalancer", "internal"],
    ["aws:lambda/function:Function", "name"],
    ["aws:iam/role:Role", "path"],
    ["aws:cognito/userPool:UserPool", "usernameAttributes"],
    ["aws:route53/zone:Zone", "name"],
    ["kubernetes:rbac.authorization.k8s.io/v1:RoleBinding", "roleRef"],
  ])('returns "always" for %s: %s', (type, input) => {
    expect(predictReplacement(type, [input])).toBe("always");
  });

  it.each([
    ["aws:rds/instance:Instance", "engineVersion"],
    ["aws:rds/instance:Instance", "instanceClass"],
    ["aws:rds/instance:Instance", "identifier"],
    ["aws:ec2/vpc:Vpc", "tags"],
    ["aws:s3/bucket:Bucket", "versioning"],
    ["aws:kms/key:Key", "policy"],
    ["aws:iam/role:Role", "assumeRolePolicy"],
    ["aws:ecs/service:Service", "desiredCount"],
    ["kubernetes:core/v1:ConfigMap", "immutable"],
  ])('returns "never" for %s: %s', (type, input) => {
    expect(predictReplacement(type, [input])).toBe("never");
  });

  it.each([
    // A newer cache engine version is an update, and an older version is a replacement.
    ["aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion"],
    ["aws:lb/loadBalancer:LoadBalancer", "subnets"],
    ["aws:ec2/instance:Instance", "userData"],
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "cidrIpv4"],
    ["aws:ec2/vpc:Vpc", "region"],
    // A provider setting allows changing these properties in place.
    ["kubernetes:core/v1:ConfigMap", "data"],
    ["kubernetes:core/v1:Secret", "data"],
    ["kubernetes:core/v1:ConfigMap", 'data["nginx.conf"]'],
    // This path is invalid.
    ["kubernetes:databases.example.com/v1:Cluster", 'spec["'],
  ])('returns "possible" for %s: %s', (type, input) => {
    expect(predictReplacement(type, [input])).toBe("possible");
  });

  it.each([
    ["pulumi-nodejs:dynamic:Resource", "__provider", "never"],
    ["pulumi-nodejs:dynamic/network:Zone", "__provider", "never"],
    ["pulumi-nodejs:dynamic:Resource", "content", "possible"],
    ["pulumi:providers:pulumi-nodejs", "aws:region", "never"],
    ["pulumi:providers:aws", "region", "possible"],
  ])("handles dynamic resources and their provider: %s: %s", (type, input, effect) => {
    expect(predictReplacement(type, [input])).toBe(effect);
  });

  it.each([
    ["namespace", "never"],
    ["enableSecretMutable", "never"],
    ["kubeconfig", "possible"],
    ["clusterIdentifier", "possible"],
    ["renderYamlToDirectory", "always"],
  ])('handles the input "%s" of the Kubernetes provider', (input, effect) => {
    expect(predictReplacement("pulumi:providers:kubernetes", [input])).toBe(effect);
  });

  it("distinguishes the properties of a block", () => {
    const effectOf = (path: string) => predictReplacement("aws:ec2/instance:Instance", [path]);
    expect(effectOf("ebsBlockDevices")).toBe("possible");
    expect(effectOf("ebsBlockDevices[1].volumeSize")).toBe("always");
    expect(effectOf('ebsBlockDevices[0].tags["a.b"]')).toBe("never");

    const claim = (path: string) => predictReplacement("kubernetes:core/v1:PersistentVolumeClaim", [path]);
    expect(claim("spec")).toBe("possible");
    expect(claim("spec.storageClassName")).toBe("always");
    expect(claim("spec.selector.matchLabels.app")).toBe("always");
    expect(claim("spec.resources.requests.storage")).toBe("never");
  });

  it("returns the most severe effect of several changes", () => {
    expect(predictReplacement("aws:ec2/vpc:Vpc", ["tags", "instanceTenancy"])).toBe("possible");
    expect(predictReplacement("aws:ec2/vpc:Vpc", ["instanceTenancy", "cidrBlock", "tags"])).toBe("always");
    expect(predictReplacement("aws:ec2/vpc:Vpc", [])).toBe("never");
  });

  it('never returns "never" without a fact', () => {
    expect(predictReplacement("aws:rds/instance:Instance", ["sinceYesterday"])).toBe("possible");
    expect(predictReplacement("aws:nosuch/thing:Thing", ["name"])).toBe("possible");
    expect(predictReplacement("cloudflare:index/record:Record", ["name"])).toBe("possible");
    expect(predictReplacement("cloudflare:index/record:Record", [])).toBe("never");
  });

  it.each(["__proto__", "constructor", "", ".", "a..b", "[0]", '["x', "spec.__proto__"])(
    'returns "possible" for the unusual name %j',
    (name) => {
      expect(predictReplacement("aws:rds/instance:Instance", [name])).toBe("possible");
    },
  );
});

describe("findTypeFacts", () => {
  it("returns the same facts for two classes of one Terraform resource", () => {
    const listener = findTypeFacts("aws:lb/listener:Listener");
    expect(listener?.replaceProperties).toContain("loadBalancerArn");
    expect({ ...findTypeFacts("aws:alb/listener:Listener"), type: listener?.type }).toEqual(listener);
    expect(findTypeFacts("aws:s3/bucketV2:BucketV2")).toMatchObject({
      stateful: true,
      replaceProperties: findTypeFacts("aws:s3/bucket:Bucket")?.replaceProperties,
    });
  });

  it("finds a type by its former token", () => {
    expect(findTypeFacts("aws:elasticloadbalancingv2/loadBalancer:LoadBalancer")).toEqual(
      findTypeFacts("aws:lb/loadBalancer:LoadBalancer"),
    );
  });

  it("finds the type of a custom resource in the Kubernetes core group", () => {
    expect(findTypeFacts("kubernetes:v1:Namespace")).toEqual(findTypeFacts("kubernetes:core/v1:Namespace"));
    expect(predictReplacement("kubernetes:v1:Pod", ["spec.hostNetwork"])).toBe("always");
  });

  it("returns common facts for every Kubernetes object", () => {
    const type = "kubernetes:databases.example.com/v1beta2:Cluster";
    expect(findTypeFacts(type)).toMatchObject({ type, stateful: false, nameProperty: "metadata.name" });
    expect(predictReplacement(type, ["metadata.name"])).toBe("always");
    expect(predictReplacement(type, ["metadata.labels", "spec.size"])).toBe("never");
  });

  it.each([
    "",
    "aws:",
    "__proto__",
    "aws:__proto__",
    "kubernetes:toString",
    "pulumi:pulumi:Stack",
    "random:index/randomId:RandomId",
  ])("returns undefined for %j", (type) => expect(findTypeFacts(type)).toBeUndefined());

  it("returns what is lost with a stateful resource", () => {
    expect(findTypeFacts("aws:rds/cluster:Cluster")?.lossKind).toBe("data");
    expect(findTypeFacts("aws:kms/key:Key")?.lossKind).toBe("keys");
    expect(findTypeFacts("aws:ec2/eip:Eip")?.lossKind).toBe("identity");
    expect(findTypeFacts("kubernetes:core/v1:Namespace")?.lossKind).toBe("data");
    expect(findTypeFacts("aws:ec2/subnet:Subnet")).toMatchObject({ stateful: false });
    expect(findTypeFacts("aws:ec2/subnet:Subnet")).not.toHaveProperty("loses");
  });

  it("returns secret inputs at every depth", () => {
    expect(findTypeFacts("aws:rds/instance:Instance")?.secretProperties).toEqual(["password", "passwordWo"]);
    expect(findTypeFacts("aws:ssm/parameter:Parameter")?.secretProperties).toContain("value");
    expect(findTypeFacts("aws:opensearch/domain:Domain")?.secretProperties).toContain(
      "advancedSecurityOptions.masterUserOptions.masterUserPassword",
    );
    expect(findTypeFacts("kubernetes:core/v1:Secret")?.secretProperties).toEqual(["data", "stringData"]);
  });
});

describe("deletesBeforeReplace", () => {
  const rule = "aws:ec2/securityGroupRule:SecurityGroupRule";
  const target = "aws:lb/targetGroup:TargetGroup";
  const claim = "kubernetes:core/v1:PersistentVolumeClaim";
  const object = (metadata: Record<string, Value>) => inputs({ metadata: inputs(metadata) });

  it("is true for types that cannot exist twice", () => {
    expect(deletesBeforeReplace(rule, inputs({}))).toBe(true);
    expect(deletesBeforeReplace("aws:ec2/subnet:Subnet", inputs({ cidrBlock: "10.0.0.0/24" }))).toBe(false);
    expect(deletesBeforeReplace("gcp:any/thing:Thing", inputs({ name: "x" }))).toBe(false);
  });

  it("is true if the program sets a unique name", () => {
    expect(deletesBeforeReplace(target, inputs({ port: 80 }))).toBe(false);
    expect(deletesBeforeReplace(target, inputs({ name: null }))).toBe(false);
    expect(deletesBeforeReplace(target, inputs({ name: "web" }))).toBe(true);
    expect(deletesBeforeReplace(target, inputs({ name: UNKNOWN }))).toBe(true);
    expect(deletesBeforeReplace("aws:s3/bucket:Bucket", inputs({ bucket: "logs" }))).toBe(true);
    // The Plugin Framework bridge does not look at names (pulumi-terraform-bridge#930).
    expect(deletesBeforeReplace("aws:bedrock/guardrail:Guardrail", inputs({ name: "x" }))).toBe(false);
  });

  it("is true for a Kubernetes object with the same name and namespace", () => {
    const old = object({ name: "data", namespace: "default" });
    expect(deletesBeforeReplace(claim, object({}))).toBe(false);
    expect(deletesBeforeReplace(claim, object({ name: "data" }), old)).toBe(true);
    expect(deletesBeforeReplace(claim, object({ name: makeSecret("data") }), old)).toBe(true);
    expect(deletesBeforeReplace(claim, object({ name: "data2" }), old)).toBe(false);
    expect(deletesBeforeReplace(claim, object({ name: "data", namespace: "other" }), old)).toBe(false);
    expect(deletesBeforeReplace(claim, object({ name: "data" }))).toBe(true);
    expect(deletesBeforeReplace(claim, inputs({ metadata: UNKNOWN }), old)).toBe(false);
    expect(deletesBeforeReplace(claim, object({ name: "data", namespace: UNKNOWN }), old)).toBe(false);
  });
});
