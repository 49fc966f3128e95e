import { useEffect, useState } from "react";
import type { Head } from "../../store/head";
import type { Member } from "../../store/model";
import { Avatar } from "../Avatar";
import { Dialog } from "../Dialog";
import { Field } from "../Field";
import { IconButton } from "../Icon";
import { textOf } from "../account/AccountForm";
import { useAction } from "../useAction";
import { useChatState, useStore } from "./useChat";

type Props = { readonly head: Head; readonly onClose: () => void; readonly onLeft: () => void };

export function MembersDialog({ head, onClose, onLeft }: Props) {
  const store = useStore();
  const { me } = useChatState();
  const { busy, failure, run } = useAction();
  const [members, setMembers] = useState<readonly Member[] | null>(null);
  const id = head.conversationId;
  const owner = members?.find((m) => m.userId === me.userId)?.role === "Owner";
  const open = head.kind !== "Direct";

  useEffect(() => {
    void store.members(id).then(setMembers, () => undefined);
  }, [store, id, head.memberCount]);

  const add = (form: HTMLFormElement) =>
    run(async () => {
      await store.addMember(id, textOf(new FormData(form), "name").trim());
      form.reset();
    });
  const leave = () =>
    run(async () => {
      await store.removeMember(id, me.userId);
      onLeft();
    });

  return (
    <Dialog title="Members" onClose={onClose}>
      <ul className="members">
        {(members ?? []).map((m) => (
          <li key={m.userId}>
            <Avatar id={m.userId} name={m.name} />
            <span className="member-name">{m.name}{m.userId === me.userId && <span className="quiet"> (you)</span>}</span>
            {m.role === "Owner" && <span className="tag">Owner</span>}
            {owner && open && m.userId !== me.userId && (
              <IconButton
                icon="close" label={`Remove ${m.name}`} disabled={busy} onClick={() => void run(() => store.removeMember(id, m.userId))}
              />
            )}
          </li>
        ))}
      </ul>
      {members === null && <p className="quiet">Reading the members…</p>}
      {members !== null && members.length < head.memberCount && (
        <p className="quiet">and {(head.memberCount - members.length).toLocaleString("en")} more</p>
      )}
      {open && (
        <form className="add-member" onSubmit={(event) => { event.preventDefault(); void add(event.currentTarget); }}>
          <Field name="name" label="Add someone" placeholder="User name" required />
          <button className="button small" disabled={busy}>Add</button>
        </form>
      )}
      <p className="failure" role="alert">{failure}</p>
      {open && <button className="button plain danger-text" disabled={busy} onClick={() => void leave()}>Leave conversation</button>}
    </Dialog>
  );
}
