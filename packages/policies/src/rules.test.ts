import { rules } from "./catalog";
import { testRules } from "./testing";

testRules(rules);
