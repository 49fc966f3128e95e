import { useEffect, useState } from "react";
import type { Accounts } from "../../accounts/accounts";
import type { ChatStore } from "../../store/chatStore";
import { Announcer } from "./Announcer";
import { Conversation } from "./Conversation";
import { NewConversation } from "./NewConversation";
import { Sidebar } from "./Sidebar";
import { ChatContext, useOpenConversation } from "./useChat";

type Props = { readonly store: ChatStore; readonly accounts: Accounts };

export function ChatPage({ store, accounts }: Props) {
  const [openId, setOpenId] = useOpenConversation();
  const [starting, setStarting] = useState(false);

  useEffect(() => {
    if (openId === null) void store.open(null);
  }, [store, openId]);

  const signOut = async () => {
    await accounts.signOut().catch(() => undefined);
    // A fresh page: nothing of the person's stays in memory.
    location.replace(location.pathname);
  };

  return (
    <ChatContext value={store}>
      <div className="chat" data-pane={openId === null ? "list" : "conversation"}>
        <a className="skip" href="#composer" onClick={(e) => { e.preventDefault(); document.getElementById("composer")?.focus(); }}>
          Skip to the message field
        </a>
        <Sidebar openId={openId} onOpen={setOpenId} onNew={() => setStarting(true)} onSignOut={() => void signOut()} />
        <main className="stage">
          {openId === null ? <Nothing /> : <Conversation key={openId} id={openId} onClose={() => setOpenId(null)} />}
        </main>
        <Announcer />
        {starting && (
          <NewConversation onClose={() => setStarting(false)} onStarted={(id) => { setStarting(false); setOpenId(id); }} />
        )}
      </div>
    </ChatContext>
  );
}

function Nothing() {
  return (
    <div className="nothing">
      <svg viewBox="0 0 120 132" aria-hidden="true" className="nothing-art">
        <path d="M28 4v124" className="rail" />
        {[22, 66, 110].map((y, i) => (
          <g key={y}>
            <circle cx="28" cy={y} r="6" className={i === 2 ? "event latest" : "event"} />
            <rect x="48" y={y - 11} width={[62, 44, 54][i]} height="22" rx="11" className="words" />
          </g>
        ))}
      </svg>
      <p>Choose a conversation, or start a new one.</p>
    </div>
  );
}
