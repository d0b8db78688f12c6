import "./data";
import "./network";
export { url } from "./service";
