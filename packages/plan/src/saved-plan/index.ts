export {
  isSavedPlan,
  PLAN_FORMAT_VERSION,
  readSavedDocument,
  readSavedPlan,
  savePlan,
  type SavedPlan,
} from "./saved-plan";
