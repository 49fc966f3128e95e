import type { Message } from "../../store/model";
import { AppealDialog } from "./AppealDialog";
import { DeleteDialog } from "./DeleteDialog";
import { ReportDialog } from "./ReportDialog";
import { useStore } from "./useChat";

/** What one is asked about a message. */
export type Asked = { readonly about: "delete" | "report" | "appeal"; readonly message: Message };

type Props = { readonly asked: Asked; readonly onClose: () => void; readonly onDone: (words: string) => void };

export function MessageDialogs({ asked: { about, message }, onClose, onDone }: Props) {
  const store = useStore();
  switch (about) {
    case "report":
      return <ReportDialog message={message} onClose={onClose} onDone={onDone} />;
    case "appeal":
      return <AppealDialog message={message} onClose={onClose} onDone={onDone} />;
    case "delete":
      return (
        <DeleteDialog
          message={message} onClose={onClose}
          onDelete={() => {
            store.delete(message.conversationId, message.seq);
            onClose();
          }}
        />
      );
  }
}
