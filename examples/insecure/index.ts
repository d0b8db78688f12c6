import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";

/** Anyone on the internet can reach SSH. */
const bastion = new aws.ec2.SecurityGroup("bastion", {
  description: "Administration of the shop",
  ingress: [{ description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});

/** The group above declares inline rules. Each update removes the rules of one or the other. */
new aws.vpc.SecurityGroupIngressRule("bastion-https", {
  securityGroupId: bastion.id,
  description: "HTTPS from the office",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrIpv4: "203.0.113.0/24",
});

/** Anyone who can push images can replace the code behind a deployed tag. */
new aws.ecr.Repository("shop", {
  imageTagMutability: "MUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
});

/** Anyone with this policy has full access to the account. */
new aws.iam.Policy("deployer", {
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  },
});

/** A container with root access to its node. */
new kubernetes.core.v1.Pod("agent", {
  spec: {
    containers: [{ name: "agent", image: "registry.example.com/agent:1.4.2", securityContext: { privileged: true } }],
  },
});
