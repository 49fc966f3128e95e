const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "long" });
const date = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long" });
const dateWithYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const shortDate = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

const dayMs = 86_400_000;

export function timeOf(at: number): string {
  return clock.format(at);
}

/** Midnight of the day in the reader's time zone. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function dayName(day: number, now: number): string {
  // Rounded: a day in which the clocks change has 23 or 25 hours.
  const ago = Math.round((dayOf(now) - day) / dayMs);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  if (ago > 1 && ago < 7) return weekday.format(day);
  return new Date(day).getFullYear() === new Date(now).getFullYear() ? date.format(day) : dateWithYear.format(day);
}

/** For the conversation list: the time today, else the day. */
export function shortTime(at: number, now: number): string {
  return dayOf(at) === dayOf(now) ? clock.format(at) : shortDate.format(at);
}
