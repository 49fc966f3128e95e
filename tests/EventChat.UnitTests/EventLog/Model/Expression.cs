using System.Globalization;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using Item = System.Collections.Generic.Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>;

namespace EventChat.UnitTests.EventLog.Model;

/// <summary>
/// Evaluates the expressions that the event log and the read models really send: condition, key condition and update expressions,
/// with the operators named below. Anything else throws, so the model can not agree by accident.
/// </summary>
internal sealed partial class Expression
{
    private readonly List<string> _tokens;
    private readonly IReadOnlyDictionary<string, AttributeValue> _values;
    private int _at;

    private Expression(string text, IReadOnlyDictionary<string, AttributeValue>? values, IReadOnlyDictionary<string, string>? names = null)
    {
        foreach (var (alias, name) in names ?? new Dictionary<string, string>()) text = text.Replace(alias, name, StringComparison.Ordinal);
        _tokens = [.. Token().Matches(text).Select(m => m.Value)];
        _values = values ?? new Item();
    }

    public static bool Holds(string? condition, IReadOnlyDictionary<string, AttributeValue>? values, Item? item)
    {
        if (condition is null) return true;
        var expression = new Expression(condition, values);
        var holds = expression.Or(item ?? []);
        expression.End();
        return holds;
    }

    /// <summary>The item after the update; every right side sees the item before it.</summary>
    public static (Item After, Item Changed) Update(
        string update, IReadOnlyDictionary<string, AttributeValue>? values, Item before, IReadOnlyDictionary<string, string>? names = null)
    {
        var expression = new Expression(update, values, names);
        var changed = new Item();
        List<string> removed = [];
        while (expression._at < expression._tokens.Count)
        {
            var clause = expression.Next();
            do
            {
                var name = expression.Next();
                switch (clause)
                {
                    case "SET":
                        expression.Expect("=");
                        changed[name] = expression.Sum(before);
                        break;
                    case "ADD":
                        changed[name] = Add(before.GetValueOrDefault(name), expression.Operand(before)!);
                        break;
                    case "REMOVE":
                        removed.Add(name);
                        break;
                    case "DELETE":
                        var left = (before.GetValueOrDefault(name)?.NS ?? []).Except(expression.Operand(before)!.NS).ToList();
                        if (left.Count == 0) removed.Add(name);
                        else changed[name] = new() { NS = left };
                        break;
                    default:
                        throw new NotSupportedException($"The model knows no {clause}.");
                }
            }
            while (expression.Accept(","));
        }
        var after = new Item(before);
        foreach (var (path, value) in changed) Parent(after, path, out var name)[name] = value;
        foreach (var path in removed) Parent(after, path, out var name).Remove(name);
        return (after, changed);
    }

    /// <summary>The map that the last name of a path lies in, copied: a stored item is never changed.</summary>
    private static Item Parent(Item item, string path, out string name)
    {
        var names = path.Split('.');
        name = names[^1];
        foreach (var outer in names[..^1])
        {
            var inner = new Item(item.GetValueOrDefault(outer)?.M ?? throw new NotSupportedException($"{path} leads nowhere."));
            item[outer] = new() { M = inner };
            item = inner;
        }
        return item;
    }

    private static AttributeValue? Find(Item item, string path)
    {
        var names = path.Split('.');
        foreach (var outer in names[..^1]) item = item.GetValueOrDefault(outer)?.M ?? [];
        return item.GetValueOrDefault(names[^1]);
    }

    private bool Or(Item item)
    {
        var holds = And(item);
        while (Accept("OR")) holds |= And(item);
        return holds;
    }

    private bool And(Item item)
    {
        var holds = Not(item);
        while (Accept("AND")) holds &= Not(item);
        return holds;
    }

    private bool Not(Item item) => Accept("NOT") ? !Not(item) : Primary(item);

    private bool Primary(Item item)
    {
        if (Accept("(")) return Closed(Or(item));
        switch (_tokens[_at])
        {
            case "attribute_not_exists": return !Exists(item);
            case "attribute_exists": return Exists(item);
            case "contains":
                _at += 2;
                var list = Operand(item);
                Expect(",");
                var sought = Operand(item);
                return Closed(list?.L?.Any(element => Compare(element, sought) == 0) ?? false);
            case "begins_with":
                _at += 2;
                var text = Operand(item);
                Expect(",");
                var start = Operand(item);
                return Closed(text?.S?.StartsWith(start!.S, StringComparison.Ordinal) ?? false);
        }
        var left = Operand(item);
        var comparison = Next();
        var right = Operand(item);
        if (comparison == "BETWEEN")
        {
            Expect("AND");
            var upper = Operand(item);
            return left is not null && Compare(left, right) >= 0 && Compare(left, upper) <= 0;
        }
        // A comparison with something that is not there is false, whatever it is.
        return left is not null && right is not null && Compare(left, right) is { } order && comparison switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            "=" => order == 0,
            ">=" => order >= 0,
            ">" => order > 0,
            "<>" => order != 0,
            _ => throw new NotSupportedException($"The model knows no {comparison}."),
        };
    }

    private bool Exists(Item item)
    {
        _at += 2;
        return Closed(Find(item, Next()) is not null);
    }

    private AttributeValue Sum(Item item)
    {
        var value = Operand(item) ?? throw new NotSupportedException("A missing attribute in SET.");
        return Accept("+") ? Add(value, Operand(item)!) : value;
    }

    private AttributeValue? Operand(Item item)
    {
        switch (Next())
        {
            case "list_append":
                Expect("(");
                var first = Operand(item)!;
                Expect(",");
                var second = Operand(item)!;
                Expect(")");
                return new() { L = [.. first.L ?? [], .. second.L ?? []] };
            case "if_not_exists":
                Expect("(");
                var name = Next();
                Expect(",");
                var otherwise = Operand(item);
                Expect(")");
                return Find(item, name) ?? otherwise;
            case ['#', ..]:
                throw new NotSupportedException("The model knows no aliases.");
            case [':', ..] placeholder:
                return _values[placeholder];
            case var attribute:
                return Find(item, attribute);
        }
    }

    private static AttributeValue Add(AttributeValue? left, AttributeValue right) => right.NS is { Count: > 0 } set
        ? new() { NS = [.. (left?.NS ?? []).Union(set)] }
        : new() { N = (Number(left?.N ?? "0") + Number(right.N)).ToString(CultureInfo.InvariantCulture) };

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Null when the types differ: then nothing holds but inequality, which is not used.</summary>
    private static int? Compare(AttributeValue? left, AttributeValue? right) => (left, right) switch
    {
        ({ N: { } a }, { N: { } b }) => Number(a).CompareTo(Number(b)),
        ({ S: { } a }, { S: { } b }) => string.CompareOrdinal(a, b),
        ({ B: { } a }, { B: { } b }) => a.ToArray().AsSpan().SequenceCompareTo(b.ToArray()),
        _ => null,
    };

    private bool Closed(bool value)
    {
        Expect(")");
        return value;
    }

    private string Next() => _tokens[_at++];

    private bool Accept(string token)
    {
        if (_at >= _tokens.Count || _tokens[_at] != token) return false;
        _at++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Accept(token)) throw new NotSupportedException($"Expected {token} at {string.Join(' ', _tokens.Skip(_at))}.");
    }

    private void End()
    {
        if (_at != _tokens.Count) throw new NotSupportedException($"Left over: {string.Join(' ', _tokens.Skip(_at))}.");
    }

    [GeneratedRegex(@"<=|>=|<>|[()=<>+,]|[:#]?[A-Za-z_][A-Za-z0-9_.]*")]
    private static partial Regex Token();
}
