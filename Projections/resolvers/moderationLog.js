import { util } from '@aws-appsync/utils';

// The page is cut out of the segments that syncStart.js and syncRead.js found. Bodies as they are: moderators see everything.
export function request(ctx) {
  return { payload: null };
}

export function response(ctx) {
  const { afterSeq } = ctx.args;
  const events = page(ctx.stash.segments, afterSeq, ctx.stash.limit + 1);
  const shown = events.slice(0, ctx.stash.limit);
  ctx.stash.events = shown;
  // reveal.js answers the page, its texts opened.
  ctx.stash.page = {
    events: shown,
    seq: shown.length > 0 ? shown[shown.length - 1].seq : afterSeq,
    more: events.length > shown.length || ctx.stash.moreSegments,
  };
  return null;
}

function page(segments, afterSeq, most) {
  const events = [];
  for (const segment of segments) {
    let seq = segment.s;
    for (const event of segment.e) {
      if (seq > afterSeq && events.length < most) {
        events.push({
          seq,
          type: event.t,
          version: event.v,
          senderId: event.u,
          at: util.time.epochMilliSecondsToISO8601(event.m),
          commandId: event.c,
          body: JSON.parse(event.d),
          sealed: event.x,
          owner: event.o ?? event.u,
        });
      }
      seq += 1;
    }
  }
  return events;
}
