import { useId } from "react";
import type { AnalyticsDay } from "../../store/audit";
import { dayText } from "./words";

type Props = {
  readonly title: string;
  readonly days: readonly AnalyticsDay[];
  readonly value: (day: AnalyticsDay) => number;
  readonly text: (value: number) => string;
  readonly hint?: string;
  readonly tone?: "danger";
};

/** A bar a day. The same figures are in the table below the charts; to a screen reader this is one picture with its gist. */
export function DayBars({ title, days, value, text, hint, tone }: Props) {
  const id = useId();
  const values = days.map(value);
  const most = Math.max(...values);
  const busiest = days[values.indexOf(most)];
  const gist = most === 0 || busiest === undefined ? "Nothing in this period." : `At most ${text(most)}, on ${dayText(busiest.date)}.`;
  return (
    <figure className="chart" data-tone={tone} aria-labelledby={id}>
      <figcaption id={id}><b>{title}</b> <span className="quiet">{gist}</span></figcaption>
      <svg viewBox={`0 0 ${days.length} 100`} preserveAspectRatio="none" role="img" aria-label={`${title} by day. ${gist}`}>
        <line x1="0" x2={days.length} y1="100" y2="100" className="base" />
        {days.map((day, i) => {
          const height = most === 0 ? 0 : ((values[i] ?? 0) / most) * 96;
          return (
            <g key={day.date} className="day">
              <title>{`${dayText(day.date)}: ${text(values[i] ?? 0)}`}</title>
              <rect x={i} y="0" width="1" height="100" className="hit" />
              <rect x={i + 0.12} y={100 - height} width="0.76" height={height} className="bar" />
            </g>
          );
        })}
      </svg>
      <p className="axis"><span>{dayText(days[0]?.date ?? "")}</span><span>{dayText(days.at(-1)?.date ?? "")}</span></p>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </figure>
  );
}
