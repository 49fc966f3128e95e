// The answer is put together from what the functions found: the events without the texts that are not for the caller.
export function request(ctx) {
  return {};
}

export function response(ctx) {
  const { conversationId, afterSeq } = ctx.args;
  const events = ctx.stash.events ?? [];
  const seq = events.length > 0 ? events[events.length - 1].seq : afterSeq;
  // The log may have grown since its tail was read.
  const headSeq = ctx.stash.headSeq < seq && ctx.stash.status === 'recovered' ? seq : ctx.stash.headSeq;
  return {
    conversationId,
    status: ctx.stash.status,
    events: events.map((event) => (isWithheld(event, ctx) ? withoutText(event) : event)),
    seq,
    headSeq,
    more: ctx.stash.status === 'recovered' && seq < headSeq,
  };
}

function isWithheld(event, ctx) {
  const { body } = event;
  if (event.type === 'message.sent') {
    return isGone(event.seq, event.seq, ctx) || isHeldFrom(event, ctx);
  }
  if (event.type === 'message.edited') {
    return isGone(body.messageSeq, event.seq, ctx) || isHeldFrom(event, ctx);
  }
  // An approval brings the text, unless the message was deleted or the version removed after all.
  return event.type === 'message.moderated' && typeof body.text === 'string' && isGone(body.messageSeq, body.versionSeq, ctx);
}

// Others get it with the event that approves it.
function isHeldFrom(event, ctx) {
  return event.body.held === true && event.senderId !== ctx.identity.sub;
}

function isGone(messageSeq, versionSeq, ctx) {
  return (ctx.stash.deleted ?? []).indexOf(withheldKey(messageSeq)) >= 0
    || (ctx.stash.removed ?? []).indexOf(withheldKey(versionSeq)) >= 0;
}

function withoutText(event) {
  return { ...event, body: { ...event.body, text: null } };
}

function withheldKey(seq) {
  return `x#${`0000000000${seq}`.slice(-10)}`;
}
