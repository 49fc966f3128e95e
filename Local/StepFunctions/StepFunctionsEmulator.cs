using EventChat.Local.Stack;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Integrations;
using EventChat.Local.StepFunctions.Service;
using EventChat.Local.StepFunctions.Storage;
using EventChat.Local.Usage;
using EventChat.Local.Wire;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.StepFunctions;

/// <summary>AWS Step Functions on this machine: what the host plugs in where.</summary>
public sealed class StepFunctionsEmulator : IAsyncDisposable
{
    private readonly ExecutionRunner _runner;
    private readonly ExecutionIndex _index;
    private readonly StandardExecutions _standard;
    private readonly ExpressExecutions _express;
    private readonly ExpressJournal _journal;
    private readonly StatusChanges _changes;
    private readonly TaskTokens _tokens;

    /// <param name="folder">Machines, executions and their histories. A host that keeps nothing gives one that it deletes.</param>
    /// <param name="objects">What a Distributed Map reads and writes.</param>
    public StepFunctionsEmulator(
        string folder, StateLanguage language, TaskServices services, IMapObjects objects, IRequestSignature signature, TimeProvider time, ILogger log)
    {
        var texts = new DefinitionTexts(Path.Combine(folder, "definitions"));
        var files = new ExecutionFiles(Path.Combine(folder, "executions"));
        var nested = new NestedExecutions();
        var tasks = new TaskRunner(services, nested);
        var machines = new StateMachines(new MachineFiles(Path.Combine(folder, "machines")), texts, language, tasks);
        var tokens = TaskTokens.Open(Path.Combine(folder, "token.key"));
        _runner = new ExecutionRunner(language, time, log);
        _index = new ExecutionIndex(Path.Combine(folder, "executions.jsonl"), files, time);
        _changes = new StatusChanges(time, log);
        _standard = new StandardExecutions(machines, _index, files, _runner, _changes, time, log);
        _journal = new ExpressJournal(Path.Combine(folder, "express.jsonl"));
        _express = new ExpressExecutions(machines, _runner, _journal, time, log);
        var mapRuns = new MapRuns(Path.Combine(folder, "mapruns"), machines, files, _runner, time, services.Permissions);
        nested.Connect(machines, _standard, _express);
        _runner.Ports = new ExecutionPorts(tasks, tokens, mapRuns, objects, time, Random.Shared);
        _tokens = tokens;
        Service = new StepFunctionsService(
            [
                .. new StateMachineOperations(machines, _standard, time).All,
                .. new ExecutionOperations(machines, _standard, _express, mapRuns, time).All,
                new HistoryOperation(_standard).Operation,
                .. new TaskReports(tokens, _standard, _runner, time).All,
                .. new MapRunOperations(mapRuns, _standard).All,
                new TestStateOperation(machines, _runner, time).Operation,
                .. new Tags(machines).All,
            ],
            signature, time);
        Provider = new Deployment.StateMachineProvider(machines, time);
        Routes = new ExecutionRoutes(_standard, _express, machines);
    }

    public IWireService Service { get; }

    public IResourceProvider Provider { get; }

    public IHttpRoutes Routes { get; }

    /// <summary>For EventBridge's default bus. Raised while an execution's start or end is being recorded: hand it on, do not work here.</summary>
    public event Action<ExecutionStatusChange>? StatusChanged
    {
        add => _changes.Changed += value;
        remove => _changes.Changed -= value;
    }

    /// <summary>Whose task a token is; null if it is none.</summary>
    public string? ExecutionOf(string taskToken)
    {
        try
        {
            return _tokens.ExecutionOf(taskToken);
        }
        catch (StepFunctionsException)
        {
            return null;
        }
    }

    /// <summary>Counts what AWS would bill for executions.</summary>
    public void Bill(UsageMeter usage) => _runner.Finished += execution =>
    {
        if (execution.Snapshot() is { Events: [.., var last] } ended) usage.Add(ended.Start, ended.Events, last.Time);
    };

    /// <summary>Lets executions of an earlier run of the host go on, once what they call is deployed.</summary>
    public void Resume()
    {
        _standard.ResumeAll();
        _express.ResumeAll();
    }

    /// <summary>Nothing is recorded: what runs goes on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        _index.Dispose();
        _journal.Dispose();
    }
}
