import { testRules } from "@roadbed/policies/testing";
import { regionsApproved } from "./regions";

// Each example as it is written, with every property unknown, and as CrossGuard shows it to the rule.
testRules([regionsApproved]);
