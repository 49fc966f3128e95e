import { useEffect, useState } from "react";
import { newCommandId } from "../../store/commandId";
import type { Policy } from "../../store/moderation";
import { asProblem, sentenceFor } from "../../store/problem";
import { Select } from "../Select";
import { useAction } from "../useAction";
import { useSession } from "../useSession";
import { LinksAndLimits } from "./LinksAndLimits";
import { People } from "./People";
import { Thresholds } from "./Thresholds";

export type PolicyPart = { readonly policy: Policy; readonly change: (part: Partial<Policy>) => void };

export function PolicyEditor({ conversationId }: { readonly conversationId: string }) {
  const { api } = useSession();
  const { busy, failure, run } = useAction();
  const [policy, setPolicy] = useState<Policy | null>(null);
  const [unread, setUnread] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  useEffect(() => {
    api.moderationPolicy(conversationId).then(setPolicy, (error: unknown) => setUnread(sentenceFor(asProblem(error))));
  }, [api, conversationId]);

  if (policy === null) return <p className="quiet desk-note" role={unread === null ? "status" : "alert"}>{unread ?? "Reading the policy…"}</p>;
  const change = (part: Partial<Policy>) => {
    setSaved(false);
    setPolicy({ ...policy, ...part });
  };
  const save = () =>
    run(async () => {
      await api.setModerationPolicy({ commandId: newCommandId(), conversationId, ...policy });
      setSaved(true);
    });

  return (
    <form className="policy form" onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Select
        label="Mode" value={policy.mode} onChange={(mode) => change({ mode })}
        options={[["Off", "Off"], ["Post", "Show at once, remove after"], ["Hold", "Hold until approved"]]}
        hint={modeHints[policy.mode]}
      />
      {policy.mode !== "Off" && (
        <>
          <Thresholds policy={policy} change={change} />
          <LinksAndLimits policy={policy} change={change} />
        </>
      )}
      <People policy={policy} change={change} />
      <p className="failure" role="alert">{failure}</p>
      <div className="dialog-actions">
        <span role="status" className="quiet">{saved ? "Saved." : ""}</span>
        <button className="button" disabled={busy}>{busy ? "One moment…" : "Save policy"}</button>
      </div>
    </form>
  );
}

const modeHints = {
  Off: "Only what members report is looked at.",
  Post: "Everybody sees a message at once; what is found is removed afterwards.",
  Hold: "Others see a message only once rules, Comprehend or a person have approved it.",
} as const;
