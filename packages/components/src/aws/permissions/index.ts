export { consume, publish, read, send, useSecret, write, type ObjectScope, type TopicLike } from "./grants";
