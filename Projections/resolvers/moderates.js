import { util } from '@aws-appsync/utils';
import * as ddb from '@aws-appsync/utils/dynamodb';

// Who may moderate: the pool's moderators everywhere, an owner the own conversation, but nobody a conversation of two in which both are owners.
// The aliases of the read models that the field's next steps read come with the same read.
const READS = {
  moderationQueue: ['moderation', 'conversation'],
  conversationAnalytics: ['analytics', 'conversation'],
  analyticsDays: ['days'],
  auditTrail: ['audit', 'users'],
};

export function request(ctx) {
  const { conversationId } = ctx.args;
  const aliases = reads(ctx).map((projection) => ({ pk: 'alias', sk: projection }));
  const own = conversationId
    ? [
        { pk: `c#${conversationId}`, sk: '#' },
        { pk: `c#${conversationId}`, sk: `m#${ctx.identity.sub}` },
      ]
    : [];
  return ddb.batchGet({ tables: { '__STATE_TABLE__': { keys: own.concat(aliases), consistentRead: true } } });
}

export function response(ctx) {
  if (ctx.error || (ctx.result.unprocessedKeys?.['__STATE_TABLE__'] ?? []).length > 0) {
    util.error('Your membership could not be read; ask again.', 'Busy');
  }
  const { conversationId } = ctx.args;
  const rows = ctx.result.data['__STATE_TABLE__'];
  const [conversation, member] = conversationId ? rows : [];
  const aliases = conversationId ? rows.slice(2) : rows;
  const moderator = (ctx.identity.groups ?? []).indexOf('moderators') >= 0;
  if (!moderator && !conversationId) {
    util.error('Only moderators see all conversations.', 'NotAllowed');
  }
  if (conversationId && (!conversation || (!moderator && !member))) {
    // The same answer whether the conversation does not exist or is not yours.
    util.error('There is no such conversation.', 'NotFound', null, { field: 'conversationId' });
  }
  if (!moderator && (member.role !== 'Owner' || conversation.kind === 'Direct')) {
    util.error('Only owners of the conversation and moderators may see this.', 'NotAllowed');
  }
  reads(ctx).forEach((projection, i) => {
    ctx.stash[projection] = `${projection}@${aliases[i]?.g ?? 1}`;
  });
  ctx.stash.policy = conversation?.policy;
  ctx.stash.log = `m#${conversationId}`;
  return null;
}

function reads(ctx) {
  // DynamoDB refuses a read of no key.
  return READS[ctx.info.fieldName] ?? ['moderation'];
}
