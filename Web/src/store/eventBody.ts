import type { ChatEvent, ConversationKind, MemberRole, ReasonClass, Verdict } from "./model";

/**
 * The bodies this page understands, under their stored names (Contracts/Events/EventTypes.cs). A text is null where others may not see it: with `held` it
 * waits for approval and comes with the event that approves it, otherwise it is deleted or removed by now.
 */
export type EventBody =
  | { readonly type: "conversation.created"; readonly kind: ConversationKind; readonly title?: string }
  | { readonly type: "member.added"; readonly userId: string; readonly name: string; readonly role: MemberRole }
  | { readonly type: "member.removed"; readonly userId: string }
  | { readonly type: "message.sent"; readonly text: string | null; readonly replyTo?: number; readonly mentions?: readonly string[]; readonly held?: boolean }
  | { readonly type: "message.edited"; readonly messageSeq: number; readonly text: string | null; readonly held?: boolean }
  | { readonly type: "message.deleted"; readonly messageSeq: number }
  | ({ readonly type: "message.moderated" } & Moderated);

/** `shown`: members saw the version until now. A version approved that they had not been shown brings its text, unless that is gone by now. */
export type Moderated = {
  readonly messageSeq: number;
  readonly versionSeq: number;
  readonly verdict: Verdict;
  readonly shown: boolean;
  readonly reason?: ReasonClass;
  readonly text?: string | null;
};

const understood: Readonly<Record<EventBody["type"], number>> = {
  "conversation.created": 1,
  "member.added": 1,
  "member.removed": 1,
  "message.sent": 1,
  "message.edited": 1,
  "message.deleted": 1,
  "message.moderated": 1,
};

/** Null for a name or version this page does not know: such an event only moves the cursor. */
export function readBody(event: ChatEvent): EventBody | null {
  if (understood[event.type as EventBody["type"]] !== event.version) return null;
  try {
    const body: unknown = JSON.parse(event.body);
    return typeof body === "object" && body !== null ? ({ ...body, type: event.type } as EventBody) : null;
  } catch {
    return null;
  }
}
