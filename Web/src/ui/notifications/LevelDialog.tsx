import { useState } from "react";
import type { Level } from "../../store/notifications";
import { Dialog } from "../Dialog";
import { Select } from "../Select";
import { useAction } from "../useAction";
import { usePreferences } from "./usePreferences";

type Choice = Level | "Default";

const choices: readonly (readonly [Choice, string])[] = [
  ["Default", "As everywhere else"], ["All", "All messages"], ["Mentions", "Mentions and replies"], ["None", "Nothing"],
];

type Props = { readonly conversationId: string; readonly title: string; readonly onClose: () => void };

/** What of one conversation a person is told of. */
export function LevelDialog({ conversationId, title, onClose }: Props) {
  const { preferences, failure: unread, save } = usePreferences();
  const { busy, failure, run } = useAction();
  const known = preferences?.conversations.find((c) => c.conversationId === conversationId);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [muteHours, setMuteHours] = useState("0");

  const apply = () =>
    run(async () => {
      const others = (preferences?.conversations ?? []).filter((c) => c.conversationId !== conversationId).map(clean);
      const level = choice ?? known?.level ?? "Default";
      const mutedUntil = muteHours === "0" ? {} : { mutedUntil: new Date(Date.now() + Number(muteHours) * 3_600_000).toISOString() };
      const own = level === "Default" && muteHours === "0" ? [] : [{ conversationId, level: level === "Default" ? (preferences?.level ?? "All") : level, ...mutedUntil }];
      await save({ conversations: [...others, ...own] });
      onClose();
    });

  return (
    <Dialog title="Notifications" onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void apply(); }}>
        <p className="quiet">{title}</p>
        {preferences === null ? <p role={unread === null ? "status" : "alert"}>{unread ?? "Reading…"}</p> : (
          <>
            <Select label="Tell me about" options={choices} value={choice ?? known?.level ?? "Default"} onChange={setChoice} data-initial-focus />
            <Select
              label="Mute for a while" options={[["0", "Not muted"], ["1", "1 hour"], ["8", "8 hours"], ["24", "24 hours"], ["168", "A week"]]}
              value={muteHours} onChange={setMuteHours} hint={mutedHint(known?.mutedUntil)}
            />
          </>
        )}
        <p className="failure" role="alert">{failure}</p>
        <button className="button" disabled={busy || preferences === null}>{busy ? "One moment…" : "Save"}</button>
      </form>
    </Dialog>
  );
}

function clean({ conversationId, level, mutedUntil }: { readonly conversationId: string; readonly level: Level; readonly mutedUntil?: string | null }) {
  return mutedUntil == null ? { conversationId, level } : { conversationId, level, mutedUntil };
}

function mutedHint(until: string | null | undefined): string {
  const muted = until != null && Date.parse(until) > Date.now();
  return muted ? `Muted until ${new Date(until).toLocaleString()}; saving replaces that.` : "Then not even mentions.";
}
