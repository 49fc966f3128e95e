import { useState } from "react";
import { newCommandId } from "../../store/commandId";
import { Dialog } from "../Dialog";
import { Select } from "../Select";
import { useAction } from "../useAction";
import { useSession } from "../useSession";

const durations = [["1", "1 hour"], ["24", "1 day"], ["168", "1 week"], ["720", "30 days"], ["0", "Lift the mute"]] as const;

type Props = { readonly conversationId: string; readonly userId: string; readonly name: string };

export function AuthorActions({ conversationId, userId, name }: Props) {
  const { api } = useSession();
  const { busy, failure, run } = useAction();
  const [dialog, setDialog] = useState<"mute" | "ban" | null>(null);
  const [hours, setHours] = useState<(typeof durations)[number][0]>("24");
  const [done, setDone] = useState("");

  const act = (words: string, action: () => Promise<unknown>) =>
    run(async () => {
      await action();
      setDialog(null);
      setDone(words);
    });
  const command = () => ({ commandId: newCommandId(), conversationId, userId });
  const mute = () => {
    const until = hours === "0" ? {} : { until: new Date(Date.now() + Number(hours) * 3_600_000).toISOString() };
    return act(hours === "0" ? `${name} may write again.` : `${name} is muted.`, () => api.muteMember({ ...command(), ...until }));
  };

  return (
    <div className="author-actions">
      <button className="link" onClick={() => setDialog("mute")}>Mute {name}…</button>
      <button className="link danger-text" onClick={() => setDialog("ban")}>Ban {name}…</button>
      <button className="link" disabled={busy} onClick={() => void act(`${name} may be added again.`, () => api.unbanMember(command()))}>Lift a ban</button>
      <span role="status" className="quiet">{done}</span>
      {dialog === null && <p className="failure" role="alert">{failure}</p>}
      {dialog && (
        <Dialog title={dialog === "mute" ? `Mute ${name}?` : `Ban ${name}?`} onClose={() => setDialog(null)}>
          {dialog === "mute"
            ? <Select label="For how long" options={durations} value={hours} onChange={setHours} hint="Reads, but can not write here." data-initial-focus />
            : <p className="quiet">{name} leaves the conversation and can not be added again until the ban is lifted.</p>}
          <p className="failure" role="alert">{failure}</p>
          <div className="dialog-actions">
            <button className="button plain" onClick={() => setDialog(null)}>Cancel</button>
            {dialog === "mute"
              ? <button className="button" disabled={busy} onClick={() => void mute()}>{hours === "0" ? "Lift" : "Mute"}</button>
              : <button className="button danger" disabled={busy} onClick={() => void act(`${name} is banned.`, () => api.banMember(command()))}>Ban</button>}
          </div>
        </Dialog>
      )}
    </div>
  );
}
