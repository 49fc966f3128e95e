import type { AnalyticsDay } from "../../store/audit";
import { secondsText } from "./words";

/** The charts' figures as a table: for screen readers, and for copying. */
export function DayTable({ days }: { readonly days: readonly AnalyticsDay[] }) {
  return (
    <details className="chart">
      <summary>All figures as a table</summary>
      <div className="audit-table" tabIndex={0} role="region" aria-label="Figures by day">
        <table>
          <thead>
            <tr>
              {["Day (UTC)", "Messages", "People", "Answers", "Mean time to an answer", "Edited", "Deleted", "Removed", "Toxic", "Reported"].map((name) => (
                <th key={name} scope="col">{name}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map((d) => (
              <tr key={d.date}>
                <th scope="row">{d.date}</th>
                {[d.messages, d.activeUsers, d.responses, d.responses === 0 ? "–" : secondsText(d.responseSeconds / d.responses), d.edits, d.deletions, d.removals, d.toxic, d.flags]
                  .map((value, i) => <td key={i} className="number">{value}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
