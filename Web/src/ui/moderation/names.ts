import { nameOf, titleOf } from "../chat/names";
import { useChatState } from "../chat/useChat";

/** A moderator need not be a member: of others' conversations the review tells what it can, or only ids are known. */
export function usePlaceNames() {
  const { rooms, me } = useChatState();
  const short = (id: string) => (id.length > 12 ? `${id.slice(0, 8)}…` : id);
  return {
    me: me.userId,
    title: (conversationId: string, told: string | null = null) => {
      const room = rooms.get(conversationId);
      return room === undefined ? (told ?? `Conversation ${short(conversationId)}`) : titleOf(room.head, me.userId);
    },
    person: (conversationId: string, userId: string, told: string | null = null) => {
      if (userId === me.userId) return "You";
      if (userId === "system") return "The rules";
      const members = rooms.get(conversationId)?.head.members;
      return members?.has(userId) ? nameOf(members, userId) : (told ?? short(userId));
    },
  };
}

/** "in 46 min", "14 min ago". */
export function distance(at: string, now: number): string {
  const minutes = Math.round((Date.parse(at) - now) / 60_000);
  const size = Math.abs(minutes);
  const [count, unit] = size < 60 ? [size, "min"] : size < 2_880 ? [Math.round(size / 60), "h"] : [Math.round(size / 1_440), "days"];
  if (count === 0) return "now";
  return minutes > 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}
