const languages = new Intl.DisplayNames(undefined, { type: "language", fallback: "code" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });

/** "45 s", "3 min", "2.5 h". */
export function secondsText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 360) / 10} h`;
}

export function languageName(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Of a date of UTC, e.g. "31 Jan". */
export function dayText(date: string): string {
  return day.format(Date.parse(date));
}
