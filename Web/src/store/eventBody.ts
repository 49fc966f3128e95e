import type { ChatEvent, ConversationKind, MemberRole } from "./model";

/**
 * The bodies this page understands, under their stored names (Contracts/Events/EventTypes.cs). A text is null where `sync` knows that the message
 * is deleted by now.
 */
export type EventBody =
  | { readonly type: "conversation.created"; readonly kind: ConversationKind; readonly title?: string }
  | { readonly type: "member.added"; readonly userId: string; readonly name: string; readonly role: MemberRole }
  | { readonly type: "member.removed"; readonly userId: string }
  | { readonly type: "message.sent"; readonly text: string | null; readonly replyTo?: number }
  | { readonly type: "message.edited"; readonly messageSeq: number; readonly text: string | null }
  | { readonly type: "message.deleted"; readonly messageSeq: number };

const understood: Readonly<Record<EventBody["type"], number>> = {
  "conversation.created": 1,
  "member.added": 1,
  "member.removed": 1,
  "message.sent": 1,
  "message.edited": 1,
  "message.deleted": 1,
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
