export {
  isSavedPlan,
  PLAN_FORMAT_VERSION,
  readSavedDocument,
  parseSavedPlan,
  serializePlan,
  type SavedPlan,
} from "./saved-plan";
