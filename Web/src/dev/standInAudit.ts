import type { AnalyticsDay, AuditApi, AuditEntry } from "../store/audit";

/** The trail and the figures without a backend: a fixed fortnight. */
export class StandInAudit implements AuditApi {
  auditTrail = async (conversationId: string | undefined) => ({ items: entries.map((e) => ({ ...e, conversationId: conversationId ?? null })), nextToken: null });
  auditTrailOfUser = async (userId: string) => ({ items: entries.filter((e) => e.actorId === userId), nextToken: null });
  analyticsDays = async (_: string, from: string, to: string) => {
    const days: AnalyticsDay[] = [];
    for (let at = Date.parse(from), i = 0; at <= Date.parse(to); at += 86_400_000, i++) {
      if (i % 6 === 5) continue;
      const messages = 20 + ((i * 37) % 90);
      days.push({
        date: new Date(at).toISOString().slice(0, 10), messages, activeUsers: 3 + (i % 9), edits: i % 4, deletions: i % 2, removals: i % 3,
        hours: Array.from({ length: 24 }, (__, hour) => Math.max(0, Math.round((messages / 12) * Math.sin(((hour - 6) / 16) * Math.PI)))),
        responses: 5, responseSeconds: 5 * (40 + ((i * 53) % 400)), firstResponseSeconds: i === 0 ? 312 : null,
        languages: [{ word: "en", count: 12 }, { word: "de", count: i % 5 }], sentiments: [{ word: "NEUTRAL", count: 9 }, { word: "POSITIVE", count: i % 7 }, { word: "NEGATIVE", count: i % 3 }],
        screened: 4, toxic: i % 3, labels: [{ word: "INSULT", count: i % 3 }], flags: i % 2,
      });
    }
    return { items: days };
  };
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const base = { log: "m#room-0000", actorName: null, conversationId: "room-0000", userId: null, userName: null, messageSeq: null, versionSeq: null, facts: "{}" };
const entries: readonly AuditEntry[] = [
  { ...base, seq: 5, at: ago(8), action: "message.reviewed", actorId: "dana", actorName: "Dana", messageSeq: 16, versionSeq: 16, facts: '{"round":"1","outcome":"Removed"}' },
  { ...base, seq: 4, at: ago(9), action: "original.viewed", actorId: "dana", actorName: "Dana", messageSeq: 16, versionSeq: 16 },
  { ...base, seq: 3, at: ago(14), action: "review.opened", actorId: "system", messageSeq: 16, versionSeq: 16, facts: '{"cause":"Screening","reason":"Insult","needed":"2"}' },
  { ...base, log: "c#room-0000", seq: 14, at: ago(60), action: "member.muted", actorId: "alice", actorName: "Alice", userId: "bob", userName: "Bob", facts: '{"until":"2026-12-01T12:00:00.000Z"}' },
  { ...base, log: "c#room-0000", seq: 2, at: ago(9_000), action: "member.added", actorId: "alice", actorName: "Alice", userId: "bob", userName: "Bob", facts: '{"role":"Member"}' },
];
