using System.Text.Json.Nodes;

namespace EventChat.UnitTests.StepFunctions;

/// <summary>A machine of all state types, decided by dice. Its data is always an object with <c>x</c> and <c>l</c>.</summary>
internal sealed class RandomMachine(Random dice)
{
    private const int MaxDepth = 2;

    private int _named;

    public JsonObject Group(int depth = 0)
    {
        var names = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => $"S{_named++}").ToList();
        var states = new JsonObject();
        for (var i = 0; i < names.Count; i++) states[names[i]] = State(names[i], i + 1 < names.Count ? names[i + 1] : null, depth);
        return new JsonObject { ["StartAt"] = names[0], ["States"] = states };
    }

    private JsonObject State(string name, string? next, int depth)
    {
        var state = dice.Next(depth < MaxDepth ? 10 : 7) switch
        {
            0 => new JsonObject { ["Type"] = "Pass", ["Result"] = name, ["ResultPath"] = $"$.{name}", ["Assign"] = new JsonObject { ["v.$"] = "$" } },
            1 => new JsonObject { ["Type"] = "Wait", ["Seconds"] = dice.Next(0, 100) },
            2 when next is not null => new JsonObject
            {
                ["Type"] = "Choice", ["Default"] = next,
                ["Choices"] = new JsonArray(new JsonObject { ["Variable"] = "$.x", ["NumericLessThan"] = dice.Next(4), ["Next"] = next }),
            },
            2 => new JsonObject { ["Type"] = dice.Next(3) == 0 ? "Fail" : "Succeed" },
            7 => new JsonObject { ["Type"] = "Parallel", ["Branches"] = new JsonArray([.. Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Group(depth + 1))]), ["ResultPath"] = $"$.{name}" },
            8 or 9 => Map(name, depth),
            _ => Work(name),
        };
        if ((string?)state["Type"] is "Choice" or "Succeed" or "Fail") return state;
        if (next is null) state["End"] = true;
        else state["Next"] = next;
        if (next is not null && state["Type"]!.GetValue<string>() is "Task" or "Map" or "Parallel" && dice.Next(2) == 0)
            state["Catch"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("States.ALL"), ["ResultPath"] = $"$.caught{name}", ["Next"] = next });
        return state;
    }

    private JsonObject Map(string name, int depth) => new()
    {
        ["Type"] = "Map", ["ItemsPath"] = "$.l", ["MaxConcurrency"] = dice.Next(3), ["ItemProcessor"] = Group(depth + 1), ["ResultPath"] = $"$.{name}",
        ["ItemSelector"] = new JsonObject { ["x.$"] = "$$.Map.Item.Value", ["l"] = new JsonArray(1, 2) },
    };

    /// <summary>A function that is well, fails always, or fails at its first attempt, or a task that is called back.</summary>
    private JsonObject Work(string name)
    {
        var parameters = new JsonObject { ["name"] = name, ["x.$"] = "$.x", ["n.$"] = "$$.State.RetryCount" };
        var function = dice.Next(8) switch { 0 => "bad", 1 or 2 => "flaky", _ => "well" };
        var work = new JsonObject { ["Type"] = "Task", ["Resource"] = $"arn:aws:lambda:us-east-1:000000000000:function:{function}", ["Parameters"] = parameters, ["ResultPath"] = $"$.{name}" };
        if (function == "flaky" || dice.Next(3) == 0)
            work["Retry"] = new JsonArray(new JsonObject { ["ErrorEquals"] = new JsonArray("Boom"), ["IntervalSeconds"] = dice.Next(1, 5), ["MaxAttempts"] = dice.Next(1, 3) });
        return work;
    }
}
