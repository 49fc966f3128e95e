import { useState } from "react";
import { IconButton } from "../Icon";
import { AuditView } from "./AuditView";
import { BlocklistEditor } from "./BlocklistEditor";
import { usePlaceNames } from "./names";
import { PolicyEditor } from "./PolicyEditor";
import { QueueView } from "./QueueView";

type Tab = "queue" | "policy" | "blocklist" | "audit";

type Props = {
  /** One conversation, or all for moderators. */
  readonly of: string | null;
  readonly onOpen: (conversationId: string, seq: number | null) => void;
  readonly onClose: () => void;
};

export function DeskPage({ of, onOpen, onClose }: Props) {
  const { title } = usePlaceNames();
  const [tab, setTab] = useState<Tab>("queue");
  const tabs: readonly (readonly [Tab, string])[] = [
    ["queue", "Queue"], ...(of === null ? [] : [["policy", "Policy"] as const]), ["blocklist", of === null ? "Global blocklist" : "Blocklist"],
    ["audit", "Audit trail"],
  ];
  return (
    <section className="desk" aria-label="Moderation">
      <header className="conversation-head">
        <IconButton icon="back" label={of === null ? "All conversations" : "Back to the conversation"} className="icon-button back always" onClick={onClose} />
        <div className="conversation-title">
          <h1>Moderation</h1>
          <p>{of === null ? "All conversations" : title(of)}</p>
        </div>
      </header>
      <nav className="tabs" aria-label="Moderation">
        {tabs.map(([name, words]) => (
          <button key={name} className="tab" aria-current={tab === name ? "page" : undefined} onClick={() => setTab(name)}>{words}</button>
        ))}
      </nav>
      {tab === "queue" && <QueueView of={of} onOpen={onOpen} />}
      {tab === "policy" && of !== null && <PolicyEditor conversationId={of} />}
      {tab === "blocklist" && <BlocklistEditor conversationId={of} />}
      {tab === "audit" && <AuditView of={of} onOpen={onOpen} />}
    </section>
  );
}
