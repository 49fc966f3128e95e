using System.Text.Json.Nodes;
using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Storage;

namespace EventChat.Local.StepFunctions.Service;

internal sealed class StateMachineOperations(StateMachines machines, StandardExecutions executions, TimeProvider time)
{
    /// <summary>Characters of a definition, and of a role's ARN.</summary>
    private const int MaxDefinition = 1_048_576, MaxRole = 256;

    public IEnumerable<Operation> All =>
    [
        Operation.Of("CreateStateMachine", "name definition roleArn type loggingConfiguration tracingConfiguration encryptionConfiguration publish tags", Create),
        Operation.Of("UpdateStateMachine", "stateMachineArn definition roleArn loggingConfiguration tracingConfiguration encryptionConfiguration publish", Update),
        Operation.Of("DescribeStateMachine", "stateMachineArn includedData", request =>
            Views.Machine(machines.Require(request.Arn("stateMachineArn")), WithData(request))),
        Operation.Of("DescribeStateMachineForExecution", "executionArn includedData", DescribeForExecution),
        Operation.Of("ListStateMachines", "maxResults nextToken", request =>
            Paging.Page(request, "stateMachines", machines.All.OrderBy(m => m.Arn, StringComparer.Ordinal), m => m.Arn, Views.MachineItem)),
        Operation.Of("DeleteStateMachine", "stateMachineArn", Delete),
        Operation.Of("ValidateStateMachineDefinition", "definition type severity maxResults", Validate),
    ];

    internal static bool WithData(Request request) => request.OneOf("includedData", "ALL_DATA", "METADATA_ONLY") is not "METADATA_ONLY";

    private JsonObject Create(Request request)
    {
        RefuseVersions(request);
        var name = Arns.CheckName(request.Required("name"));
        var definition = request.Required("definition", MaxDefinition);
        var type = TypeOf(request);
        var tags = Tags.Read(request);
        var created = new StateMachine(
            name, Arns.Machine(name), type, Role(request.Required("roleArn", MaxRole)), definition, time.GetUtcNow(), time.GetUtcNow(), Views.Initial,
            Configurations.Logging(request) ?? StateMachines.DefaultLogging(), Configurations.Tracing(request) ?? StateMachines.DefaultTracing(), tags);
        machines.Check(definition, type);
        var machine = machines.Change(created.Arn, before => before switch
        {
            null => created,
            { Deleting: true } => throw new StepFunctionsException("StateMachineDeleting", $"State Machine is being deleted: '{before.Arn}'"),
            // The role and the tags do not tell one machine from another, on AWS as here.
            _ when before.Definition == definition && before.Type == type && Same(before, created) => before,
            _ => throw new StepFunctionsException("StateMachineAlreadyExists", $"State Machine Already Exists: '{before.Arn}'"),
        });
        return new() { ["stateMachineArn"] = machine.Arn, ["creationDate"] = Views.Time(machine.CreatedAt) };
    }

    private JsonObject Update(Request request)
    {
        RefuseVersions(request);
        var arn = request.Arn("stateMachineArn");
        var before = machines.RequireActive(arn);
        var (definition, role) = (request.Text("definition", 1, MaxDefinition), request.Text("roleArn", 1, MaxRole));
        var (logging, tracing) = (Configurations.Logging(request), Configurations.Tracing(request));
        if (definition is null && role is null && logging is null && tracing is null)
            throw new StepFunctionsException("MissingRequiredParameter", "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified");
        if (definition is not null) machines.Check(definition, before.Type);
        if (role is not null) Role(role);
        var now = time.GetUtcNow();
        var machine = machines.Change(arn, found => found is null ? throw StepFunctionsException.NoMachine(arn) : found with
        {
            Definition = definition ?? found.Definition, RoleArn = role ?? found.RoleArn, Logging = logging ?? found.Logging,
            Tracing = tracing ?? found.Tracing, UpdatedAt = now, RevisionId = Guid.NewGuid().ToString(),
        });
        return new() { ["updateDate"] = Views.Time(now), ["revisionId"] = machine.RevisionId };
    }

    private JsonObject DescribeForExecution(Request request)
    {
        var start = executions.Describe(request.Arn("executionArn")).Start;
        var machine = machines.Find(start.MachineArn);
        var view = new JsonObject
        {
            ["stateMachineArn"] = start.MachineArn, ["name"] = start.MachineName,
            ["definition"] = WithData(request) ? machines.Text(start.Definition) : "", ["roleArn"] = start.RoleArn,
            ["updateDate"] = Views.Time(machine?.UpdatedAt ?? start.StartTime),
            ["loggingConfiguration"] = (machine?.Logging ?? StateMachines.DefaultLogging()).DeepClone(),
            ["tracingConfiguration"] = (machine?.Tracing ?? StateMachines.DefaultTracing()).DeepClone(),
        };
        if (start.MapRunArn is not null) (view["mapRunArn"], view["label"]) = (start.MapRunArn, start.Label);
        return view;
    }

    private JsonObject Delete(Request request)
    {
        var arn = Arns.CheckMachine(request.Arn("stateMachineArn"));
        // Idempotent: one that is not there is deleted.
        if (machines.Find(arn) is null) return [];
        executions.Delete(machines.Change(arn, found => found is null ? throw StepFunctionsException.NoMachine(arn) : found with { Deleting = true }));
        return [];
    }

    private JsonObject Validate(Request request)
    {
        var most = (int)(request.Integer("maxResults", 0, 100) is { } given and > 0 ? given : 100);
        var all = machines.Diagnose(request.Required("definition", MaxDefinition), TypeOf(request)).Diagnostics;
        var errorsOnly = request.OneOf("severity", "ERROR", "WARNING") is not "WARNING";
        var shown = all.Where(d => !errorsOnly || d.Severity == "ERROR").ToList();
        return new()
        {
            ["result"] = all.Any(d => d.Severity == "ERROR") ? "FAIL" : "OK",
            ["diagnostics"] = new JsonArray([.. shown.Take(most).Select(d => new JsonObject
            {
                ["severity"] = d.Severity, ["code"] = d.Code, ["message"] = d.Message, ["location"] = d.Location,
            })]),
            ["truncated"] = shown.Count > most,
        };
    }

    private static ExecutionType TypeOf(Request request) =>
        request.OneOf("type", "STANDARD", "EXPRESS") is "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard;

    private static bool Same(StateMachine one, StateMachine other) =>
        JsonNode.DeepEquals(one.Logging, other.Logging) && JsonNode.DeepEquals(one.Tracing, other.Tracing);

    private static string Role(string arn) => arn.StartsWith("arn:", StringComparison.Ordinal) && arn.Split(':').Length >= 6 ? arn : throw StepFunctionsException.InvalidArn(arn);

    private static void RefuseVersions(Request request)
    {
        if (request.Flag("publish")) throw StepFunctionsException.Validation("publish: versions of state machines are not emulated.");
        if (request.Block("encryptionConfiguration") is { } encryption && encryption["type"]?.ToString() is not "AWS_OWNED_KEY")
            throw StepFunctionsException.Validation("encryptionConfiguration: only AWS_OWNED_KEY is emulated; nothing is encrypted here.");
    }
}
