import type { AuditEntry } from "../../store/audit";
import type { ReasonClass } from "../../store/model";
import { inWords, reasonWords } from "../reasons";

const deeds: Readonly<Record<string, string>> = {
  "conversation.created": "created the conversation",
  "member.added": "added",
  "member.removed": "removed",
  "member.muted": "muted",
  "member.banned": "banned",
  "member.unbanned": "unbanned",
  "message.edited": "edited",
  "message.deleted": "deleted",
  "message.moderated": "decided about",
  "message.flagged": "reported",
  "message.reviewed": "gave an opinion of",
  "review.opened": "asked for a person to look at",
  "review.closed": "closed the review of",
  "verdict.appealed": "appealed the verdict on",
  "original.viewed": "looked at the original of",
  "moderation-policy.changed": "changed the policy",
  "blocklist.changed": "changed the blocklist",
  "user.registered": "registered",
  "erasure.requested": "asked for the forgetting of",
  "user.forgotten": "was forgotten",
  "legal-hold.placed": "placed a legal hold",
  "legal-hold.released": "released a legal hold",
};

/** What somebody did as words without a subject or an object: "banned", "looked at the original of". */
export function deedOf(entry: AuditEntry): string {
  // Who adds oneself joins, who removes oneself leaves; a mute without an end is its end.
  if (entry.action === "member.added" && entry.actorId === entry.userId) return "joined";
  if (entry.action === "member.removed" && entry.actorId === entry.userId) return "left";
  if (entry.action === "member.muted" && factsOf(entry).length === 0) return "unmuted";
  return deeds[entry.action] ?? inWords(entry.action.replaceAll(/[.-]/g, " "));
}

/** The facts as words: "removed", "an insult", "until 12/1/2026, 1:00:00 PM". */
export function factsOf(entry: AuditEntry): readonly string[] {
  let facts: Readonly<Record<string, string>>;
  try {
    facts = JSON.parse(entry.facts) as Record<string, string>;
  } catch {
    return [];
  }
  return Object.entries(facts).sort(([a], [b]) => rank(a) - rank(b)).map(([name, value]) => {
    switch (name) {
      case "reason": return `for ${reasonWords[value as ReasonClass] ?? inWords(value)}`;
      case "until": return `until ${new Date(value).toLocaleString()}`;
      case "source": return `by ${inWords(value)}`;
      case "terms": return `${value} terms`;
      case "round": return `round ${value}`;
      case "needed": return value === "1" ? "one moderator" : `${value} moderators`;
      case "reviewers": return value === "1" ? "one reviewer" : `${value} reviewers`;
      case "role": return `as ${inWords(value)}`;
      case "verdict": case "outcome": case "kind": case "cause": case "mode": return inWords(value);
      case "waived": return value === "True" ? "without an export" : "";
      case "held": return value === "True" ? "held" : "";
      default: return `${inWords(name)} ${value}`;
    }
  }).filter((words) => words !== "");
}

/** What was decided comes first; a map has no order of its own. */
function rank(name: string): number {
  const at = ["verdict", "outcome", "kind", "mode", "cause", "reason", "source"].indexOf(name);
  return at < 0 ? 99 : at;
}
