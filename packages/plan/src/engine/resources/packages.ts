import { createHash } from "node:crypto";
import type { RegisterPackageRequest } from "@pulumi/pulumi/proto/resource_pb";
import { InvalidRequestError } from "../../protocol";

/** The package that a resource requires, with the version and location of its provider plugin. */
export interface PackageRequest {
  readonly name: string;
  readonly version: string;
  readonly pluginDownloadURL: string;
}

/** The packages that a program registers. Later requests refer to them. */
export class Packages {
  readonly #byReference = new Map<string, PackageRequest>();

  /** Registers a package and returns a reference to it. Equal requests result in the same reference. */
  register(request: RegisterPackageRequest): string {
    const parameterization = request.getParameterization();
    const described: PackageRequest = {
      // A parameterized plugin provides the package that its parameter defines, which has its own version.
      name: parameterization?.getName() ?? request.getName(),
      version: parameterization?.getVersion() ?? request.getVersion(),
      pluginDownloadURL: request.getDownloadUrl(),
    };
    const digest = createHash("sha256").update(request.serializeBinary()).digest("hex");
    const reference = digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    this.#byReference.set(reference, described);
    return reference;
  }

  /**
   * Returns a registered package.
   *
   * @throws InvalidRequestError if the reference is unknown
   */
  find(reference: string): PackageRequest {
    const found = this.#byReference.get(reference);
    if (found === undefined) throw new InvalidRequestError(`unknown provider package '${reference}'`);
    return found;
  }
}
