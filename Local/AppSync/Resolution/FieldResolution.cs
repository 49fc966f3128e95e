using EventChat.Local.AppSync.DataSources;
using EventChat.Local.AppSync.Deployment;
using EventChat.Local.AppSync.Javascript;
using Microsoft.Extensions.Logging;

namespace EventChat.Local.AppSync.Resolution;

/// <summary>Runs one field's resolver: a unit, a pipeline, or a function called directly.</summary>
internal sealed class FieldResolution
{
    private readonly ResolverDefinition _resolver;
    private readonly IDataSource? _source;
    private readonly IReadOnlyList<(FunctionDefinition Function, IDataSource Source)> _pipeline;
    private readonly ScriptEngines _engines;
    private readonly ILogger _log;

    public FieldResolution(GraphQLApi api, ResolverDefinition resolver, ScriptEngines engines, ILogger log)
    {
        (_resolver, _engines, _log) = (resolver, engines, log);
        _source = resolver.DataSource is { } name ? api.DataSources[name] : null;
        _pipeline = (resolver.Functions ?? []).Select(id => (api.Functions[id], api.DataSources[api.Functions[id].DataSource])).ToList();
    }

    public IEnumerable<ResolverCode> Codes => _pipeline.Select(step => step.Function.Code).Append(_resolver.Code).OfType<ResolverCode>();

    /// <exception cref="ResolverException">The field's error.</exception>
    public async Task<object?> ResolveAsync(HandlerContext context, CancellationToken cancel)
    {
        try
        {
            if (_resolver.Code is null) return await DirectAsync(context, cancel);
            using var run = _engines.Begin(context);
            if (_resolver.Functions is null) await UnitAsync(_resolver.Code, run, cancel);
            else await PipelineAsync(_resolver.Code, run, cancel);
            return run.Answer;
        }
        catch (UnauthorizedSignal)
        {
            throw ResolverException.Unauthorized(_resolver.Field, _resolver.Type);
        }
        catch (ScriptFailureException e)
        {
            // The client gets AppSync's words; why, with the place in the code, is for whoever writes the resolver.
            Log.ResolverBroke(_log, e.Message);
            throw new ResolverException("Runtime Error", "Code");
        }
    }

    private async Task UnitAsync(ResolverCode code, ScriptRun run, CancellationToken cancel)
    {
        try
        {
            await CallAsync(code, _source!, run, cancel);
        }
        catch (EarlyReturnSignal early)
        {
            run.AnswerWith(early.Value);
        }
    }

    private async Task PipelineAsync(ResolverCode code, ScriptRun run, CancellationToken cancel)
    {
        var goOn = true;
        try
        {
            run.Begin(code);
        }
        catch (EarlyReturnSignal early)
        {
            run.AnswerWith(early.Value);
            goOn = false;
        }
        foreach (var (function, source) in _pipeline)
        {
            if (!goOn) break;
            try
            {
                await CallAsync(function.Code, source, run, cancel);
            }
            catch (EarlyReturnSignal early)
            {
                run.AnswerWith(early.Value);
                goOn = !early.ToEnd;
            }
        }
        try
        {
            run.End(code);
        }
        catch (EarlyReturnSignal early)
        {
            run.AnswerWith(early.Value);
        }
    }

    private static async Task CallAsync(ResolverCode code, IDataSource source, ScriptRun run, CancellationToken cancel)
    {
        var answer = await source.InvokeAsync(run.Request(code), cancel);
        run.Respond(code, answer.Result, answer.Error);
    }

    /// <summary>A direct Lambda resolver: the whole context to the function, its answer to the field.</summary>
    private async Task<object?> DirectAsync(HandlerContext context, CancellationToken cancel)
    {
        var answer = await _source!.InvokeAsync(new Dictionary<string, object?>
        {
            ["operation"] = "Invoke",
            ["payload"] = new Dictionary<string, object?>
            {
                ["arguments"] = context.Arguments,
                ["identity"] = context.Identity,
                ["source"] = context.Source,
                ["request"] = context.Request,
                ["prev"] = null,
                ["info"] = context.InfoWithSelectionSet(),
                ["stash"] = new Dictionary<string, object?>(),
            },
        }, cancel);
        return answer.Error is var (type, message) ? throw new ResolverException(message, type) : answer.Result;
    }
}
