import type { ReactNode } from "react";

type Props = {
  readonly title: string;
  readonly note?: string | null;
  readonly failure: string | null;
  readonly busy: boolean;
  readonly submit: string;
  readonly onSubmit: (form: FormData) => void;
  readonly children: ReactNode;
  readonly footer: ReactNode;
};

export function AccountForm({ title, note, failure, busy, submit, onSubmit, children, footer }: Props) {
  return (
    <form className="form" onSubmit={(event) => { event.preventDefault(); onSubmit(new FormData(event.currentTarget)); }}>
      <h1>{title}</h1>
      {note && <p className="note">{note}</p>}
      {children}
      {/* Always there, so that a screen reader hears its content change. */}
      <p className="failure" role="alert">{failure}</p>
      <button className="button" disabled={busy}>{busy ? "One moment…" : submit}</button>
      <div className="form-foot">{footer}</div>
    </form>
  );
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
