import { testRules } from "@roadbed/policies/testing";
import { regionsApproved } from "./regions";
import { topicsHaveSubscription } from "./subscriptions";

// Tests each rule with its examples, with unknown values in them, and as a CrossGuard policy.
testRules([regionsApproved, topicsHaveSubscription]);
