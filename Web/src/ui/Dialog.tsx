import { useLayoutEffect, useId, useRef, type ReactNode } from "react";
import { IconButton } from "./Icon";

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode };

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal();
      // The browser would choose the first button, and React's autoFocus comes too early: a closed dialog has no focus to give.
      dialog.querySelector<HTMLElement>("[data-initial-focus]")?.focus();
    }
    // While it is still in the page: only then the focus goes back to where it was.
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={heading}
      onCancel={(event) => { event.preventDefault(); onClose(); }}
      onClick={(event) => { if (event.target === event.currentTarget) onClose(); }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        {children}
      </div>
    </dialog>
  );
}
