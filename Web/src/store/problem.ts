/** The API's closed set (Contracts/Refusal.cs) and what can befall a request before it gets there. */
export type ProblemType =
  | "NotFound"
  | "NotAllowed"
  | "InvalidArgument"
  | "MessageDeleted"
  | "LastOwner"
  | "TooManyMembers"
  | "Conflict"
  | "Muted"
  | "Banned"
  | "NotUnderReview"
  | "Busy"
  | "Unauthorized"
  | "Unreachable"
  | "Unexpected";

export type Limit = { readonly field?: string; readonly limit?: number; readonly unit?: string };

export class Problem extends Error {
  readonly type: ProblemType;
  readonly info: Limit;

  constructor(type: ProblemType, message: string, info: Limit = {}) {
    super(message);
    this.name = "Problem";
    this.type = type;
    this.info = info;
  }
}

/** Worth sending again unchanged: nothing was decided about the command. */
export function isTransient(problem: Problem): boolean {
  return problem.type === "Busy" || problem.type === "Unreachable" || problem.type === "Unexpected";
}

export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("Unexpected", error instanceof Error ? error.message : String(error));
}

export function sentenceFor(problem: Problem): string {
  switch (problem.type) {
    case "NotFound":
      return "That is not here: it does not exist, or it is not shared with you.";
    case "NotAllowed":
      return "You may not do that in this conversation.";
    case "InvalidArgument":
      return invalid(problem);
    case "MessageDeleted":
      return "This message was deleted; it can no longer be changed.";
    case "LastOwner":
      return "You are the last owner. Make someone else an owner before you leave.";
    case "TooManyMembers":
      return `This conversation is full${problem.info.limit === undefined ? "" : ` (${problem.info.limit.toLocaleString("en")} members at most)`}.`;
    case "Conflict":
      return "Something else already has this id. Start over with a new one.";
    case "Muted":
      return `A moderator has muted you here${untilOf(problem.info.limit)}. You can still read.`;
    case "Banned":
      return "A moderator has banned this person from the conversation.";
    case "NotUnderReview":
      return "There is nothing left to decide: it is decided, you have had your say, or the message is your own.";
    case "Busy":
      return "Many people are writing at once. Try again.";
    case "Unauthorized":
      return "Your session has ended. Sign in again.";
    case "Unreachable":
      return "The server can not be reached.";
    case "Unexpected":
      return "Something went wrong on the way. Try again.";
  }
}

function invalid({ info, message }: Problem): string {
  if (info.field === undefined) return message;
  const field = info.field.replace(/([A-Z])/g, " $1").toLowerCase();
  if (info.limit === undefined) return `The ${field} can not be used: ${message}`;
  return `The ${field} is too long or empty: at most ${info.limit.toLocaleString("en")} ${info.unit ?? ""}`.trimEnd() + ".";
}

/** Seconds since 1970. */
function untilOf(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  return ` until ${new Date(seconds * 1_000).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
}
