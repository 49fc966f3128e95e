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
            return _resolver.Functions is null ? await UnitAsync(_resolver.Code, context, cancel) : await PipelineAsync(_resolver.Code, context, cancel);
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

    private async Task<object?> UnitAsync(ResolverCode code, HandlerContext context, CancellationToken cancel)
    {
        try
        {
            return await CallAsync(code, _source!, context, cancel);
        }
        catch (EarlyReturnSignal early)
        {
            return early.Value;
        }
    }

    private async Task<object?> PipelineAsync(ResolverCode code, HandlerContext context, CancellationToken cancel)
    {
        var goOn = true;
        try
        {
            context.PreviousResult = _engines.Run(code, Handler.Request, context);
        }
        catch (EarlyReturnSignal early)
        {
            context.PreviousResult = early.Value;
            goOn = false;
        }
        foreach (var (function, source) in _pipeline)
        {
            if (!goOn) break;
            try
            {
                context.PreviousResult = await CallAsync(function.Code, source, context, cancel);
            }
            catch (EarlyReturnSignal early)
            {
                context.PreviousResult = early.Value;
                goOn = !early.ToEnd;
            }
        }
        context.Result = context.PreviousResult;
        context.Error = null;
        try
        {
            return _engines.Run(code, Handler.Response, context);
        }
        catch (EarlyReturnSignal early)
        {
            return early.Value;
        }
    }

    private async Task<object?> CallAsync(ResolverCode code, IDataSource source, HandlerContext context, CancellationToken cancel)
    {
        context.Result = null;
        context.Error = null;
        var request = _engines.Run(code, Handler.Request, context);
        var answer = await source.InvokeAsync(request, cancel);
        context.Result = answer.Result;
        context.Error = answer.Error;
        return _engines.Run(code, Handler.Response, context);
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
                ["stash"] = context.Stash,
            },
        }, cancel);
        return answer.Error is var (type, message) ? throw new ResolverException(message, type) : answer.Result;
    }
}
