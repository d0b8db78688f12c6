import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";

/** Anyone on the internet may try to log in. */
const bastion = new aws.ec2.SecurityGroup("bastion", {
  description: "Administration of the shop",
  ingress: [{ description: "SSH", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }],
});

/** The group above lists its rules itself: at every update each of the two takes the other's rule away. */
new aws.vpc.SecurityGroupIngressRule("bastion-https", {
  securityGroupId: bastion.id,
  description: "HTTPS from the office",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrIpv4: "203.0.113.0/24",
});

/** Whoever may push can put other code behind the tag that production runs. */
new aws.ecr.Repository("shop", {
  imageTagMutability: "MUTABLE",
  imageScanningConfiguration: { scanOnPush: true },
});

/** Whoever holds this policy owns the account. */
new aws.iam.Policy("deployer", {
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  },
});

/** A container that is root on its node. */
new kubernetes.core.v1.Pod("agent", {
  spec: {
    containers: [{ name: "agent", image: "registry.example.com/agent:1.4.2", securityContext: { privileged: true } }],
  },
});
