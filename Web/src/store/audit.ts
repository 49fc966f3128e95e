import type { Page } from "./ports";

/** Who did and saw what, and how much of it there was: the shapes of Contracts/schema.graphql. */

export type AuditEntry = {
  readonly log: string;
  readonly seq: number;
  readonly at: string;
  /** The event's type. */
  readonly action: string;
  readonly actorId: string;
  readonly actorName: string | null;
  readonly conversationId: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly messageSeq: number | null;
  readonly versionSeq: number | null;
  /** JSON text (AWSJSON): short words by name. */
  readonly facts: string;
};

export type CountedWord = { readonly word: string; readonly count: number };

/** One day, UTC. */
export type AnalyticsDay = {
  /** 2026-01-31 */
  readonly date: string;
  readonly messages: number;
  readonly activeUsers: number;
  readonly edits: number;
  readonly deletions: number;
  readonly removals: number;
  /** Messages in each of the 24 hours. */
  readonly hours: readonly number[];
  readonly responses: number;
  /** Of all responses together. */
  readonly responseSeconds: number;
  readonly firstResponseSeconds: number | null;
  readonly languages: readonly CountedWord[];
  readonly sentiments: readonly CountedWord[];
  readonly screened: number;
  readonly toxic: number;
  readonly labels: readonly CountedWord[];
  readonly flags: number;
};

export type Span = { readonly from?: string; readonly to?: string };

/** `conversationId` absent: what concerns all conversations, for moderators. */
export interface AuditApi {
  auditTrail(conversationId: string | undefined, span: Span, nextToken?: string): Promise<Page<AuditEntry>>;
  auditTrailOfUser(userId: string, span: Span, nextToken?: string): Promise<Page<AuditEntry>>;
  analyticsDays(conversationId: string, from: string, to: string): Promise<{ readonly items: readonly AnalyticsDay[] }>;
}

const dayMs = 86_400_000;
const none: Omit<AnalyticsDay, "date"> = {
  messages: 0, activeUsers: 0, edits: 0, deletions: 0, removals: 0, hours: Array<number>(24).fill(0), responses: 0, responseSeconds: 0, firstResponseSeconds: null,
  languages: [], sentiments: [], screened: 0, toxic: 0, labels: [], flags: 0,
};

/** The last days up to and including the one (UTC) that goes on, oldest first. */
export function lastDays(count: number, now: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => new Date(now - (count - 1 - i) * dayMs).toISOString().slice(0, 10));
}

/** A day for each date: those without anything are not told of. */
export function dayByDay(dates: readonly string[], found: readonly AnalyticsDay[]): readonly AnalyticsDay[] {
  const known = new Map(found.map((d) => [d.date, d]));
  return dates.map((date) => known.get(date) ?? { ...none, date });
}

/** The same words of all days together, the commonest first. */
export function together(words: readonly (readonly CountedWord[])[]): readonly CountedWord[] {
  const counts = new Map<string, number>();
  for (const { word, count } of words.flat()) counts.set(word, (counts.get(word) ?? 0) + count);
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
}

/** Messages by weekday (0: Monday) and hour of the reader: the days and hours that are told are UTC's. */
export function heatOf(days: readonly AnalyticsDay[], local: (at: number) => Date = (at) => new Date(at)): readonly (readonly number[])[] {
  const heat = Array.from({ length: 7 }, () => Array<number>(24).fill(0));
  for (const day of days)
    day.hours.forEach((count, hour) => {
      const at = local(Date.parse(`${day.date}T00:00:00Z`) + hour * 3_600_000);
      const row = heat[(at.getDay() + 6) % 7];
      if (row !== undefined) row[at.getHours()] = (row[at.getHours()] ?? 0) + count;
    });
  return heat;
}

/** Mean over all responses of all days; null if there is none. */
export function meanResponse(days: readonly AnalyticsDay[]): number | null {
  const responses = days.reduce((sum, d) => sum + d.responses, 0);
  return responses === 0 ? null : days.reduce((sum, d) => sum + d.responseSeconds, 0) / responses;
}
