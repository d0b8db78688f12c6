import { listOf, renameProperties } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** How machines may be asked who they are: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html */
export interface MetadataOptions {
  readonly httpEndpoint?: string;
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
}

/** An instance, or what instances are made from. */
export interface Ec2Instance {
  readonly metadataOptions?: MetadataOptions;
  /** Set if a template says what the instance leaves out. */
  readonly launchTemplate?: object;
}

/** Instances, and templates and launch configurations of instances. */
export const ec2Instances = defineView<Ec2Instance>()({
  "aws:ec2/instance:Instance": (instance) => [instance],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [request],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) => [template],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) => [configuration],
});

/** A public address that a machine gets, or may get. */
export interface PublicAddress {
  /** Where that is said. */
  readonly at: object | string;
  /** Templates say it in a text. */
  readonly isPublic: boolean;
}

interface Addressed {
  readonly associatePublicIpAddress?: boolean | string;
}

const asked = (holder: Addressed, at: object | string = holder): PublicAddress => ({
  at,
  get isPublic() {
    return String(holder.associatePublicIpAddress) === "true";
  },
});

const attached = (holder: object, property: "instance" | "instanceId"): PublicAddress => ({
  at: property,
  get isPublic() {
    return property in holder;
  },
});

/** What decides whether machines have public addresses, apart from their subnets. */
export const publicAddresses = defineView<PublicAddress>()({
  "aws:ec2/instance:Instance": (instance) => [asked(instance, "associatePublicIpAddress")],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [asked(request, "associatePublicIpAddress")],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (props) => [asked(props, "associatePublicIpAddress")],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) => listOf(template.networkInterfaces).map((one) => asked(one)),
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) => listOf(fleet.launchSpecifications).map((one) => asked(one)),
  "aws:ec2/eip:Eip": (address) => [attached(address, "instance")],
  "aws:ec2/eipAssociation:EipAssociation": (association) => [attached(association, "instanceId")],
});

/** A script that machines run when they start. */
export interface UserData {
  /** As it is, or in base64. */
  readonly text: string | undefined;
  readonly base64: string | undefined;
}

/** The scripts of machines. */
export const userData = defineView<UserData>()({
  "aws:ec2/instance:Instance": (instance) => [
    renameProperties(instance, { text: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [
    renameProperties(request, { text: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) => [
    renameProperties(configuration, { text: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) => [
    renameProperties(template, { text: "userData", base64: "userData" }),
  ],
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) =>
    listOf(fleet.launchSpecifications).map((one) => renameProperties(one, { text: "userData", base64: "userData" })),
});
