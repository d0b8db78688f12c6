import { rmSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { createPrivateDirectory } from "../process";
import { MESSAGE_LIMITS } from "./message-limits";
import { addService, type Service } from "./service";

/** A gRPC server that only the current user's processes can access. */
export interface PrivateServer {
  /** The address in the format that the SDK expects. */
  readonly address: string;
  /** A directory that only this run uses. `close` deletes the directory. */
  readonly folder: string;
  readonly close: () => void;
}

/** Returns the address of the server in a private directory. Only for systems on which servers use Unix sockets. */
export const socketAddress = (folder: string): string => `unix:${join(folder, "monitor")}`;

/**
 * Starts a server on a Unix socket in a private directory, because other users' processes could access a port. On
 * Windows, gRPC does not support Unix sockets, so the server uses a port on the loopback interface.
 *
 * @param folder - the private directory. By default, a new one
 */
export async function serve(
  services: Readonly<Record<string, Service>>,
  folder: string = createPrivateDirectory(),
): Promise<PrivateServer> {
  const server = new Server(MESSAGE_LIMITS);
  for (const [name, service] of Object.entries(services)) addService(server, name, service);
  const close = () => {
    server.forceShutdown();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const socket = socketAddress(folder);
    const port = await bind(server, process.platform === "win32" ? "127.0.0.1:0" : socket);
    return { address: process.platform === "win32" ? `127.0.0.1:${port}` : socket, folder, close };
  } catch (error) {
    close();
    throw error;
  }
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
