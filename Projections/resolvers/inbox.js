import { util } from '@aws-appsync/utils';

// Marks of a head's newest events, as in Conversations/RecentEvents.cs: messages that members are shown, by the place of their sender among the names.
const OF_NAMES = 'abcdefghijklmnopqrst';
const SHOWN = 'abcdefghijklmnopqrst*';
const NO_MESSAGE = '.';

export function request(ctx) {
  return { payload: null };
}

// The newest activity first. APPSYNC_JS sorts strings alone: so many digits of each time, and the id.
export function response(ctx) {
  const { entries } = ctx.stash;
  const keyed = {};
  for (const entry of entries) {
    keyed[`${digits(entry.head.last ? entry.head.last.at : entry.head.createdAt)}#${entry.row.conversationId}`] = entry;
  }
  const order = Object.keys(keyed);
  order.sort();
  order.reverse();
  return { items: order.map((key) => item(keyed[key], ctx)), nextToken: ctx.stash.nextToken };
}

function item(entry, ctx) {
  const { row, member, head } = entry;
  const readSeq = Math.max(member.r ?? 0, row.since);
  const marks = head.recent ?? '';
  const before = head.seq - marks.length;
  const [mine] = (head.memberNames ?? []).map((name, i) => (name.userId === ctx.identity.sub ? OF_NAMES.slice(i, i + 1) : '')).filter((letter) => letter !== '');
  const unread = marks.slice(Math.max(0, readSeq - before)).split('').filter((mark) => mark !== mine && SHOWN.indexOf(mark) >= 0);
  const older = (head.messages ?? 0) - marks.split('').filter((mark) => mark !== NO_MESSAGE).length;
  const mentions = (row.older ?? []).concat(row.mentions ?? []);
  const preference = (ctx.stash.preferences.conversations ?? []).find((own) => own.conversationId === row.conversationId);
  return {
    conversation: conversation(head, ctx),
    role: row.role,
    readSeq,
    unread: unread.length,
    unreadOrMore: readSeq < before && older > 0,
    unreadMentions: mentions.filter((seq) => seq > readSeq && (seq <= before || SHOWN.indexOf(marks.slice(seq - before - 1, seq - before)) >= 0)).length,
    level: preference?.level ?? ctx.stash.preferences.level,
    mutedUntil: preference?.mutedUntil,
  };
}

function digits(time) {
  return `000000000000000${time}`.slice(-15);
}

function conversation(head, ctx) {
  return {
    conversationId: head.conversationId,
    kind: head.kind,
    title: head.title,
    createdAt: util.time.epochMilliSecondsToISO8601(head.createdAt),
    memberCount: head.memberCount,
    memberNames: head.memberNames,
    seq: head.seq,
    lastMessage: head.last ? lastMessage(head, ctx) : null,
  };
}

function lastMessage(head, ctx) {
  return {
    conversationId: head.conversationId,
    seq: head.last.seq,
    messageId: head.last.messageId,
    senderId: head.last.senderId,
    at: util.time.epochMilliSecondsToISO8601(head.last.at),
    text: head.last.text,
    deleted: head.last.deleted ?? false,
    versionSeq: head.last.tv ?? head.last.seq,
    status: head.last.removedFor ? 'Removed' : null,
    reason: head.last.senderId === ctx.identity.sub ? head.last.removedFor : null,
  };
}
