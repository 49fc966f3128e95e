// The answer is put together from what the functions found: the events without the text of messages deleted by now.
export function request(ctx) {
  return {};
}

export function response(ctx) {
  const { conversationId, afterSeq } = ctx.args;
  const events = ctx.stash.events ?? [];
  const deleted = ctx.stash.deleted ?? [];
  const seq = events.length > 0 ? events[events.length - 1].seq : afterSeq;
  // The log may have grown since its tail was read.
  const headSeq = ctx.stash.headSeq < seq && ctx.stash.status === 'recovered' ? seq : ctx.stash.headSeq;
  return {
    conversationId,
    status: ctx.stash.status,
    events: events.map((event) => (isDeleted(event, deleted) ? withoutText(event) : event)),
    seq,
    headSeq,
    more: ctx.stash.status === 'recovered' && seq < headSeq,
  };
}

function isDeleted(event, deleted) {
  if (event.type === 'message.sent') {
    return deleted.indexOf(deletedKey(event.seq)) >= 0;
  }
  return event.type === 'message.edited' && deleted.indexOf(deletedKey(event.body.messageSeq)) >= 0;
}

function withoutText(event) {
  return { ...event, body: { ...event.body, text: null } };
}

function deletedKey(seq) {
  return `x#${`0000000000${seq}`.slice(-10)}`;
}
