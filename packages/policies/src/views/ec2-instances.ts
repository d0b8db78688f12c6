import { listOf, renameProperties } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** Access to the instance metadata service: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html */
export interface MetadataOptions {
  readonly httpEndpoint?: string;
  readonly httpTokens?: string;
  readonly httpPutResponseHopLimit?: number;
}

/** An EC2 instance, or a template from which EC2 instances are launched. */
export interface Ec2Instance {
  readonly metadataOptions?: MetadataOptions;
  /** The launch template that provides the settings that the instance omits. */
  readonly launchTemplate?: object;
}

/** EC2 instances, spot instance requests, launch templates, and launch configurations. */
export const ec2Instances = defineView<Ec2Instance>()({
  "aws:ec2/instance:Instance": (instance) => [instance],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [request],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) => [template],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) => [configuration],
});

/** A setting that decides whether an EC2 instance is assigned a public IP address. */
export interface PublicAddress {
  /** The path of the setting, or the object that contains it. */
  readonly at: object | string;
  readonly isPublic: boolean;
}

interface AddressSetting {
  /** Whether the instance is assigned a public IP address. Launch templates use strings. */
  readonly associatePublicIpAddress?: boolean | string;
}

const assignedAddress = (holder: AddressSetting, at: object | string = holder): PublicAddress => ({
  at,
  get isPublic() {
    return String(holder.associatePublicIpAddress) === "true";
  },
});

const attachedAddress = (holder: object, property: "instance" | "instanceId"): PublicAddress => ({
  at: property,
  get isPublic() {
    return property in holder;
  },
});

/** Everything except subnets that decides whether EC2 instances are assigned public IP addresses. */
export const publicAddresses = defineView<PublicAddress>()({
  "aws:ec2/instance:Instance": (instance) => [assignedAddress(instance, "associatePublicIpAddress")],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [
    assignedAddress(request, "associatePublicIpAddress"),
  ],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (props) => [assignedAddress(props, "associatePublicIpAddress")],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) =>
    listOf(template.networkInterfaces).map((networkInterface) => assignedAddress(networkInterface)),
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) =>
    listOf(fleet.launchSpecifications).map((specification) => assignedAddress(specification)),
  "aws:ec2/eip:Eip": (address) => [attachedAddress(address, "instance")],
  "aws:ec2/eipAssociation:EipAssociation": (association) => [attachedAddress(association, "instanceId")],
});

/** A script that an EC2 instance runs when it starts. Either property can contain it. */
export interface UserData {
  /** The script as a plain string. */
  readonly plain: string | undefined;
  /** The Base64-encoded script. */
  readonly base64: string | undefined;
}

/** The user data of EC2 instances. Launch templates and spot fleets accept either encoding in one property. */
export const userData = defineView<UserData>()({
  "aws:ec2/instance:Instance": (instance) => [
    renameProperties(instance, { plain: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (request) => [
    renameProperties(request, { plain: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/launchConfiguration:LaunchConfiguration": (configuration) => [
    renameProperties(configuration, { plain: "userData", base64: "userDataBase64" }),
  ],
  "aws:ec2/launchTemplate:LaunchTemplate": (template) => [
    renameProperties(template, { plain: "userData", base64: "userData" }),
  ],
  "aws:ec2/spotFleetRequest:SpotFleetRequest": (fleet) =>
    listOf(fleet.launchSpecifications).map((specification) =>
      renameProperties(specification, { plain: "userData", base64: "userData" }),
    ),
  "aws:imagebuilder/imageRecipe:ImageRecipe": (recipe) => [
    renameProperties(recipe, { plain: "userDataBase64", base64: "userDataBase64" }),
  ],
  "aws:lightsail/instance:Instance": (instance) => [
    renameProperties(instance, { plain: "userData", base64: "userData" }),
  ],
});
