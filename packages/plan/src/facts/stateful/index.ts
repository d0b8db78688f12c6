import { AWS } from "./aws";
import { AZURE } from "./azure";
import { AZURE_NATIVE } from "./azure-native";
import { GCP } from "./gcp";
import { KUBERNETES, lossForCustomResource } from "./kubernetes";
import type { LossKind, StatefulClasses } from "./loss-kind";
import { OTHER_PROVIDERS } from "./other-providers";

export type { LossKind } from "./loss-kind";

type Token = (module: string, name: string) => string;

/** `module/name:Name`, as in the packages that bridge a Terraform provider. */
const bridgedName: Token = (module, name) => `${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/** `user/User` is a class in the module `user`. Without a module, the class is in the module `index`. */
function otherToken(packageName: string, name: string): string {
  const [module, className] = name.includes("/") ? name.split("/") : ["index", name];
  return `${packageName}:${bridgedName(module ?? "", className ?? "")}`;
}

function entriesOf(classes: StatefulClasses, token: Token): (readonly [type: string, loss: LossKind])[] {
  return (["data", "keys", "identity"] as const).flatMap((loss) =>
    Object.entries(classes[loss]).flatMap(([module, names]) =>
      names.map((name) => [token(module, name), loss] as const),
    ),
  );
}

let losses: ReadonlyMap<string, LossKind> | undefined;

/** Returns what is lost, by type. The map is created on the first call, because not every run needs it. */
function lossesByType(): ReadonlyMap<string, LossKind> {
  losses ??= new Map([
    ...entriesOf(AWS, (module, name) => `aws:${bridgedName(module, name)}`),
    ...entriesOf(GCP, (module, name) => `gcp:${bridgedName(module, name)}`),
    ...entriesOf(AZURE, (module, name) => `azure:${bridgedName(module, name)}`),
    ...entriesOf(AZURE_NATIVE, (module, name) => `azure-native:${module}:${name}`),
    ...KUBERNETES.map((type) => [type, "data"] as const),
    ...entriesOf(OTHER_PROVIDERS, otherToken),
  ]);
  return losses;
}

/** Returns what is lost when a resource of a type is deleted. Supports current type tokens only. */
export const lossForType = (type: string): LossKind | undefined =>
  lossesByType().get(type) ?? lossForCustomResource(type);

/** Returns all stateful types, except custom resources of Kubernetes. */
export const statefulTypes = (): readonly string[] => [...lossesByType().keys()];
