using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language.Paths;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language.Reading;

/// <summary>Reads one state of any type.</summary>
internal sealed class StateReader(DefinitionReader groups, Func<string, string, ServicePattern, string?> refusesTask, bool isExpress, bool isDistributed)
{
    private static readonly string[] Durations = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

    private const int MaxSeconds = 99_999_999;

    private static readonly string[] Common = ["Type", "Comment", "QueryLanguage"];
    private static readonly string[] Data = [.. Common, "InputPath", "OutputPath"];
    private static readonly string[] Going = [.. Data, "Next", "End", "Assign"];
    private static readonly string[] Working = [.. Going, "ResultPath", "Parameters", "ResultSelector", "Retry", "Catch"];

    public State? Read(string name, Fields state)
    {
        var type = state.Text("Type", isRequired: true);
        DefinitionReader.RefuseJsonata(state);
        state.Text("Comment");
        State? read = type switch
        {
            "Pass" => Pass(name, state),
            "Task" => Task(name, state),
            "Choice" => Choice(name, state),
            "Wait" => Wait(name, state),
            "Succeed" => Succeed(name, state),
            "Fail" => Fail(name, state),
            "Parallel" => Parallel(name, state),
            "Map" => new MapReader(groups, isExpress, isDistributed, Working).Read(name, state),
            _ => null,
        };
        if (read is null)
        {
            if (type is not null) state.Refuse("Type", $"'{type}' is no type of state");
            return null;
        }
        return read with
        {
            Next = Next(type!, state),
            InputPath = state.DataPath("InputPath"),
            OutputPath = state.DataPath("OutputPath"),
            ResultPath = state.DataPath("ResultPath", isReference: true),
            Parameters = type == "Map" ? null : state.Template("Parameters"),
            ResultSelector = state.Template("ResultSelector", mustBeObject: true),
            Assign = state.Assign(),
            Retry = FailureReader.Retry(state),
            Catch = FailureReader.Catch(state),
        };
    }

    private static string? Next(string type, Fields state)
    {
        if (type is "Choice" or "Succeed" or "Fail") return null;
        var next = state.Text("Next");
        var end = state.Boolean("End");
        if (next is null && end is not true) state.Refuse("", "A state must have 'Next', or 'End': true");
        if (next is not null && end is true) state.Refuse("End", "'Next' and 'End' can not both be given");
        return next;
    }

    private static PassState Pass(string name, Fields state)
    {
        state.Only([.. Going, "ResultPath", "Parameters", "Result"]);
        return new PassState(name, state["Result"]?.DeepClone(), state.Has("Result"));
    }

    private TaskState Task(string name, Fields state)
    {
        state.Only([.. Working, "Resource", "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Credentials"]);
        var resource = state.Text("Resource", isRequired: true) ?? "";
        var timeout = state.Amount("TimeoutSeconds", 1, MaxSeconds);
        var heartbeat = state.Amount("HeartbeatSeconds", 1, MaxSeconds);
        if (heartbeat?.Value is { } beat && beat >= (timeout?.Value ?? (timeout is null ? 60 : MaxSeconds)))
            state.Refuse("HeartbeatSeconds", "'HeartbeatSeconds' must be less than 'TimeoutSeconds' (60 where it is not given)");
        if (resource.Length == 0) return new TaskState(name, resource, "", "", ServicePattern.RequestResponse, timeout, heartbeat);
        if (ResourceName.Parse(resource) is not { } named)
        {
            state.Refuse("Resource", $"The resource provided {resource} is not recognized. It is a function's ARN, or arn:aws:states:::service:action, optionally .sync, .sync:2 or .waitForTaskToken");
            return new TaskState(name, resource, "", "", ServicePattern.RequestResponse, timeout, heartbeat);
        }
        if (isExpress && named.Pattern is not ServicePattern.RequestResponse)
            state.Refuse("Resource", "Express state machines do not support '.sync' and '.waitForTaskToken' service integrations");
        if (refusesTask(named.Service, named.Api, named.Pattern) is { } why) state.Refuse("Resource", $"The resource provided {resource} is not recognized. {why}");
        return new TaskState(name, resource, named.Service, named.Api, named.Pattern, timeout, heartbeat);
    }

    private static ChoiceState Choice(string name, Fields state)
    {
        state.Only([.. Data, "Choices", "Default", "Assign"]);
        return new ChoiceState(name, [.. state.Objects("Choices", isRequired: true).Select(ChoiceReader.Rule)], state.Text("Default"));
    }

    private static WaitState Wait(string name, Fields state)
    {
        state.Only([.. Going, "Seconds", "SecondsPath", "Timestamp", "TimestampPath"]);
        if (Durations.Count(state.Has) != 1) state.Refuse("", "A Wait state has one of 'Seconds', 'SecondsPath', 'Timestamp' and 'TimestampPath'");
        DateTimeOffset? until = null;
        if (state.Text("Timestamp") is { } text)
        {
            if (Timestamps.TryParse(text, out var parsed)) until = parsed;
            else state.Refuse("Timestamp", $"'{text}' is not a timestamp like 2016-03-14T01:59:00Z");
        }
        Amount? seconds = null;
        if (state.Path("SecondsPath") is { } path) seconds = new Amount(null, path, "SecondsPath");
        else if (state.Number("Seconds", 0, MaxSeconds) is { } value) seconds = new Amount(value, null, "Seconds");
        return new WaitState(name, seconds, until, state.Path("TimestampPath"));
    }

    private static SucceedState Succeed(string name, Fields state)
    {
        state.Only(Data);
        return new SucceedState(name);
    }

    private static FailState Fail(string name, Fields state)
    {
        state.Only([.. Common, "Error", "ErrorPath", "Cause", "CausePath"]);
        state.NotBoth("Error", "ErrorPath");
        state.NotBoth("Cause", "CausePath");
        return new FailState(name, state.Text("Error"), state.Expression("ErrorPath"), state.Text("Cause"), state.Expression("CausePath"));
    }

    private ParallelState Parallel(string name, Fields state)
    {
        state.Only([.. Working, "Branches"]);
        return new ParallelState(name, [.. state.Objects("Branches", isRequired: true).Select(branch =>
        {
            branch.Only("StartAt", "States", "Comment", "QueryLanguage");
            DefinitionReader.RefuseJsonata(branch);
            return groups.Group(branch, isDistributed);
        })]);
    }
}
