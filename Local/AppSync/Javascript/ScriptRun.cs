using Jint.Native;

namespace EventChat.Local.AppSync.Javascript;

/// <summary>
/// The handlers of one field, run one after the other on one engine: what one leaves in the stash or answers, the next finds, without
/// leaving JavaScript in between.
/// </summary>
internal sealed class ScriptRun : IDisposable
{
    private readonly ScriptEngines _engines;
    private readonly ScriptEngine _engine;
    private readonly HandlerContext _context;
    private readonly JsValue _arguments;
    private readonly JsValue _identity;
    private readonly JsValue _source;
    private readonly JsValue _request;
    private readonly JsValue _environment;
    private JsValue _stash;
    private JsValue _previous = JsValue.Null;

    public ScriptRun(ScriptEngines engines, ScriptEngine engine, HandlerContext context)
    {
        (_engines, _engine, _context) = (engines, engine, context);
        _arguments = engine.From(context.Arguments);
        _identity = engine.From(context.Identity);
        _source = engine.From(context.Source);
        _request = engine.From(context.Request);
        _environment = engine.From(context.Environment);
        _stash = engine.From(new Dictionary<string, object?>());
    }

    /// <summary>What the last handler answered, as a plain value.</summary>
    public object? Answer => ScriptValues.To(_previous);

    /// <summary>The stash, as a plain value.</summary>
    public object? Stash => ScriptValues.To(_stash);

    /// <summary>The answer is that value, although no handler gave it.</summary>
    public void AnswerWith(object? value) => _previous = _engine.From(value);

    /// <returns>What to ask the data source, as a plain value.</returns>
    /// <exception cref="ResolverException"><c>util.error</c>.</exception>
    /// <exception cref="EarlyReturnSignal">The data source and the response handler are skipped.</exception>
    public object? Request(ResolverCode code) => ScriptValues.To(Run(code, Handler.Request, JsValue.Null, null));

    /// <summary>A pipeline's own request handler: its answer is what its first function finds.</summary>
    public void Begin(ResolverCode code) => _previous = Run(code, Handler.Request, JsValue.Null, null);

    /// <summary>The handler's answer is what the next one finds.</summary>
    /// <param name="result">Of the data source.</param>
    public void Respond(ResolverCode code, object? result, (string Type, string Message)? error) =>
        _previous = Run(code, Handler.Response, _engine.From(result), error);

    /// <summary>A pipeline's own response handler, which sees the last function's answer.</summary>
    public void End(ResolverCode code) => _previous = Run(code, Handler.Response, _previous, null);

    private JsValue Run(ResolverCode code, Handler handler, JsValue result, (string Type, string Message)? error)
    {
        var ctx = new JsObject(_engine.Engine);
        ctx.FastSetDataProperty("args", _arguments);
        ctx.FastSetDataProperty("arguments", _arguments);
        ctx.FastSetDataProperty("identity", _identity);
        ctx.FastSetDataProperty("source", _source);
        ctx.FastSetDataProperty("info", _engine.From(code.UsesSelectionSet ? _context.InfoWithSelectionSet() : _context.Info));
        ctx.FastSetDataProperty("request", _request);
        ctx.FastSetDataProperty("env", _environment);
        ctx.FastSetDataProperty("stash", _stash);
        ctx.FastSetDataProperty("result", result);
        var previous = new JsObject(_engine.Engine);
        previous.FastSetDataProperty("result", _previous);
        ctx.FastSetDataProperty("prev", previous);
        ctx.FastSetDataProperty("error", error is var (type, message)
            ? _engine.From(new Dictionary<string, object?> { ["type"] = type, ["message"] = message })
            : JsValue.Null);
        try
        {
            return _engine.Run(code, handler, ctx, _context);
        }
        finally
        {
            _stash = ctx.Get("stash");
        }
    }

    public void Dispose() => _engines.Return(_engine);
}
