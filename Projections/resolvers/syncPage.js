import { util } from '@aws-appsync/utils';

// syncOlder.js looks up in one batch what the page's events are about.
const BATCH_KEYS = 100;

// Cuts the page out of the segments; nothing is called.
export function request(ctx) {
  return { payload: null };
}

export function response(ctx) {
  ctx.stash.events = page(ctx.stash.segments, ctx.args.afterSeq, ctx.stash.limit);
  ctx.stash.segments = null;
  return null;
}

function page(segments, afterSeq, limit) {
  const events = [];
  const about = {};
  for (const segment of segments) {
    let seq = segment.s;
    for (const event of segment.e) {
      if (seq > afterSeq) {
        const body = JSON.parse(event.d);
        if (event.t === 'message.edited' || event.t === 'message.moderated') {
          about[`${body.messageSeq}`] = true;
        }
        if (event.t === 'message.moderated') {
          about[`${body.versionSeq}`] = true;
        }
        // A page of more ends early; "more" then says to ask on.
        if (events.length === limit || Object.keys(about).length > BATCH_KEYS) {
          return events;
        }
        events.push({
          seq,
          type: event.t,
          version: event.v,
          senderId: event.u,
          at: util.time.epochMilliSecondsToISO8601(event.m),
          commandId: event.c,
          body,
          sealed: event.x,
          owner: event.o ?? event.u,
        });
      }
      seq += 1;
    }
  }
  return events;
}
