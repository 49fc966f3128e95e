import type { FindingRule } from "../../store/moderation";
import { Field } from "../Field";
import { Select } from "../Select";
import { TextArea } from "../TextArea";
import type { PolicyPart } from "./PolicyEditor";

const rules: readonly (readonly [FindingRule, string])[] = [["Allow", "Allow"], ["Review", "A person looks"], ["Remove", "Remove"]];

export function LinksAndLimits({ policy, change }: PolicyPart) {
  return (
    <fieldset className="group">
      <legend>Rules</legend>
      <div className="pair">
        <Select label="Links" options={rules} value={policy.links} onChange={(links) => change({ links })} />
        <Select label="Personal data" options={rules} value={policy.pii} onChange={(pii) => change({ pii })} hint={policy.pii === "Allow" ? "" : "Costs a call of Comprehend for every message."} />
      </div>
      {policy.links !== "Allow" && (
        <TextArea
          label="Allowed domains" hint="One a line; their subdomains are allowed, too." rows={2} value={policy.allowedDomains.join("\n")}
          onChange={(e) => change({ allowedDomains: e.target.value.split(/[\s,]+/).filter((d, i, all) => d !== "" || i === all.length - 1) })}
          onBlur={() => change({ allowedDomains: policy.allowedDomains.filter((d) => d !== "") })}
        />
      )}
      <div className="pair">
        <Field
          label="Flood: messages in 10 s" type="number" min={0} max={1_000} value={policy.floodMessages} hint="Of one author; 0: no bound."
          onChange={(e) => change({ floodMessages: e.target.valueAsNumber || 0 })}
        />
        <Field
          label="Equal messages" type="number" min={0} max={20} value={policy.repeats} hint="Among the last 20; 0: no bound."
          onChange={(e) => change({ repeats: e.target.valueAsNumber || 0 })}
        />
      </div>
    </fieldset>
  );
}
