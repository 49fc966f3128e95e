import { Brand } from "../Brand";
import { Avatar } from "../Avatar";
import { IconButton } from "../Icon";
import { ConnectionStatus } from "./ConnectionStatus";
import { ConversationList } from "./ConversationList";
import { useChatState } from "./useChat";

type Props = {
  readonly openId: string | null;
  readonly onOpen: (id: string) => void;
  readonly onNew: () => void;
  readonly onSignOut: () => void;
};

export function Sidebar({ openId, onOpen, onNew, onSignOut }: Props) {
  const { me } = useChatState();
  return (
    <aside className="sidebar" aria-label="Conversations">
      <header className="sidebar-head">
        <Brand />
        <IconButton icon="add" label="New conversation" onClick={onNew} />
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
