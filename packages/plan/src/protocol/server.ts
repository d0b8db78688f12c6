import { rmSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { createPrivateDirectory } from "../process";
import { MESSAGE_LIMITS } from "./message-limits";
import { addService, type Service } from "./service";

/** A gRPC server that only this user's processes can reach. */
export interface PrivateServer {
  readonly address: string;
  /** A folder for this run alone; it goes when the server is closed. */
  readonly folder: string;
  close(): void;
}

/**
 * Serves on a Unix socket in a folder that only this user may enter: any process of any user could register resources
 * over a port. Windows has no such sockets for gRPC, so there it is a port of the loopback interface.
 */
export async function serve(services: Readonly<Record<string, Service>>): Promise<PrivateServer> {
  const folder = createPrivateDirectory();
  const server = new Server(MESSAGE_LIMITS);
  for (const [name, service] of Object.entries(services)) addService(server, name, service);
  const close = () => {
    server.forceShutdown();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const socket = `unix:${join(folder, "monitor")}`;
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
