export { answerTemplate } from "./answer-template";
export { ContextAnswers, readRequest } from "./answers";
export { CONTEXT_FILE, readContextFile } from "./context-file";
export { readRecording, recordContext, type RecordedLookup, type RecordingResult } from "./recording";
