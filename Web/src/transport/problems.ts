import { Problem, type Limit, type ProblemType } from "../store/problem";

const refusals: ReadonlySet<string> = new Set<ProblemType>([
  "NotFound", "NotAllowed", "InvalidArgument", "MessageDeleted", "LastOwner", "TooManyMembers", "Conflict", "Muted", "Banned",
  "NotUnderReview", "Busy", "Unauthorized",
]);

type GraphQLFailure = { readonly errorType?: string; readonly errorInfo?: unknown; readonly message?: string };

/** aws-amplify rejects with `{ data, errors }` for a GraphQL error and with an Error when there was no answer. */
export function problemOf(rejection: unknown): Problem {
  const first = failuresOf(rejection)[0];
  if (first === undefined) return new Problem("Unreachable", rejection instanceof Error ? rejection.message : String(rejection));
  const type = first.errorType ?? "";
  const message = first.message ?? "";
  if (refusals.has(type)) return new Problem(type as ProblemType, message, limitOf(first.errorInfo));
  if (type === "UnauthorizedException" || /\b401\b/.test(message)) return new Problem("Unauthorized", message);
  if (/network error|failed to fetch/i.test(message)) return new Problem("Unreachable", message);
  return new Problem("Unexpected", message);
}

function failuresOf(rejection: unknown): readonly GraphQLFailure[] {
  const errors = (rejection as { errors?: unknown } | null)?.errors;
  return Array.isArray(errors) ? (errors as GraphQLFailure[]) : [];
}

function limitOf(info: unknown): Limit {
  return typeof info === "object" && info !== null ? (info as Limit) : {};
}
