import { rules } from "./catalogue";
import { testRules } from "./testing";

testRules(rules);
