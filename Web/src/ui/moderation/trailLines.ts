import type { ChatEvent, ReasonClass } from "../../store/model";
import type { Version } from "../../store/moderation";
import { inWords, reasonWords } from "../reasons";

/** The fields of the moderation log's events (Contracts/Events/ModerationEvents.cs) that a line is made of. */
type Body = Partial<Version> & {
  readonly verdict?: string; readonly outcome?: string; readonly source?: string; readonly reason?: ReasonClass; readonly note?: string;
  readonly cause?: string; readonly needed?: number; readonly round?: number; readonly pii?: readonly string[]; readonly policy?: { readonly mode?: string };
  readonly terms?: readonly string[];
};

export type TrailLine = { readonly seq: number; readonly at: string; readonly senderId: string; readonly words: string; readonly note: string | null };

/** What happened around one message, as sentences without their subject; of other messages nothing. */
export function trailOf(events: readonly ChatEvent[], version: Version): readonly TrailLine[] {
  return events.flatMap((e) => {
    const body = parse(e.body);
    const words = body.messageSeq === version.messageSeq ? wordsOf(e.type, body) : null;
    return words === null ? [] : [{ seq: e.seq, at: e.at, senderId: e.senderId, words, note: body.note ?? null }];
  });
}

function wordsOf(type: string, body: Body): string {
  const why = body.reason === undefined ? "" : ` for ${reasonWords[body.reason] ?? inWords(body.reason)}`;
  switch (type) {
    case "message.screened":
      return body.verdict === "Review" ? `asked for a person${why}` : `${low(body.verdict)} it${why} (${low(body.source)})`;
    case "message.flagged":
      return `reported it${why}`;
    case "review.opened":
      return `opened round ${body.round ?? 1} (${low(body.cause)}), ${body.needed === 2 ? "two moderators" : "one moderator"} needed`;
    case "message.reviewed":
      return `said: ${low(body.outcome)}`;
    case "review.closed":
      return `closed round ${body.round ?? 1}: ${low(body.outcome)} by ${low(body.source)}`;
    case "verdict.appealed":
      return "appealed";
    case "original.viewed":
      return "looked at the text";
    default:
      return inWords(type.replace(".", " "));
  }
}

function low(word: string | undefined): string {
  return inWords(word ?? "");
}

function parse(body: string): Body {
  try {
    return JSON.parse(body) as Body;
  } catch {
    return {};
  }
}
