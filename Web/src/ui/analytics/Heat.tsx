const weekdays = Array.from({ length: 7 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)));
const short = new Intl.DateTimeFormat(undefined, { weekday: "short", timeZone: "UTC" });

/** When people write, by weekday and hour of the reader's clock: a table whose cells are shaded, and numbers to those who do not see the shades. */
export function Heat({ rows }: { readonly rows: readonly (readonly number[])[] }) {
  const most = Math.max(1, ...rows.flat());
  return (
    <section className="chart heat" aria-labelledby="heat-title">
      <h2 id="heat-title">When people write</h2>
      <div className="heat-scroll" tabIndex={0} role="region" aria-labelledby="heat-title">
        <table>
          <thead>
            <tr>
              <td />
              {Array.from({ length: 24 }, (_, hour) => <th key={hour} scope="col"><span data-shown={hour % 3 === 0 || undefined}>{hour}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, weekday) => {
              const name = short.format(weekdays[weekday]);
              return (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {row.map((count, hour) => (
                    <td key={hour} title={`${name} ${hour}:00: ${count}`} style={{ "--heat": `${Math.round(Math.sqrt(count / most) * 100)}%` } as React.CSSProperties}>
                      <span className="visually-hidden">{count}</span>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="hint">Hours of your clock. The fullest one has {most.toLocaleString()} {most === 1 ? "message" : "messages"}.</p>
    </section>
  );
}
