import { util } from '@aws-appsync/utils';

// The first function of every query: arguments are refused before anything is read. Bounds as in Contracts/Limits.cs.
const PAGE_ROWS = 100;
const DEFAULT_PAGE_ROWS = 50;
const INBOX_ROWS = 300;
const SYNC_EVENTS = 200;
const NAME_CHARACTERS = 64;
const ID_CHARACTERS = 64;
const ANALYTICS_DAYS = 92;
const DAY_MILLISECONDS = 86400000;

export function request(ctx) {
  const { conversationId, userId, name, limit, nextToken, afterSeq, messageSeq } = ctx.args;
  // These page through a log, the others through rows.
  const sync = ctx.info.fieldName === 'sync' || ctx.info.fieldName === 'moderationLog';
  const inbox = ctx.info.fieldName === 'inbox';
  const pageRows = inbox ? INBOX_ROWS : PAGE_ROWS;
  const most = sync ? SYNC_EVENTS : pageRows;

  if (typeof conversationId === 'string' && !util.matches('^[A-Za-z0-9_-]{8,64}$', conversationId)) {
    refuse('conversationId is 8 to 64 characters of A-Z a-z 0-9 _ -.', 'conversationId', ID_CHARACTERS, 'characters');
  }
  if (typeof userId === 'string' && !util.matches('^[A-Za-z0-9_-]{1,64}$', userId)) {
    refuse('userId is 1 to 64 characters of A-Z a-z 0-9 _ -.', 'userId', ID_CHARACTERS, 'characters');
  }
  if (typeof name === 'string' && (name.length < 1 || name.length > NAME_CHARACTERS)) {
    refuse(`name is 1 to ${NAME_CHARACTERS} characters.`, 'name', NAME_CHARACTERS, 'characters');
  }
  if (typeof limit === 'number' && (limit < 1 || limit > most)) {
    refuse(`limit is 1 to ${most}.`, 'limit', most, sync ? 'events' : 'rows');
  }
  if (nextToken === '') {
    refuse('nextToken is what an earlier page gave, or absent.', 'nextToken');
  }
  if (typeof afterSeq === 'number' && afterSeq < 0) {
    refuse('afterSeq is 0 or more.', 'afterSeq', 0, 'events');
  }
  if (typeof messageSeq === 'number' && messageSeq < 1) {
    refuse('messageSeq is 1 or more.', 'messageSeq', 1, 'seq');
  }
  span(ctx);

  ctx.stash.limit = limit ?? (sync || inbox ? most : DEFAULT_PAGE_ROWS);
  return { payload: null };
}

export function response(ctx) {
  return ctx.result;
}

// from and to: whole days (UTC) in analyticsDays, moments elsewhere. Both belong to the span.
function span(ctx) {
  const { from, to } = ctx.args;
  const days = ctx.info.fieldName === 'analyticsDays';
  if (days && !(util.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}$', from) && util.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}$', to))) {
    refuse('from and to are days without a time zone: they are of UTC.', 'from');
  }
  ctx.stash.from = from ? util.time.parseISO8601ToEpochMilliSeconds(days ? `${from}T00:00:00.000Z` : from) : null;
  ctx.stash.to = to ? util.time.parseISO8601ToEpochMilliSeconds(days ? `${to}T00:00:00.000Z` : to) : null;
  if (from && to && ctx.stash.from > ctx.stash.to) {
    refuse('from is not after to.', 'from');
  }
  if (days && (ctx.stash.to - ctx.stash.from) / DAY_MILLISECONDS >= ANALYTICS_DAYS) {
    refuse(`from and to are at most ${ANALYTICS_DAYS} days.`, 'to', ANALYTICS_DAYS, 'days');
  }
}

function refuse(message, field, limit, unit) {
  util.error(message, 'InvalidArgument', null, { field, limit, unit });
}
