import { ownedProperty, type OwnerAlias, typeToken } from "./owner-conflicts";

const mainTableAssociation = ownedProperty("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId");

/**
 * Returns the VPCs of a resource that adopts a default resource of its VPC. Separate resources can reference the default
 * resource by an output of the VPC, such as `vpc.mainRouteTableId`. This output is not the default route table if the VPC
 * has another main route table, and programs do not record which output they use.
 *
 * @param property - the property that references the VPC, or that is an output of the VPC
 */
export function defaultResourceAliases(property: string): readonly [OwnerAlias, ...OwnerAlias[]] {
  const unless = property === "defaultRouteTableId" ? { unless: mainTableAssociation } : {};
  return [
    { type: typeToken("aws:ec2/vpc:Vpc"), property, ...unless },
    { type: typeToken("aws:ec2/defaultVpc:DefaultVpc"), property, ...unless },
  ];
}
