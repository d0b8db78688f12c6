import { createHash } from "node:crypto";
import type { RegisterPackageRequest } from "@pulumi/pulumi/proto/resource_pb";
import { InvalidRequest } from "../../protocol";

/** Which provider plugin a resource asks for. */
export interface PackageRequest {
  readonly name: string;
  readonly version: string;
  readonly pluginDownloadURL: string;
}

/** The packages that a program announced; later requests name them by a reference. */
export class Packages {
  readonly #byReference = new Map<string, PackageRequest>();

  /** The reference of a package: equal requests get the same. */
  register(request: RegisterPackageRequest): string {
    const parameterization = request.getParameterization();
    const described: PackageRequest = {
      // A parameterized plugin provides the package that its parameter names, in that package's version.
      name: parameterization?.getName() ?? request.getName(),
      version: parameterization?.getVersion() ?? request.getVersion(),
      pluginDownloadURL: request.getDownloadUrl(),
    };
    const digest = createHash("sha256").update(request.serializeBinary()).digest("hex");
    const reference = digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    this.#byReference.set(reference, described);
    return reference;
  }

  /** @throws InvalidRequest if no such package was announced */
  find(reference: string): PackageRequest {
    const found = this.#byReference.get(reference);
    if (found === undefined) throw new InvalidRequest(`unknown provider package '${reference}'`);
    return found;
  }
}
