using EventChat.Local.StepFunctions.Execution;
using EventChat.Local.StepFunctions.Language.States;

namespace EventChat.Local.StepFunctions.Language.Reading;

internal sealed class MapReader(DefinitionReader groups, bool isExpress, bool isDistributed, string[] working)
{
    private static readonly System.Buffers.SearchValues<char> NotInLabels = System.Buffers.SearchValues.Create(" <>{}[]?*\"#%\\^|~`$&,;:/");

    private const int MaxCount = int.MaxValue;

    private static readonly string[] DistributedOnly =
    [
        "ToleratedFailurePercentage", "ToleratedFailurePercentagePath", "ToleratedFailureCount", "ToleratedFailureCountPath", "ItemReader", "ItemBatcher", "ResultWriter", "Label",
    ];

    public MapState? Read(string name, Fields state)
    {
        state.Only([.. working, "ItemProcessor", "Iterator", "ItemsPath", "ItemSelector", "MaxConcurrency", "MaxConcurrencyPath", .. DistributedOnly]);
        state.NotBoth("ItemProcessor", "Iterator");
        state.NotBoth("ItemSelector", "Parameters");
        var processor = state.Has("Iterator") ? state.Object("Iterator") : state.Object("ItemProcessor", isRequired: true);
        if (processor is null) return null;
        processor.Only("StartAt", "States", "ProcessorConfig", "Comment", "QueryLanguage");
        DefinitionReader.RefuseJsonata(processor);
        var config = processor.Object("ProcessorConfig");
        config?.Only("Mode", "ExecutionType");
        var mode = config?.Text("Mode") ?? "INLINE";
        if (mode is not ("INLINE" or "DISTRIBUTED")) config!.Refuse("Mode", "'Mode' must be INLINE or DISTRIBUTED");
        var isChildExecutions = mode == "DISTRIBUTED";
        var group = groups.Group(processor, isDistributed || isChildExecutions);
        var map = new MapState(
            name, group, state.Path("ItemsPath"), state.Template("ItemSelector") ?? state.Template("Parameters"), state.Amount("MaxConcurrency", 0, MaxCount));
        if (isChildExecutions) return map with { Distributed = Distributed(name, state, config!, processor, group) };
        foreach (var field in DistributedOnly.Where(state.Has)) state.Refuse(field, $"'{field}' needs a processor with the mode DISTRIBUTED");
        if (config?.Has("ExecutionType") is true) config.Refuse("ExecutionType", "'ExecutionType' needs the mode DISTRIBUTED");
        return map;
    }

    private DistributedMap Distributed(string name, Fields state, Fields config, Fields processor, StateGroup group)
    {
        if (isExpress) config.Refuse("Mode", "Express state machines do not support Map states in the mode DISTRIBUTED");
        var type = config.Text("ExecutionType", isRequired: true);
        if (type is not (null or "STANDARD" or "EXPRESS")) config.Refuse("ExecutionType", "'ExecutionType' must be STANDARD or EXPRESS");
        var label = state.Text("Label") ?? Truncated(name);
        if (label.Length is 0 or > 40 || label.AsSpan().ContainsAny(NotInLabels)) state.Refuse("Label", "'Label' has 1 to 40 characters, none of them a blank, a wildcard, a bracket or one of \" # % \\ ^ | ~ ` $ & , ; : /");
        return new DistributedMap(
            new StateMachineDefinition(AsMachine(processor), group, null), type == "EXPRESS" ? ExecutionType.Express : ExecutionType.Standard, label,
            state.Amount("ToleratedFailurePercentage", 0, 100, isWhole: false), state.Amount("ToleratedFailureCount", 0, MaxCount),
            Reader(state), Batcher(state), Writer(state));
    }

    /// <summary>The text of the processor as a machine of its own, from which a child goes on after a restart.</summary>
    private static string AsMachine(Fields processor)
    {
        var machine = processor.Json.DeepClone().AsObject();
        machine.Remove("ProcessorConfig");
        return JsonValues.Text(machine);
    }

    private static string Truncated(string name)
    {
        var plain = new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
        return plain.Length == 0 ? "Map" : plain[..Math.Min(40, plain.Length)];
    }

    private static ItemReader? Reader(Fields state)
    {
        if (state.Object("ItemReader") is not { } reader) return null;
        reader.Only("Resource", "Parameters", "ReaderConfig");
        var resource = reader.Text("Resource", isRequired: true);
        if (resource is not (null or "arn:aws:states:::s3:getObject" or "arn:aws:states:::s3:listObjectsV2"))
            reader.Refuse("Resource", $"The resource {resource} can not be read; there are arn:aws:states:::s3:getObject and arn:aws:states:::s3:listObjectsV2");
        var isList = resource?.EndsWith("listObjectsV2", StringComparison.Ordinal) is true;
        var config = reader.Object("ReaderConfig", isRequired: !isList);
        config?.Only("InputType", "MaxItems", "MaxItemsPath", "CSVHeaderLocation", "CSVHeaders");
        var input = config?.Text("InputType", isRequired: !isList) ?? "JSON";
        if (input is not ("JSON" or "JSONL" or "CSV")) config!.Refuse("InputType", $"'InputType' {input} is not supported here; there are JSON, JSONL and CSV");
        var header = config?.Text("CSVHeaderLocation");
        if (input == "CSV" && header is not ("FIRST_ROW" or "GIVEN")) config!.Refuse("", "'CSVHeaderLocation' must be FIRST_ROW or GIVEN");
        return new ItemReader(
            isList ? "listObjectsV2" : "getObject", reader.Template("Parameters") ?? Template.Parse(null, (_, _) => { }), input, header == "FIRST_ROW",
            config?.Has("CSVHeaders") is true ? config.Texts("CSVHeaders") : [], config?.Amount("MaxItems", 1, 100_000_000));
    }

    private static ItemBatcher? Batcher(Fields state)
    {
        if (state.Object("ItemBatcher") is not { } batcher) return null;
        batcher.Only("MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath", "BatchInput");
        var items = batcher.Amount("MaxItemsPerBatch", 1, MaxCount);
        var bytes = batcher.Amount("MaxInputBytesPerBatch", 1, 256 * 1024);
        if (items is null && bytes is null) batcher.Refuse("", "'MaxItemsPerBatch' or 'MaxInputBytesPerBatch' is required");
        return new ItemBatcher(items, bytes, batcher.Template("BatchInput", mustBeObject: true));
    }

    private static ResultWriter? Writer(Fields state)
    {
        if (state.Object("ResultWriter") is not { } writer) return null;
        writer.Only("Resource", "Parameters");
        if (writer.Text("Resource", isRequired: true) is { } resource && resource != "arn:aws:states:::s3:putObject")
            writer.Refuse("Resource", $"Results can not be written to {resource}; there is arn:aws:states:::s3:putObject");
        return new ResultWriter(writer.Template("Parameters") ?? Template.Parse(null, (_, _) => { }));
    }
}
