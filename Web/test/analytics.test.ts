import { expect, test } from "vitest";
import { type AnalyticsDay, dayByDay, heatOf, lastDays, meanResponse, together } from "../src/store/audit";

const quiet = dayByDay(["2026-03-01"], [])[0] as AnalyticsDay;
const noon = Date.parse("2026-03-01T12:00:00Z");

test("the last days end with the day that goes on in UTC, and those without anything are there", () => {
  expect(lastDays(3, Date.parse("2026-03-01T23:59:00Z"))).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
  const days = dayByDay(lastDays(2, noon), [{ ...quiet, date: "2026-03-01", messages: 4 }]);
  expect(days.map((d) => [d.date, d.messages, d.hours.length])).toEqual([["2026-02-28", 0, 24], ["2026-03-01", 4, 24]]);
});

test("words of several days are counted together, the commonest first", () => {
  const [en, de] = [{ word: "en", count: 2 }, { word: "de", count: 3 }];
  expect(together([[en, de], [{ word: "en", count: 5 }], []])).toEqual([{ word: "en", count: 7 }, de]);
});

test("hours of UTC fall on the weekday and the hour of the reader's clock", () => {
  const hours = Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 6 : hour === 0 ? 1 : 0));
  // A Sunday; an hour later it is Monday.
  const east = (at: number) => { const moved = new Date(at + 3_600_000); return { getDay: () => moved.getUTCDay(), getHours: () => moved.getUTCHours() } as Date; };
  const heat = heatOf([{ ...quiet, date: "2026-03-01", hours }, { ...quiet, date: "2026-03-08", hours }], east);
  expect(heat[0]?.[0]).toBe(12);
  expect(heat[6]?.[1]).toBe(2);
  expect(heat.flat().reduce((sum, n) => sum + n, 0)).toBe(14);
});

test("the mean is over all responses, not over the days' means", () => {
  expect(meanResponse([{ ...quiet, responses: 1, responseSeconds: 100 }, { ...quiet, responses: 9, responseSeconds: 90 }])).toBe(19);
  expect(meanResponse([quiet])).toBeNull();
});
