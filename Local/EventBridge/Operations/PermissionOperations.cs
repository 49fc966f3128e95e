using System.Text.Json;
using System.Text.Json.Nodes;
using EventChat.Local.EventBridge.State;

namespace EventChat.Local.EventBridge.Operations;

/// <summary>A bus's policy: kept and shown, not enforced, as every caller on this machine is the account's owner.</summary>
internal sealed class PermissionOperations(BusStore store)
{
    public IEnumerable<Operation> All => [new("PutPermission", Put), new("RemovePermission", Remove)];

    public static JsonObject? Policy(EventBus bus) => bus.Statements.Count == 0
        ? null
        : new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = bus.Statements.DeepClone() };

    private JsonObject? Put(EventsRequest request)
    {
        var bus = store.Contents.Bus(request.Text("EventBusName", 256));
        var statements = (JsonArray)bus.Statements.DeepClone();
        if (request.Text("Policy") is { } policy) statements = Statements(policy);
        else Replace(statements, Statement(request, bus));
        request.Done();
        Set(bus, statements);
        return null;
    }

    private JsonObject? Remove(EventsRequest request)
    {
        var bus = store.Contents.Bus(request.Text("EventBusName", 256));
        var all = request.Flag("RemoveAllPermissions");
        var id = request.Text("StatementId", 64);
        request.Done();
        var kept = new JsonArray([.. bus.Statements.Where(statement => !all && statement?["Sid"]?.ToString() != id).Select(statement => statement?.DeepClone())]);
        if (!all && kept.Count == bus.Statements.Count) throw EventsException.NotFound($"Statement with the provided id does not exist.");
        Set(bus, kept);
        return null;
    }

    private void Set(EventBus bus, JsonArray statements) =>
        store.Change(contents => contents with { Buses = contents.Buses.With(bus.Name, contents.Bus(bus.Name) with { Statements = statements }) });

    private static void Replace(JsonArray statements, JsonObject statement)
    {
        for (var i = statements.Count - 1; i >= 0; i--)
            if (statements[i]?["Sid"]?.ToString() == statement["Sid"]!.ToString()) statements.RemoveAt(i);
        statements.Add(statement);
    }

    private static JsonObject Statement(EventsRequest request, EventBus bus)
    {
        var principal = request.Required("Principal", 12);
        var statement = new JsonObject
        {
            ["Sid"] = request.Required("StatementId", 64),
            ["Effect"] = "Allow",
            ["Principal"] = principal is "*" ? "*" : new JsonObject { ["AWS"] = $"arn:aws:iam::{principal}:root" },
            ["Action"] = request.Required("Action", 64),
            ["Resource"] = bus.Arn,
        };
        if (request.Block("Condition") is { } condition)
            statement["Condition"] = new JsonObject { [condition.Required("Type")] = new JsonObject { [condition.Required("Key")] = condition.Required("Value") } };
        return statement;
    }

    private static JsonArray Statements(string policy)
    {
        try
        {
            return JsonNode.Parse(policy)?["Statement"] switch
            {
                JsonArray many => (JsonArray)many.DeepClone(),
                JsonObject one => [one.DeepClone()],
                _ => throw EventsException.Invalid("The policy has no Statement."),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw EventsException.Invalid("The policy is no JSON object.");
        }
    }
}
