import { selectsByName } from "./filter-patterns";

describe("selectsByName", () => {
  it.each([
    ["{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }", "DeleteTrail"],
    ['{$.eventName="StopLogging"}', "StopLogging"],
    ['{ $.errorCode = "*UnauthorizedOperation" }', "UnauthorizedOperation"],
    ['{ $.errorCode = "Client.UnauthorizedOperation" }', "UnauthorizedOperation"],
    ['{ $.errorCode = "AccessDenied*" }', "AccessDenied"],
    ['{ $.eventName = "Put*Policy" }', "PutRolePolicy"],
    ["{ $.eventName = Attach* }", "AttachRolePolicy"],
    ["{ $.eventName = %StopLogging|DeleteTrail% }", "DeleteTrail"],
    ['{ $.additionalEventData.MFAUsed != "Yes" }', "MFAUsed"],
    ['{ $.userIdentity.type = "Root" }', "userIdentity.type"],
    ['{ $.errorMessage = "Failed authentication" }', "Failed authentication"],
    ["{ $.eventSource = organizations.amazonaws.com }", "organizations.amazonaws.com"],
    ["?StopLogging ?DeleteTrail", "DeleteTrail"],
    ['"ConsoleLogin" "MFAUsed"', "MFAUsed"],
  ])("finds in %s the name %s", (pattern, name) => expect(selectsByName(pattern, name)).toBe(true));

  it.each([
    ["", "StopLogging"],
    ["{ $.eventName = CreateRouteTable }", "CreateRoute"],
    ['{ $.eventName = "ReplaceRouteTableAssociation" }', "ReplaceRoute"],
    ["{ $.eventName = CreateVpcPeeringConnection }", "CreateVpc"],
    ['{ $.eventName = "ScheduleDisableKey" }', "DisableKey"],
    ['{ $.eventName != "StopLogging" }', "StopLogging"],
    ["{ $.eventName = Put* }", "DeleteTrail"],
    ['{ $.errorCode = "*" }', "DeleteTrail"],
    ["{ $.userIdentity.typeName = Root }", "userIdentity.type"],
    ["{ $.eventSource = organizationsXamazonaws.com }", "organizations.amazonaws.com"],
    ["ERROR -StopLogging", "StopLogging"],
    ["CreateRouteTable", "CreateRoute"],
  ])("does not find in %j the name %s", (pattern, name) => expect(selectsByName(pattern, name)).toBe(false));
});
