export { Secret, type SecretArgs, type SecretDefaults, type SecretLike, type SecretRotationArgs } from "./secret";
