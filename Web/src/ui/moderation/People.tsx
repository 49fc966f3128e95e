import { Field } from "../Field";
import { Select } from "../Select";
import type { PolicyPart } from "./PolicyEditor";

/** Who decides, by when, and what happens when nobody does. */
export function People({ policy, change }: PolicyPart) {
  return (
    <fieldset className="group">
      <legend>People and deadlines</legend>
      <div className="pair">
        <Select
          label="Moderators that must agree" options={[["1", "One"], ["2", "Two"]]} value={policy.reviewers === 2 ? "2" : "1"}
          onChange={(n) => change({ reviewers: Number(n) })}
        />
        <Field
          label="Hours to decide" type="number" min={0.1} max={720} step="any" value={Math.round((policy.reviewMinutes / 60) * 100) / 100}
          onChange={(e) => change({ reviewMinutes: Math.min(43_200, Math.max(1, Math.round((e.target.valueAsNumber || 0) * 60))) })}
        />
      </div>
      <div className="pair">
        <Select
          label="When nobody decides" options={[["Approved", "Approve it"], ["Removed", "Remove it"]]} value={policy.onDeadline}
          onChange={(onDeadline) => change({ onDeadline })}
        />
        <Select
          label="When Comprehend is down" options={[["Open", "The rules suffice"], ["Closed", "A person decides"]]} value={policy.outage}
          onChange={(outage) => change({ outage })}
        />
      </div>
    </fieldset>
  );
}
