export {
  isSavedPlan,
  PLAN_FORMAT_VERSION,
  readSavedDocument,
  parseSavedPlan,
  serializePlan,
  type SavedPlan,
  type SerializeOptions,
} from "./saved-plan";
