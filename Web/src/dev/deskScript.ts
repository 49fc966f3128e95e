import type { ChatEvent } from "../store/model";
import type { Policy, Review } from "../store/moderation";
import type { Notification, Preferences } from "../store/notifications";

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

export const policy: Policy = {
  mode: "Hold", pii: "Review", links: "Review", allowedDomains: ["eventchat.example"], floodMessages: 60, repeats: 4, outage: "Closed", reviewers: 2,
  reviewMinutes: 1_440, onDeadline: "Approved",
  thresholds: [{ label: "Insult", review: 0.4, remove: 0.9 }],
};

export const preferences: Preferences = {
  level: null, conversations: [{ conversationId: "room-0002", level: "Mentions", mutedUntil: null }], timeZone: "Etc/UTC", quietFrom: "22:00", quietTo: "07:00",
  email: true, digestAt: null, pushTarget: null, webhookUrl: null, webhookSecret: null, snoozedUntil: null,
};

export const originals: Readonly<Record<number, string>> = {
  16: "Nobody here understands the first thing about logs, least of all you.",
  17: "Cheap lag pills at http://example.com, only today!",
};

export function reviews(): readonly Review[] {
  const room = { conversationId: "room-0000", round: 1, needed: 2, reviewedBy: [], authorName: null, conversationTitle: null };
  return [
    {
      ...room, messageSeq: 16, versionSeq: 16, authorId: "bob", cause: "Screening", reason: "Insult", openedAt: ago(14), deadline: ago(-46),
      scores: JSON.stringify({ Insult: 0.87, HarassmentOrAbuse: 0.52, Profanity: 0.18 }), reviewedBy: ["dana"],
    },
    { ...room, messageSeq: 17, versionSeq: 17, authorId: "carol", cause: "Report", reason: "Link", openedAt: ago(55), deadline: ago(-300), scores: null },
    {
      ...room, messageSeq: 12, versionSeq: 12, authorId: "carol", cause: "Appeal", reason: "Harassment", round: 2, openedAt: ago(190), deadline: ago(-1_100),
      scores: JSON.stringify({ HarassmentOrAbuse: 0.93 }),
    },
    { ...room, conversationId: "room-0002", messageSeq: 9, versionSeq: 9, authorId: "nadia", cause: "Outage", reason: "Unchecked", openedAt: ago(300), deadline: ago(-1_140), scores: null },
  ];
}

export function trail(): ChatEvent[] {
  const version = { messageSeq: 16, versionSeq: 16 };
  const said: [string, string, object, number][] = [
    ["system", "message.screened", { ...version, verdict: "Review", source: "Comprehend", reason: "Insult", scores: { Insult: 0.87 } }, 15],
    ["carol", "message.flagged", { ...version, reason: "Insult", note: "This is about me." }, 14],
    ["system", "review.opened", { ...version, round: 1, cause: "Screening", deadline: ago(-46), needed: 2, reason: "Insult" }, 14],
    ["dana", "original.viewed", version, 9],
    ["dana", "message.reviewed", { ...version, round: 1, outcome: "Removed", note: "Personal, and not about the work." }, 8],
  ];
  return said.map(([senderId, type, body, minutes], i) => ({
    seq: i + 1, type, version: 1, senderId, at: ago(minutes), commandId: `trail-${i}`, body: JSON.stringify(body),
  }));
}

export function notices(): readonly Notification[] {
  const to = { userId: "alice" };
  return [
    { ...to, seq: 7, at: ago(2), kind: "Mention", conversationId: "room-0000", messageSeq: 15, count: 1, fromId: "carol" },
    { ...to, seq: 6, at: ago(75), kind: "Message", conversationId: "room-0001", messageSeq: 6, count: 3, fromId: "bob" },
    { ...to, seq: 5, at: ago(1_500), kind: "Reply", conversationId: "room-0000", messageSeq: 8, count: 1, fromId: "bob" },
    { ...to, seq: 3, at: ago(2_900), kind: "Digest", conversationId: null, messageSeq: null, count: 12, fromId: null },
  ];
}
