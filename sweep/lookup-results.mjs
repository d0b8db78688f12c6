import { createRequire } from "node:module";

const require = createRequire(new URL("../packages/plan/package.json", import.meta.url));
const { parseAllDocuments } = require("yaml");

const ZONES = ["us-west-2a", "us-west-2b", "us-west-2c"];
const SUBNETS = ["subnet-0aaa", "subnet-0bbb", "subnet-0ccc"];

/** The results of functions on which programs compute. All other functions return an empty result. */
const RESULTS = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": {
    names: ZONES,
    zoneIds: ["usw2-az1", "usw2-az2", "usw2-az3"],
  },
  "aws:index/getCallerIdentity:getCallerIdentity": {
    accountId: "123456789012",
    arn: "arn:aws:iam::123456789012:user/example",
    userId: "AIDAEXAMPLE",
  },
  "aws:index/getRegion:getRegion": { id: "us-west-2", name: "us-west-2", region: "us-west-2" },
  "aws:index/getPartition:getPartition": { partition: "aws", dnsSuffix: "amazonaws.com" },
  "aws:ec2/getAmi:getAmi": { id: "ami-0123456789abcdef0", architecture: "x86_64", rootDeviceName: "/dev/xvda" },
  "aws:ec2/getVpc:getVpc": { id: "vpc-0123", cidrBlock: "172.31.0.0/16", mainRouteTableId: "rtb-0123" },
  "aws:ec2/getSubnets:getSubnets": { ids: SUBNETS },
  "aws:ec2/getSubnet:getSubnet": { id: SUBNETS[0], vpcId: "vpc-0123", availabilityZone: ZONES[0] },
  "aws:ec2/getSecurityGroup:getSecurityGroup": { id: "sg-0123" },
  "aws:route53/getZone:getZone": { id: "Z0123", zoneId: "Z0123", name: "example.com" },
  "aws:iam/getPolicyDocument:getPolicyDocument": { id: "1", json: '{"Version":"2012-10-17","Statement":[]}' },
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": {
    userName: "AWS",
    password: "example",
    proxyEndpoint: "https://123456789012.dkr.ecr.us-west-2.amazonaws.com",
    authorizationToken: "QVdTOmV4YW1wbGU=",
  },
  "aws:ecr/getCredentials:getCredentials": {
    authorizationToken: "QVdTOmV4YW1wbGU=",
    proxyEndpoint: "https://123456789012.dkr.ecr.us-west-2.amazonaws.com",
  },
  "aws:organizations/getOrganization:getOrganization": { id: "o-example", roots: [{ id: "r-0001", name: "Root" }] },
  "gcp:container/getEngineVersions:getEngineVersions": {
    latestMasterVersion: "1.33.1-gke.100",
    validMasterVersions: ["1.33.1-gke.100"],
  },
  "azure-native:authorization:getClientConfig": { clientId: "example", subscriptionId: "example", tenantId: "example" },
  "azure:core/getClientConfig:getClientConfig": { clientId: "example", subscriptionId: "example", tenantId: "example" },
};

/** Returns the result of a provider function. Both engines receive the same results. */
export function lookupResult(token, args) {
  if (token === "kubernetes:yaml:decode" && typeof args.text === "string")
    return { result: parseAllDocuments(args.text).map((document) => document.toJS()) };
  return RESULTS[token] ?? {};
}
