import { Brand } from "../Brand";
import { Bell } from "../notifications/Bell";
import { Avatar } from "../Avatar";
import { IconButton } from "../Icon";
import { ConnectionStatus } from "./ConnectionStatus";
import { ConversationList } from "./ConversationList";
import { useChatState } from "./useChat";

type Props = {
  readonly openId: string | null;
  readonly onOpen: (id: string, seq?: number | null) => void;
  readonly onNew: () => void;
  readonly onSignOut: () => void;
  readonly onModerate: (() => void) | null;
  readonly onOperate: (() => void) | null;
};

export function Sidebar({ openId, onOpen, onNew, onSignOut, onModerate, onOperate }: Props) {
  const { me } = useChatState();
  return (
    <aside className="sidebar" aria-label="Conversations">
      <header className="sidebar-head">
        <Brand />
        <span className="sidebar-tools">
          {onModerate && <IconButton icon="shield" label="Moderation" onClick={onModerate} />}
          {onOperate && <IconButton icon="layers" label="Operations" onClick={onOperate} />}
          <Bell onOpen={onOpen} />
          <IconButton icon="add" label="New conversation" className="icon-button filled" onClick={onNew} />
        </span>
      </header>
      <ConversationList openId={openId} onOpen={onOpen} onNew={onNew} />
      <footer className="sidebar-foot">
        <Avatar id={me.userId} name={me.name} />
        <div className="sidebar-me">
          <b>{me.name}</b>
          <ConnectionStatus />
        </div>
        <IconButton icon="signOut" label="Sign out" onClick={onSignOut} />
      </footer>
    </aside>
  );
}
