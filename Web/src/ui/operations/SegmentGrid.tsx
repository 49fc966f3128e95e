import type { Segment } from "../../store/operations";
import { count } from "./format";

const words: Readonly<Record<Segment["state"], string>> = { Done: "through", Working: "under way", Waiting: "not begun" };

/** Each scan segment of the phase: eight are worked on at once. */
export function SegmentGrid({ segments }: { readonly segments: readonly Segment[] }) {
  if (segments.length === 0) return null;
  const having = (state: Segment["state"]) => segments.filter((s) => s.state === state).length;
  return (
    <figure className="segments">
      <figcaption>
        <b>{having("Done")} of {segments.length}</b> segments {words.Done}{having("Working") > 0 && `, ${having("Working")} ${words.Working}`}
      </figcaption>
      <ul aria-hidden="true" data-many={segments.length > 64 || undefined}>
        {segments.map((s) => (
          <li key={s.segment} data-state={s.state} title={`Segment ${s.segment}: ${words[s.state]}, ${count(s.events)} events, ${count(s.rows)} rows`} />
        ))}
      </ul>
    </figure>
  );
}
