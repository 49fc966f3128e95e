// '@aws-appsync/utils/dynamodb' as AppSync offers it: objects in, request objects of the DynamoDB data source out.
import { util } from '@aws-appsync/utils';

const comparisons = { eq: '=', ne: '<>', le: '<=', lt: '<', ge: '>=', gt: '>' };
const types = {
  _null: 'NULL', string: 'S', stringSet: 'SS', number: 'N', numberSet: 'NS', binary: 'B', binarySet: 'BS', boolean: 'BOOL', list: 'L', map: 'M',
};

// Names and values of one expression; the prefix keeps the expressions of one request apart.
class Expression {
  constructor(prefix) {
    this.prefix = prefix;
    this.names = {};
    this.values = {};
    this.count = 0;
  }

  name(attribute) {
    const known = Object.keys(this.names).find((key) => this.names[key] === attribute);
    if (known) return known;
    this.count += 1;
    const name = `#${this.prefix}_${this.count}`;
    this.names[name] = attribute;
    return name;
  }

  path(dotted) {
    return dotted.split('.').map((part) => this.name(part)).join('.');
  }

  value(value) {
    this.count += 1;
    const name = `:${this.prefix}_${this.count}`;
    this.values[name] = util.dynamodb.toDynamoDB(value);
    return name;
  }

  finish(expression) {
    const made = { expression };
    if (Object.keys(this.names).length > 0) made.expressionNames = this.names;
    if (Object.keys(this.values).length > 0) made.expressionValues = this.values;
    return made;
  }
}

function condition(object, prefix) {
  if (object === undefined || object === null) return undefined;
  const expression = new Expression(prefix);
  return expression.finish(all(expression, object));
}

function all(expression, object) {
  const parts = [];
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined || value === null) continue;
    if (key === 'and' || key === 'or') {
      const terms = (Array.isArray(value) ? value : [value]).map((term) => `(${all(expression, term)})`);
      parts.push(terms.length === 1 ? terms[0] : `(${terms.join(` ${key} `)})`);
    } else if (key === 'not') {
      parts.push(`(not ${all(expression, value)})`);
    } else {
      for (const [operator, operand] of Object.entries(value)) {
        if (operand !== undefined && operand !== null) parts.push(compare(expression, expression.name(key), operator, operand));
      }
    }
  }
  if (parts.length === 0) util.error('A DynamoDB expression without a condition.', 'Code');
  return parts.join(' and ');
}

function compare(expression, name, operator, operand) {
  if (comparisons[operator]) return `${name} ${comparisons[operator]} ${expression.value(operand)}`;
  switch (operator) {
    case 'beginsWith': return `begins_with(${name}, ${expression.value(operand)})`;
    case 'between': return `${name} between ${expression.value(operand[0])} and ${expression.value(operand[1])}`;
    case 'in': return `${name} in (${operand.map((value) => expression.value(value)).join(', ')})`;
    case 'contains': return `contains(${name}, ${expression.value(operand)})`;
    case 'notContains': return `not contains(${name}, ${expression.value(operand)})`;
    case 'attributeExists': return operand ? `attribute_exists(${name})` : `attribute_not_exists(${name})`;
    case 'attributeType': return `attribute_type(${name}, ${expression.value(types[operand] ?? operand)})`;
    default: return util.error(`The operator ${operator} is not one of a DynamoDB expression.`, 'Code');
  }
}

function projection(attributes) {
  if (!attributes) return undefined;
  const expression = new Expression('p');
  return expression.finish(attributes.map((attribute) => expression.path(attribute)).join(', '));
}

const key = (values) => util.dynamodb.toMapValues(values);

// Undefined members would be there for nothing; null ones mean "not given".
function made(request) {
  for (const name of Object.keys(request)) {
    if (request[name] === undefined || request[name] === null) delete request[name];
  }
  return request;
}

export function get(input) {
  return made({ operation: 'GetItem', key: key(input.key), consistentRead: input.consistentRead, projection: projection(input.projection) });
}

export function query(input) {
  return made({
    operation: 'Query',
    query: condition(input.query, 'q'),
    filter: condition(input.filter, 'f'),
    index: input.index,
    limit: input.limit,
    nextToken: input.nextToken,
    scanIndexForward: input.scanIndexForward,
    consistentRead: input.consistentRead,
    select: input.select,
    projection: projection(input.projection),
  });
}

export function scan(input) {
  return made({
    operation: 'Scan',
    filter: condition(input.filter, 'f'),
    index: input.index,
    limit: input.limit,
    nextToken: input.nextToken,
    consistentRead: input.consistentRead,
    select: input.select,
    projection: projection(input.projection),
    totalSegments: input.totalSegments,
    segment: input.segment,
  });
}

export function put(input) {
  return made({
    operation: 'PutItem', key: key(input.key), attributeValues: util.dynamodb.toMapValues(input.item), condition: condition(input.condition, 'c'),
  });
}

export function remove(input) {
  return made({ operation: 'DeleteItem', key: key(input.key), condition: condition(input.condition, 'c') });
}

export function update(input) {
  return made({ operation: 'UpdateItem', key: key(input.key), update: changes(input.update), condition: condition(input.condition, 'c') });
}

function changes(object) {
  const expression = new Expression('u');
  const sets = [];
  const removes = [];
  walk(expression, object, [], sets, removes);
  const parts = [];
  if (sets.length > 0) parts.push(`SET ${sets.join(', ')}`);
  if (removes.length > 0) parts.push(`REMOVE ${removes.join(', ')}`);
  if (parts.length === 0) util.error('An update without a change.', 'Code');
  return expression.finish(parts.join(' '));
}

function walk(expression, object, parents, sets, removes) {
  for (const [attribute, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const path = [...parents, expression.name(attribute)];
    const name = path.join('.');
    const operation = value !== null && typeof value === 'object' ? value._type : undefined;
    if (operation === 'remove') removes.push(name);
    else if (operation) sets.push(change(expression, name, value));
    else if (hasOperation(value)) walk(expression, value, path, sets, removes);
    else sets.push(`${name} = ${expression.value(value)}`);
  }
}

const hasOperation = (value) => value !== null && typeof value === 'object' && !Array.isArray(value)
  && Object.values(value).some((member) => member !== null && typeof member === 'object' && (member._type || hasOperation(member)));

function change(expression, name, operation) {
  const { payload } = operation;
  switch (operation._type) {
    case 'add':
    case 'replace': return `${name} = ${expression.value(payload)}`;
    case 'increment': return `${name} = if_not_exists(${name}, ${expression.value(0)}) + ${expression.value(payload)}`;
    case 'decrement': return `${name} = if_not_exists(${name}, ${expression.value(0)}) - ${expression.value(payload)}`;
    case 'append': return `${name} = list_append(if_not_exists(${name}, ${expression.value([])}), ${expression.value(payload)})`;
    case 'prepend': return `${name} = list_append(${expression.value(payload)}, if_not_exists(${name}, ${expression.value([])}))`;
    case 'updateListItem': return `${name}[${operation.index}] = ${expression.value(payload)}`;
    default: return util.error(`The operation ${operation._type} is not one of an update.`, 'Code');
  }
}

export const operations = {
  add: (payload) => ({ _type: 'add', payload }),
  remove: () => ({ _type: 'remove' }),
  replace: (payload) => ({ _type: 'replace', payload }),
  increment: (by = 1) => ({ _type: 'increment', payload: by }),
  decrement: (by = 1) => ({ _type: 'decrement', payload: by }),
  append: (payload) => ({ _type: 'append', payload }),
  prepend: (payload) => ({ _type: 'prepend', payload }),
  updateListItem: (payload, index) => ({ _type: 'updateListItem', payload, index }),
};

const perTable = (tables, map) => Object.fromEntries(Object.entries(tables).map(([table, value]) => [table, map(value)]));

export function batchGet(input) {
  return {
    operation: 'BatchGetItem',
    tables: perTable(input.tables, (table) => made({
      keys: table.keys.map(key), consistentRead: table.consistentRead, projection: projection(table.projection),
    })),
  };
}

export function batchPut(input) {
  return { operation: 'BatchPutItem', tables: perTable(input.tables, (items) => items.map(key)) };
}

export function batchDelete(input) {
  return { operation: 'BatchDeleteItem', tables: perTable(input.tables, (keys) => keys.map(key)) };
}

export function transactGet(input) {
  return {
    operation: 'TransactGetItems',
    transactItems: input.items.map((item) => made({ table: item.table, key: key(item.key), projection: projection(item.projection) })),
  };
}

export function transactWrite(input) {
  return { operation: 'TransactWriteItems', transactItems: input.items.map((item) => write(item)) };
}

function write(item) {
  const one = (operation, of, more) => made({ table: of.table, operation, key: key(of.key), ...more, condition: checked(of.condition) });
  if (item.putItem) return one('PutItem', item.putItem, { attributeValues: util.dynamodb.toMapValues(item.putItem.item) });
  if (item.updateItem) return one('UpdateItem', item.updateItem, { update: changes(item.updateItem.update) });
  if (item.deleteItem) return one('DeleteItem', item.deleteItem, {});
  if (item.conditionCheck) return one('ConditionCheck', item.conditionCheck, {});
  return util.error('A transaction is made of putItem, updateItem, deleteItem and conditionCheck.', 'Code');
}

function checked(object) {
  const made = condition(object, 'c');
  return made && { ...made, returnValuesOnConditionCheckFailure: true };
}

export const toStringSet = (list) => util.dynamodb.toStringSet(list);
export const toNumberSet = (list) => util.dynamodb.toNumberSet(list);
export const toBinarySet = (list) => util.dynamodb.toBinarySet(list);

// util.transform, whose expressions are text.
export const transform = {
  toDynamoDBFilterExpression: (object) => JSON.stringify(condition(object, 'f')),
  toDynamoDBConditionExpression: (object) => JSON.stringify(condition(object, 'c')),
  toSubscriptionFilter: (object, ignored = [], rules = {}) => {
    const groups = (term) => {
      let result = [[]];
      for (const [name, value] of Object.entries(term ?? {})) {
        if (value === undefined || value === null || ignored.includes(name)) continue;
        let alternatives;
        if (name === 'or') alternatives = value.flatMap(groups);
        else if (name === 'and') alternatives = value.map(groups).reduce(cross, [[]]);
        else alternatives = [Object.entries(value).map(([operator, operand]) => ({ fieldName: name, operator, value: operand }))];
        result = cross(result, alternatives);
      }
      return result;
    };
    const cross = (left, right) => left.flatMap((a) => right.map((b) => [...a, ...b]));
    return { filterGroup: cross(groups(object), groups(rules)).map((filters) => ({ filters })) };
  },
};
