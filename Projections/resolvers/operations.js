import { util } from '@aws-appsync/utils';

// What operators ask for. The function says who they are, as it records what they do.
export function request(ctx) {
  return {
    operation: 'Invoke',
    payload: { arguments: ctx.args, identity: ctx.identity, info: { fieldName: ctx.info.fieldName } },
  };
}

export function response(ctx) {
  if (ctx.error) {
    // The function broke, and its words are for its log. Whether it did what it was asked, the record of operators' acts tells.
    util.error('The operation failed; look at what came of it before you try again.', ctx.error.type);
  }
  const { refusal } = ctx.result;
  if (refusal) {
    util.error(refusal.message, refusal.type, null, refusal.info);
  }
  return ctx.result.data;
}
