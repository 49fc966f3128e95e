import { useState } from "react";
import { Dialog } from "../Dialog";
import { Field } from "../Field";
import { textOf } from "../account/AccountForm";
import { useAction } from "../useAction";
import { useStore } from "./useChat";

type Props = { readonly onClose: () => void; readonly onStarted: (conversationId: string) => void };

export function NewConversation({ onClose, onStarted }: Props) {
  const store = useStore();
  const { busy, failure, run } = useAction();
  const [group, setGroup] = useState(false);

  const start = (form: FormData) =>
    run(async () => {
      const names = textOf(form, "names").split(/[,;\s]+/).filter((n) => n !== "");
      onStarted(await store.start(group ? names : names.slice(0, 1), group ? textOf(form, "title").trim() : null));
    });

  return (
    <Dialog title="New conversation" onClose={onClose}>
      <form className="form" onSubmit={(event) => { event.preventDefault(); void start(new FormData(event.currentTarget)); }}>
        <fieldset className="choice">
          <legend className="visually-hidden">Kind</legend>
          <label><input type="radio" name="kind" checked={!group} onChange={() => setGroup(false)} /><span>Direct</span></label>
          <label><input type="radio" name="kind" checked={group} onChange={() => setGroup(true)} /><span>Group</span></label>
        </fieldset>
        {group && <Field name="title" label="Title" maxLength={120} required autoFocus autoCapitalize="sentences" />}
        <Field
          key={group ? "many" : "one"} name="names" label={group ? "Members" : "With"} required data-initial-focus={!group || undefined}
          hint={group ? "User names, separated by commas. You are in it anyway." : "A user name."}
        />
        <p className="failure" role="alert">{failure}</p>
        <button className="button" disabled={busy}>{busy ? "One moment…" : "Start"}</button>
      </form>
    </Dialog>
  );
}
