import { errorReason } from "../../errors";
import { InvalidRequestError } from "../../protocol";

/**
 * Reads a file or directory of an asset.
 *
 * @param path - the path in the program, for the error message
 * @throws InvalidRequestError if it cannot be read
 */
export async function readAsset<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new InvalidRequestError(`the asset ${path} cannot be read: ${errorReason(error)}`, { cause: error });
  }
}
