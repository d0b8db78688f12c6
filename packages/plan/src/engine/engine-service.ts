import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as messages from "@pulumi/pulumi/proto/engine_pb";
import { stripStackTrace } from "../errors";
import { method, type Service } from "../protocol";
import type { Session } from "./session";

const SEVERITIES = {
  [messages.LogSeverity.DEBUG]: "debug",
  [messages.LogSeverity.INFO]: "info",
  [messages.LogSeverity.WARNING]: "warning",
  [messages.LogSeverity.ERROR]: "error",
} as const;

/** pulumirpc.Engine: where a program's messages go. */
export function engineService(session: Session): Service {
  let rootUrn = "";
  return {
    Log: method(messages.LogRequest, (request) => {
      const severity = SEVERITIES[request.getSeverity()];
      const wanted = severity !== "debug" || session.context.debug;
      // An ephemeral message replaces the one before it on a screen; a plan keeps none of them.
      if (wanted && !request.getEphemeral()) {
        const text = session.context.debug ? request.getMessage() : stripStackTrace(request.getMessage());
        session.report(severity, text, request.getUrn() === "" ? undefined : request.getUrn());
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
    // No version of the CLI is at work here, so none can be too old.
    RequirePulumiVersion: method(
      messages.RequirePulumiVersionRequest,
      () => new messages.RequirePulumiVersionResponse(),
    ),
  };
}
