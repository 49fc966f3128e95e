import { useState } from "react";
import type { PreferenceInput } from "../../store/notifications";
import { useAction } from "../useAction";

const hours = [1, 8, 24] as const;

type Props = { readonly until: string | null; readonly save: (change: PreferenceInput) => Promise<unknown> };

/** Takes effect at once: one wants quiet now. */
export function Snooze({ until: initial, save }: Props) {
  const [until, setUntil] = useState(initial);
  const { busy, failure, run } = useAction();
  const active = until !== null && Date.parse(until) > Date.now();

  const set = (next: string | null) =>
    run(async () => {
      await save({ snoozedUntil: next });
      setUntil(next);
    });

  return (
    <div className="field">
      <span className="label" id="snooze">Snooze everything</span>
      <div className="pills" role="group" aria-labelledby="snooze">
        {hours.map((h) => (
          <button
            key={h} type="button" className="button small plain" disabled={busy}
            onClick={() => void set(new Date(Date.now() + h * 3_600_000).toISOString())}
          >
            {h} h
          </button>
        ))}
        {active && <button type="button" className="button small" disabled={busy} onClick={() => void set(null)}>Wake up</button>}
      </div>
      <p className="hint" role="status">
        {active ? `Until ${new Date(until).toLocaleString(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" })}: only the list here is written.` : ""}
      </p>
      <p className="failure" role="alert">{failure}</p>
    </div>
  );
}
