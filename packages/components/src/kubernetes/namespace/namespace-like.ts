import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { expected } from "../../shared/checks";
import { dnsLabel } from "../shared/kubernetes-names";

/** A namespace, whether or not this program created it. */
export interface NamespaceLike {
  /** The name of the namespace. */
  readonly namespaceName: pulumi.Input<string>;
  /** Resources that must exist before objects in the namespace, such as its quota and network policies. */
  readonly namespaceDependencies?: readonly pulumi.Resource[];
}

const namespaceName = dnsLabel("the name of a namespace");

/** Checks a namespace, or its name. */
export function checkNamespace(
  issues: ArgumentIssues,
  path: string,
  namespace: pulumi.Input<string> | NamespaceLike,
): NamespaceLike {
  if (isNamespaceLike(namespace)) {
    return {
      namespaceName: issues.checkInput(`${path}.namespaceName`, namespace.namespaceName, namespaceName),
      namespaceDependencies: namespace.namespaceDependencies ?? [],
    };
  }
  if (isPlainValue(namespace) && typeof namespace !== "string") {
    issues.add(path, namespace, expected("wrong-type", "a namespace or its name", 'Example: "shop".'));
    return { namespaceName: "" };
  }
  return { namespaceName: issues.checkInput(path, namespace, namespaceName) };
}

function isNamespaceLike(namespace: pulumi.Input<string> | NamespaceLike): namespace is NamespaceLike {
  return (
    typeof namespace === "object" &&
    (namespace as unknown) !== null &&
    !pulumi.Output.isInstance(namespace) &&
    "namespaceName" in namespace
  );
}
