import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/engine_pb";
import { stripStackTrace } from "../errors";
import { pathInProgram } from "../program";
import { method, type Service } from "../protocol";
import { redactDebugMessage } from "./debug-message";
import type { Session } from "./session";

const SEVERITIES = {
  [messages.LogSeverity.DEBUG]: "debug",
  [messages.LogSeverity.INFO]: "info",
  [messages.LogSeverity.WARNING]: "warning",
  [messages.LogSeverity.ERROR]: "error",
} as const;

/** Creates the service `pulumirpc.Engine`, which receives the program's messages. */
export function engineService(session: Session): Service {
  let rootUrn = "";
  const locate = (file: string): string | undefined => pathInProgram(session.context.root, file);
  const addSecret = (secret: string): void => session.addSecret(secret);
  return {
    Log: method(messages.LogRequest, (request) => {
      const severity = SEVERITIES[request.getSeverity()];
      const isRequested = severity !== "debug" || session.context.debug;
      // Ephemeral messages only show progress on a terminal, so the plan does not contain them.
      if (isRequested && !request.getEphemeral()) {
        const shown = severity === "debug" ? redactDebugMessage(request.getMessage(), addSecret) : request.getMessage();
        const message = session.context.debug ? shown : stripStackTrace(shown, locate);
        session.report(severity, message, request.getUrn() === "" ? undefined : request.getUrn());
      }
      return new Empty();
    }),
    SetRootResource: method(messages.SetRootResourceRequest, (request) => {
      rootUrn = request.getUrn();
      return new messages.SetRootResourceResponse();
    }),
    GetRootResource: method(messages.GetRootResourceRequest, () =>
      new messages.GetRootResourceResponse().setUrn(rootUrn),
    ),
    StartDebugging: method(messages.StartDebuggingRequest, () => new Empty()),
    // There is no CLI whose version could be checked.
    RequirePulumiVersion: method(
      messages.RequirePulumiVersionRequest,
      () => new messages.RequirePulumiVersionResponse(),
    ),
  };
}
